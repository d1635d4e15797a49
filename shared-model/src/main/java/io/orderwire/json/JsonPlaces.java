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

  /// The document with another value at a place, or without the place. What is not on the way to it
  /// is shared with the document, not copied.
  public static JsonNode with(JsonNode document, String pointer, Optional<JsonNode> value) {
    return with(document, JsonPointer.compile(pointer), value);
  }

  private static JsonNode with(JsonNode node, JsonPointer path, Optional<JsonNode> value) {
    Optional<JsonNode> changed =
        path.tail().matches() ? value : Optional.of(with(child(node, path), path.tail(), value));
    return switch (node) {
      case ObjectNode object -> with(object, path.getMatchingProperty(), changed);
      case ArrayNode array -> with(array, path.getMatchingIndex(), changed);
      default -> throw new IllegalArgumentException("no such place: " + path);
    };
  }

  private static JsonNode child(JsonNode node, JsonPointer path) {
    JsonNode child =
        node.isArray() ? node.path(path.getMatchingIndex()) : node.path(path.getMatchingProperty());
    if (child.isMissingNode()) {
      throw new IllegalArgumentException("no such place: " + path);
    }
    return child;
  }

  private static JsonNode with(ObjectNode object, String name, Optional<JsonNode> value) {
    ObjectNode copy = object.objectNode().setAll(object);
    value.ifPresentOrElse(node -> copy.set(name, node), () -> copy.remove(name));
    return copy;
  }

  private static JsonNode with(ArrayNode array, int index, Optional<JsonNode> value) {
    ArrayNode copy = array.arrayNode(array.size()).addAll(array);
    value.ifPresentOrElse(node -> copy.set(index, node), () -> copy.remove(index));
    return copy;
  }

  /// A member's name as it stands in a pointer.
  public static String step(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  private interface Visitor {
    void visit(String pointer, JsonNode node);
  }

  private static void walk(JsonNode node, String pointer, Visitor visitor) {
    visitor.visit(pointer, node);
    if (node.isObject()) {
      node.properties()
          .forEach(field -> walk(field.getValue(), pointer + "/" + step(field.getKey()), visitor));
    }
    for (int index = 0; node.isArray() && index < node.size(); index++) {
      walk(node.get(index), pointer + "/" + index, visitor);
    }
  }
}
