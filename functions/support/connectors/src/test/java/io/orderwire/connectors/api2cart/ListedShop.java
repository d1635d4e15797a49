package io.orderwire.connectors.api2cart;

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
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;

/// `order.list` as documented: inclusive bounds of change, sorting, `start` and `count`, and a
/// cursor where more follows. Written from the documentation, not from the connector.
final class ListedShop {
  private static final DateTimeFormatter BOUND =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ssxx", Locale.ROOT);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxx", Locale.ROOT);

  private ListedShop() {}

  static CartReply answer(CartCall call, SortedMap<String, Instant> orders) {
    Instant from = bound(call.parameter("modified_from").orElseThrow());
    Instant to = call.parameter("modified_to").map(ListedShop::bound).orElse(Instant.MAX);
    int start = call.parameter("start").map(Integer::valueOf).orElse(0);
    int count = call.parameter("count").map(Integer::valueOf).orElse(10);
    Comparator<Map.Entry<String, Instant>> order =
        call.parameter("sort_by").orElse("order_id").equals("modified_at")
            ? Map.Entry.comparingByValue()
            : Map.Entry.comparingByKey();
    List<Map.Entry<String, Instant>> found =
        orders.entrySet().stream()
            .filter(each -> !each.getValue().isBefore(from) && !each.getValue().isAfter(to))
            .sorted(order)
            .toList();
    ArrayNode rows = Json.codec().createArrayNode();
    found.stream().skip(start).limit(count).forEach(each -> rows.add(row(each)));
    return reply(rows, start + count < found.size());
  }

  static ObjectNode time(Instant at) {
    return Json.codec()
        .createObjectNode()
        .put("value", TIME.format(at.atOffset(ZoneOffset.UTC)))
        .put("format", "Y-m-d\\TH:i:sO");
  }

  private static Instant bound(String text) {
    return BOUND.parse(text, Instant::from);
  }

  private static ObjectNode row(Map.Entry<String, Instant> order) {
    ObjectNode row = Json.codec().createObjectNode().put("id", order.getKey());
    row.set("modified_at", time(order.getValue()));
    return row;
  }

  private static CartReply reply(ArrayNode rows, boolean more) {
    ObjectNode body = Json.codec().createObjectNode().put("return_code", 0);
    ObjectNode pagination = body.putObject("pagination").putNull("previous");
    pagination.put("next", more ? "b3BhcXVl" : null);
    body.putObject("result").set("order", rows);
    return new CartReply(200, Headers.none(), Json.bytes(body));
  }
}
