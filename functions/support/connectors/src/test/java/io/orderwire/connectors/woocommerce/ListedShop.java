package io.orderwire.connectors.woocommerce;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.connector.CartCall;
import io.orderwire.connector.CartCall.Parameter;
import io.orderwire.connector.CartReply;
import io.orderwire.connector.Headers;
import io.orderwire.json.Json;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/// `GET /wp-json/wc/v3/orders` as documented: exclusive bounds, offset paging, `exclude`. Written
/// from the documentation, not from the connector.
///
/// @param excludes honours `exclude`
/// @param counts sends `X-WP-TotalPages`
record ListedShop(boolean excludes, boolean counts) {

  static ListedShop current() {
    return new ListedShop(true, true);
  }

  CartReply answer(CartCall call, SortedMap<String, Instant> orders) {
    Map<String, String> query = new LinkedHashMap<>();
    for (Parameter parameter : call.query()) {
      query.put(parameter.name(), parameter.value());
    }
    Instant after = time(query.getOrDefault("modified_after", "1970-01-01T00:00:00"));
    Instant before = time(query.getOrDefault("modified_before", "2999-01-01T00:00:00"));
    Set<String> excluded =
        excludes ? Set.of(query.getOrDefault("exclude", "").split(",", -1)) : Set.of();
    List<Map.Entry<String, Instant>> found =
        orders.entrySet().stream()
            .filter(order -> order.getValue().isAfter(after) && order.getValue().isBefore(before))
            .filter(order -> !excluded.contains(order.getKey()))
            .sorted(Map.Entry.<String, Instant>comparingByValue().thenComparing(Map.Entry::getKey))
            .toList();
    return page(
        found,
        Integer.parseInt(query.getOrDefault("page", "1")),
        Integer.parseInt(query.getOrDefault("per_page", "10")));
  }

  private CartReply page(List<Map.Entry<String, Instant>> found, int page, int size) {
    ArrayNode rows = Json.codec().createArrayNode();
    found.stream()
        .skip((long) (page - 1) * size)
        .limit(size)
        .forEach(order -> rows.add(row(order.getKey(), order.getValue())));
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json; charset=UTF-8");
    if (counts) {
      headers.put("X-WP-Total", Integer.toString(found.size()));
      headers.put("X-WP-TotalPages", Integer.toString((found.size() + size - 1) / size));
    }
    return new CartReply(200, new Headers(headers), Json.bytes(rows));
  }

  private static ObjectNode row(String id, Instant modified) {
    String text = modified.toString();
    return Json.codec()
        .createObjectNode()
        .put("id", Long.parseLong(id))
        .put("status", "processing")
        .put("date_modified_gmt", text.substring(0, text.length() - 1));
  }

  private static Instant time(String zoneless) {
    return LocalDateTime.parse(zoneless).toInstant(ZoneOffset.UTC);
  }
}
