package io.orderwire.shops.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.BooleanValue;
import graphql.language.EnumValue;
import graphql.language.Field;
import graphql.language.FloatValue;
import graphql.language.IntValue;
import graphql.language.ObjectValue;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.language.VariableReference;
import io.orderwire.shops.JsonText;
import java.util.Optional;
import java.util.OptionalInt;

/// A field's arguments with variables put in, as JSON.
record GraphArguments(ObjectNode values) {

  static GraphArguments of(Field field, JsonNode variables) {
    ObjectNode values = JsonText.object();
    for (Argument argument : field.getArguments()) {
      JsonNode value = json(argument.getValue(), variables);
      if (!value.isNull() && !value.isMissingNode()) {
        values.set(argument.getName(), value);
      }
    }
    return new GraphArguments(values);
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name)).map(JsonNode::asText);
  }

  OptionalInt number(String name) {
    return values.has(name) ? OptionalInt.of(values.get(name).asInt()) : OptionalInt.empty();
  }

  boolean truth(String name) {
    return values.path(name).asBoolean(false);
  }

  private static JsonNode json(Value<?> value, JsonNode variables) {
    if (value instanceof VariableReference variable) {
      return variables.path(variable.getName());
    }
    if (value instanceof StringValue text) {
      return JsonText.NODES.textNode(text.getValue());
    }
    if (value instanceof EnumValue name) {
      return JsonText.NODES.textNode(name.getName());
    }
    if (value instanceof IntValue number) {
      return JsonText.NODES.numberNode(number.getValue());
    }
    if (value instanceof FloatValue number) {
      return JsonText.NODES.numberNode(number.getValue());
    }
    if (value instanceof BooleanValue truth) {
      return JsonText.NODES.booleanNode(truth.isValue());
    }
    if (value instanceof ArrayValue list) {
      ArrayNode array = JsonText.NODES.arrayNode();
      list.getValues().forEach(each -> array.add(json(each, variables)));
      return array;
    }
    if (value instanceof ObjectValue object) {
      ObjectNode node = JsonText.object();
      object
          .getObjectFields()
          .forEach(each -> node.set(each.getName(), json(each.getValue(), variables)));
      return node;
    }
    return JsonText.NODES.nullNode();
  }
}
