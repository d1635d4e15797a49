package io.orderwire.shops.vendure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.shops.Decimals;
import io.orderwire.shops.JsonText;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// Between trees and the kinds of values that the query engine has.
final class VendTrees {
  private VendTrees() {}

  /// Texts, numbers, flags and lists as the engine has them; objects stay trees. Empty for null.
  static Optional<Object> value(JsonNode node) {
    return switch (node.getNodeType()) {
      case STRING -> Optional.of(node.textValue());
      case BOOLEAN -> Optional.of(node.booleanValue());
      case NUMBER -> Optional.of(node.numberValue());
      case ARRAY -> Optional.of(list(node));
      case OBJECT -> Optional.of(node);
      case NULL, MISSING, BINARY, POJO -> Optional.empty();
    };
  }

  private static List<Object> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .flatMap(each -> value(each).stream())
        .toList();
  }

  /// The variables of a query, without those that are null.
  static Map<String, Object> members(JsonNode object) {
    Map<String, Object> members = new LinkedHashMap<>();
    object
        .properties()
        .forEach(each -> deep(each.getValue()).ifPresent(it -> members.put(each.getKey(), it)));
    return members;
  }

  private static Optional<Object> deep(JsonNode node) {
    if (node.isObject()) {
      return Optional.of(members(node));
    }
    return node.isArray()
        ? Optional.of(
            StreamSupport.stream(node.spliterator(), false)
                .flatMap(each -> deep(each).stream())
                .toList())
        : value(node);
  }

  /// What the engine answered.
  static JsonNode tree(@Nullable Object answer) {
    return switch (answer) {
      case null -> JsonText.NODES.nullNode();
      case Map<?, ?> object -> object(object);
      case List<?> list -> {
        ArrayNode array = JsonText.NODES.arrayNode();
        list.forEach(each -> array.add(tree(each)));
        yield array;
      }
      case Boolean truth -> JsonText.NODES.booleanNode(truth);
      case Integer number -> JsonText.NODES.numberNode(number);
      case Long number -> JsonText.NODES.numberNode(number);
      case Number number ->
          JsonText.NODES.numberNode(
              new BigDecimal(Decimals.trimmed(new BigDecimal(number.toString()))));
      case JsonNode node -> node;
      case Object text -> JsonText.NODES.textNode(text.toString());
    };
  }

  private static ObjectNode object(Map<?, ?> members) {
    ObjectNode node = JsonText.object();
    members.forEach((name, member) -> node.set(name.toString(), tree(member)));
    return node;
  }
}
