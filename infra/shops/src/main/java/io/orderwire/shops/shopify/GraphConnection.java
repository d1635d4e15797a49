package io.orderwire.shops.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.shops.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// Relay connections with opaque cursors. A cursor names a place (a sort value and an id), not a
/// position, so that rows which move while paging neither shift the others nor end the paging.
final class GraphConnection {
  private GraphConnection() {}

  /// Where a page begins.
  ///
  /// @param value the sort value of the last row seen
  /// @param id its id
  record Place(String value, long id) {
    String encoded() {
      ObjectNode node = JsonText.object().put("last_id", id).put("last_value", value);
      return Base64.getEncoder().encodeToString(JsonText.plain(node));
    }

    static Optional<Place> parse(String cursor) {
      try {
        return JsonText.parse(Base64.getDecoder().decode(cursor.getBytes(StandardCharsets.UTF_8)))
            .filter(node -> node.has("last_id"))
            .map(
                node -> new Place(node.path("last_value").asText(), node.path("last_id").asLong()));
      } catch (IllegalArgumentException unreadable) {
        return Optional.empty();
      }
    }
  }

  /// One row and its place.
  record Row(Place place, JsonNode node) {}

  static ObjectNode of(String type, List<Row> rows, boolean before, boolean after) {
    ObjectNode connection = GraphParts.object(type + "Connection");
    ArrayNode edges = connection.putArray("edges");
    ArrayNode nodes = connection.putArray("nodes");
    for (Row row : rows) {
      ObjectNode edge = GraphParts.object(type + "Edge");
      edge.put("cursor", row.place().encoded());
      edge.set("node", row.node());
      edges.add(edge);
      nodes.add(row.node());
    }
    ObjectNode info = GraphParts.object("PageInfo");
    info.put("hasNextPage", after);
    info.put("hasPreviousPage", before);
    if (rows.isEmpty()) {
      info.putNull("startCursor");
      info.putNull("endCursor");
    } else {
      info.put("startCursor", rows.getFirst().place().encoded());
      info.put("endCursor", rows.getLast().place().encoded());
    }
    connection.set("pageInfo", info);
    return connection;
  }

  /// A page of children in their own order; their cursors are positions, as children are only ever
  /// added.
  static ObjectNode of(String type, ArrayNode children, GraphArguments arguments) {
    int from =
        arguments
            .text("after")
            .flatMap(Place::parse)
            .map(place -> Math.toIntExact(place.id()) + 1)
            .orElse(0);
    int size = arguments.number("first").orElse(arguments.number("last").orElse(children.size()));
    java.util.ArrayList<Row> rows = new java.util.ArrayList<>();
    for (int i = from; i < Math.min(children.size(), from + size); i++) {
      rows.add(new Row(new Place(Integer.toString(i), i), children.get(i)));
    }
    return of(type, rows, from > 0, from + size < children.size());
  }
}
