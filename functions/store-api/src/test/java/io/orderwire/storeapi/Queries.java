package io.orderwire.storeapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.json.Json;
import io.orderwire.model.LineView;
import io.orderwire.model.OrderStatus;
import io.orderwire.model.Transition;
import io.orderwire.storeapi.Operation.Query;
import java.util.Arrays;
import java.util.List;

/// The parameters of queries.
final class Queries {
  static final Query LIMIT =
      new Query(
          "limit",
          "how many items a page has at most: 1 to 100, else 20",
          "integer",
          List.of(),
          false);
  static final Query PAYLOADS =
      new Query(
          "limit",
          "how many of the latest orders are looked at: 1 to 100, else 20",
          "integer",
          List.of(),
          false);
  static final Query HOURS =
      new Query(
          "hours",
          "how many hours up to now, of which the last is under way: 1 to 168, else 24",
          "integer",
          List.of(),
          false);
  static final Query CURSOR = text("cursor", "where to go on: next_cursor of the page before");
  static final Query CHANGED_SINCE =
      moment("changed_since", "only what was recorded at that instant or later");
  static final Query AS_OF =
      moment("as_of", "the version that stood at that instant, by when it was recorded");
  static final Query STATUS =
      choice("status", "only orders of that status", words(OrderStatus.values()));
  static final Query TRANSITION =
      choice(
          "transition",
          "only orders whose newest version brought that transition",
          words(Transition.values()));
  static final Query CALLED =
      text("q", "only the order of that id, and those with that in their number");
  static final Query LINES =
      choice("lines", "how lines are shown that are parts of others", words(LineView.values()));
  static final Query CART_STATE =
      choice("state", "only carts of that state", List.of("active", "abandoned", "converted"));
  static final Query RECEIPT_STATE =
      choice("state", "only receipts of that state", List.of("quarantined", "pending", "resolved"));
  static final Query FROM = version("from", "number of the version before");
  static final Query TO = version("to", "number of the version after");
  static final Query PATH =
      text("path", "JSON pointer into the order: only the values there; else all");

  private Queries() {}

  private static Query text(String name, String description) {
    return new Query(name, description, "string", List.of(), false);
  }

  private static Query moment(String name, String description) {
    return new Query(name, description, "date-time", List.of(), false);
  }

  private static Query version(String name, String description) {
    return new Query(name, description, "integer", List.of(), true);
  }

  private static Query choice(String name, String description, List<String> words) {
    return new Query(name, description, "string", words, false);
  }

  private static List<String> words(Object[] values) {
    return Arrays.stream(values).map(Json::toTree).map(JsonNode::asText).toList();
  }
}
