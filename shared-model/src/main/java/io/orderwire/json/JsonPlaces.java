package io.orderwire.json;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Places in a JSON document, by JSON pointer.
public final class JsonPlaces {

  private JsonPlaces() {}

  /// Every value that is neither an object nor an array, with its pointer, in document order. Nulls
  /// and empty containers say nothing and do not count.
  public static Map<String, JsonNode> leaves(JsonNode document) {
    Map<String, JsonNode> leaves = new LinkedHashMap<>();
    walk(
        document,
        "",
        (pointer, node) -> {
          if (node.isValueNode() && !node.isNull()) {
            leaves.put(pointer, node);
          }
        });
    return leaves;
  }

  /// The pointers of all places but the root, containers included.
  public static List<String> all(JsonNode document) {
    List<String> places = new ArrayList<>();
    walk(
        document,
        "",
        (pointer, node) -> {
          if (!pointer.isEmpty()) {
            places.add(pointer);
          }
        });
    return places;
  }

  /// A copy with another value at a place, or without the place.
  public static JsonNode with(JsonNode document, String pointer, Optional<JsonNode> value) {
    JsonNode copy = document.deepCopy();
    JsonPointer path = JsonPointer.compile(pointer);
    JsonNode parent = copy.at(path.head());
    JsonPointer last = path.last();
    switch (parent) {
      case ObjectNode object ->
          value.ifPresentOrElse(
              node -> object.set(last.getMatchingProperty(), node),
              () -> object.remove(last.getMatchingProperty()));
      case ArrayNode array ->
          value.ifPresentOrElse(
              node -> array.set(last.getMatchingIndex(), node),
              () -> array.remove(last.getMatchingIndex()));
      default -> throw new IllegalArgumentException("no such place: " + pointer);
    }
    return copy;
  }

  private interface Visitor {
    void visit(String pointer, JsonNode node);
  }

  private static void walk(JsonNode node, String pointer, Visitor visitor) {
    visitor.visit(pointer, node);
    if (node.isObject()) {
      node.properties()
          .forEach(
              field ->
                  walk(
                      field.getValue(),
                      pointer + "/" + field.getKey().replace("~", "~0").replace("/", "~1"),
                      visitor));
    }
    for (int index = 0; node.isArray() && index < node.size(); index++) {
      walk(node.get(index), pointer + "/" + index, visitor);
    }
  }
}
