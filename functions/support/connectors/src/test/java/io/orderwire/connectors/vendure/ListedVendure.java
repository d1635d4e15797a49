package io.orderwire.connectors.vendure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.connector.CartCall;
import io.orderwire.connector.CartReply;
import io.orderwire.connector.Headers;
import io.orderwire.json.Json;
import io.orderwire.testkit.ListedPlatform;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/// `orders(options)` of the admin API as documented: exclusive bounds, `notIn`, rising by one time;
/// `totalItems` counts what the filter finds. Rows of one time come in no order of their own.
final class ListedVendure implements ListedPlatform {

  @Override
  public CartReply answer(CartCall call, SortedMap<String, Instant> orders) {
    JsonNode options =
        Json.read(call.body().orElseThrow(), JsonNode.class).at("/variables/options");
    JsonNode filter = options.path("filter");
    Instant after = Instant.parse(filter.at("/updatedAt/after").asText());
    Set<String> excluded = new TreeSet<>();
    filter.at("/id/notIn").forEach(id -> excluded.add(id.asText()));
    List<Map.Entry<String, Instant>> found =
        orders.entrySet().stream()
            .filter(order -> order.getValue().isAfter(after))
            .filter(order -> !excluded.contains(order.getKey()))
            .sorted(Map.Entry.comparingByValue())
            .toList();
    ObjectNode body = Json.codec().createObjectNode();
    ObjectNode listed = body.putObject("data").putObject("orders").put("totalItems", found.size());
    ArrayNode items = listed.putArray("items");
    found.stream()
        .limit(options.path("take").asInt())
        .forEach(
            order ->
                items
                    .addObject()
                    .put("id", order.getKey())
                    .put("updatedAt", order.getValue().toString()));
    return new CartReply(200, new Headers(Map.of()), Json.bytes(body));
  }
}
