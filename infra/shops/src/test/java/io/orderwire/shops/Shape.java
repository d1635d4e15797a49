package io.orderwire.shops;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Which fields JSON documents have and of which types their values are, by path.
public final class Shape {
  private final Map<String, Set<String>> types = new TreeMap<>();

  public void add(JsonNode node) {
    add("", node);
  }

  public Set<String> paths() {
    return types.keySet();
  }

  /// The types seen at a path; none when there was no such path.
  public Set<String> at(String path) {
    return types.getOrDefault(path, Set.of());
  }

  private void add(String path, JsonNode node) {
    types.computeIfAbsent(path, key -> new TreeSet<>()).add(type(node));
    // What a plugin attaches has no fixed shape.
    if (path.endsWith("/value") || path.endsWith("/display_value")) {
      return;
    }
    if (node.isArray()) {
      node.forEach(each -> add(path + "/*", each));
    }
    node.properties().forEach(each -> add(path + "/" + each.getKey(), each.getValue()));
  }

  private static String type(JsonNode node) {
    return switch (node.getNodeType()) {
      case ARRAY -> "array";
      case OBJECT, POJO -> "object";
      case STRING, BINARY -> "text";
      case NUMBER -> "number";
      case BOOLEAN -> "boolean";
      case NULL, MISSING -> "null";
    };
  }
}
