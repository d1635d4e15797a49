package io.orderwire.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.model.FieldValue;

/// Custom field values from JSON.
public final class FieldValues {

  private FieldValues() {}

  public static FieldValue of(JsonNode node) {
    return switch (node.getNodeType()) {
      case STRING -> new FieldValue.Text(node.textValue());
      case NUMBER -> new FieldValue.Decimal(node.decimalValue());
      case BOOLEAN -> new FieldValue.Bool(node.booleanValue());
      case ARRAY, OBJECT, NULL, MISSING, BINARY, POJO ->
          new FieldValue.Json(node.isMissingNode() ? "null" : Json.text(node));
    };
  }
}
