package io.orderwire.connectors.bigcommerce;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.connector.CartCall;
import io.orderwire.connector.CartReply;
import io.orderwire.connector.Headers;
import io.orderwire.json.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/// `GET /v2/orders` as documented: inclusive bounds of time and id, sorting by either, numbered
/// pages, and 204 without a body where nothing is found. Written from the documentation, not from
/// the connector.
final class ListedShop {

  private ListedShop() {}

  static CartReply answer(CartCall call, SortedMap<String, Instant> orders) {
    Instant from = Instant.parse(call.parameter("min_date_modified").orElseThrow());
    Instant to = call.parameter("max_date_modified").map(Instant::parse).orElse(Instant.MAX);
    long leastId = call.parameter("min_id").map(Long::valueOf).orElse(0L);
    int limit = call.parameter("limit").map(Integer::valueOf).orElse(50);
    int page = call.parameter("page").map(Integer::valueOf).orElse(1);
    Comparator<Map.Entry<String, Instant>> order =
        call.parameter("sort").orElse("id:asc").equals("id:asc")
            ? Comparator.comparingLong(each -> Long.parseLong(each.getKey()))
            : Map.Entry.comparingByValue();
    List<Map.Entry<String, Instant>> found =
        orders.entrySet().stream()
            .filter(each -> !each.getValue().isBefore(from) && !each.getValue().isAfter(to))
            .filter(each -> Long.parseLong(each.getKey()) >= leastId)
            .sorted(order)
            .skip((page - 1L) * limit)
            .limit(limit)
            .toList();
    return reply(found);
  }

  private static CartReply reply(List<Map.Entry<String, Instant>> found) {
    if (found.isEmpty()) {
      return new CartReply(204, Headers.none(), new byte[0]);
    }
    ArrayNode rows = Json.codec().createArrayNode();
    found.forEach(each -> rows.add(row(each.getKey(), each.getValue())));
    return new CartReply(200, Headers.none(), Json.bytes(rows));
  }

  private static ObjectNode row(String id, Instant modified) {
    return Json.codec()
        .createObjectNode()
        .put("id", Long.parseLong(id))
        .put("status_id", 11)
        .put("date_modified", mail(modified));
  }

  /// As BigCommerce writes it: `Mon, 04 May 2026 10:00:00 +0000`.
  static String mail(Instant at) {
    return DateTimeFormatter.RFC_1123_DATE_TIME
        .format(at.atOffset(ZoneOffset.UTC))
        .replace("GMT", "+0000");
  }
}
