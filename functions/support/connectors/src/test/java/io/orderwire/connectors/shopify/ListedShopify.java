package io.orderwire.connectors.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.connector.CartCall;
import io.orderwire.connector.CartReply;
import io.orderwire.connector.Headers;
import io.orderwire.json.Json;
import io.orderwire.testkit.ListedPlatform;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Shopify's `orders` connection as documented: filtered by the search text, ordered by update and
/// id, paged by a cursor that names a place and not a row.
final class ListedShopify implements ListedPlatform {
  private static final Pattern FROM = Pattern.compile("updated_at:>='([^']+)'");
  private static final Pattern TO = Pattern.compile("updated_at:<='([^']+)'");
  private static final Comparator<Row> RISING =
      Comparator.comparing(Row::updatedAt).thenComparing(Row::id);

  private record Row(Instant updatedAt, String id) {
    String cursor() {
      return updatedAt + "|" + id;
    }

    static Row at(String cursor) {
      int bar = cursor.indexOf('|');
      return new Row(Instant.parse(cursor.substring(0, bar)), cursor.substring(bar + 1));
    }
  }

  @Override
  public CartReply answer(CartCall call, SortedMap<String, Instant> orders) {
    JsonNode variables = Json.read(call.body().orElseThrow(), JsonNode.class).path("variables");
    String search = variables.path("search").asText();
    Optional<Instant> from = bound(FROM, search);
    Optional<Instant> to = bound(TO, search);
    Optional<Row> after = Optional.ofNullable(variables.get("after")).map(c -> Row.at(c.asText()));
    List<Row> rest =
        orders.entrySet().stream()
            .map(order -> new Row(order.getValue(), order.getKey()))
            .filter(row -> from.isEmpty() || !row.updatedAt().isBefore(from.get()))
            .filter(row -> to.isEmpty() || !row.updatedAt().isAfter(to.get()))
            .filter(row -> after.isEmpty() || RISING.compare(row, after.get()) > 0)
            .sorted(RISING)
            .toList();
    return reply(rest, Math.min(variables.path("first").asInt(), rest.size()));
  }

  private static Optional<Instant> bound(Pattern pattern, String search) {
    Matcher matcher = pattern.matcher(search);
    return matcher.find() ? Optional.of(Instant.parse(matcher.group(1))) : Optional.empty();
  }

  private static CartReply reply(List<Row> rest, int shown) {
    ObjectNode body = Json.codec().createObjectNode();
    ObjectNode connection = body.putObject("data").putObject("orders");
    ArrayNode nodes = connection.putArray("nodes");
    rest.subList(0, shown)
        .forEach(
            row ->
                nodes
                    .addObject()
                    .put("id", "gid://shopify/Order/" + row.id())
                    .put("updatedAt", row.updatedAt().toString()));
    ObjectNode page = connection.putObject("pageInfo").put("hasNextPage", rest.size() > shown);
    if (shown > 0) {
      page.put("endCursor", rest.get(shown - 1).cursor());
    }
    return new CartReply(200, new Headers(Map.of()), Json.bytes(body));
  }
}
