package io.orderwire.shops.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.shops.JsonText;
import io.orderwire.shops.shopify.GraphPlan.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/// Answers a query from full trees: only what was asked for, under the names asked for, nested
/// connections paged by their own arguments.
final class GraphProjection {
  private static final int MOST_ROWS = 250;
  private static final GraphArguments NONE = new GraphArguments(JsonText.object());

  private final GraphPlan plan;
  private final JsonNode variables;
  private final List<String> errors = new ArrayList<>();

  GraphProjection(GraphPlan plan, JsonNode variables) {
    this.plan = plan;
    this.variables = variables;
  }

  /// What went wrong while answering; the data is to be left out when this is not empty.
  List<String> errors() {
    return errors;
  }

  /// Answers the whole query; `resolve` gives the full tree behind each root field.
  ObjectNode answer(BiFunction<String, GraphArguments, JsonNode> resolve) {
    ObjectNode data = JsonText.object();
    for (Slot slot : plan.root()) {
      if (slot.name().equals("__typename")) {
        data.put(slot.key, plan.mutation() ? "Mutation" : "QueryRoot");
      } else {
        data.set(slot.key, value(resolve.apply(slot.name(), arguments(slot)), slot));
      }
    }
    return data;
  }

  private JsonNode object(JsonNode value, Slot slot) {
    ObjectNode node = JsonText.object();
    for (Slot child : plan.below(slot, value.path("__typename").textValue())) {
      node.set(child.key, value(value.path(child.name()), child));
    }
    return node;
  }

  private JsonNode value(JsonNode value, Slot slot) {
    if (!slot.composite) {
      return value.isMissingNode() ? JsonText.NODES.nullNode() : value;
    }
    if (value instanceof ArrayNode children) {
      return slot.connection ? connection(children, slot) : list(children, slot);
    }
    return value.isObject() ? object(value, slot) : JsonText.NODES.nullNode();
  }

  private JsonNode list(ArrayNode children, Slot slot) {
    int most =
        slot.hasArguments
            ? arguments(slot).number("first").orElse(Integer.MAX_VALUE)
            : Integer.MAX_VALUE;
    ArrayNode array = JsonText.NODES.arrayNode();
    for (int i = 0; i < Math.min(most, children.size()); i++) {
      JsonNode child = children.get(i);
      array.add(child.isObject() ? object(child, slot) : JsonText.NODES.nullNode());
    }
    return array;
  }

  private JsonNode connection(ArrayNode children, Slot slot) {
    GraphArguments arguments = arguments(slot);
    int rows = arguments.number("first").orElse(arguments.number("last").orElse(0));
    if (rows < 1 || rows > MOST_ROWS) {
      errors.add("you must provide one of first or last, from 1 to " + MOST_ROWS);
      return JsonText.NODES.nullNode();
    }
    return object(GraphConnection.of(slot.row(), children, arguments), slot);
  }

  private GraphArguments arguments(Slot slot) {
    return slot.hasArguments ? GraphArguments.of(slot.field, variables) : NONE;
  }
}
