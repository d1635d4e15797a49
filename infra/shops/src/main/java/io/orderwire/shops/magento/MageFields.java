package io.orderwire.shops.magento;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.shops.JsonText;
import java.util.ArrayList;
import java.util.List;

/// `fields=items[entity_id,billing_address[city]],total_count`: what of an answer is wanted.
final class MageFields {
  private MageFields() {}

  static JsonNode of(JsonNode answer, String fields) {
    if (answer.isArray()) {
      ArrayNode rows = JsonText.NODES.arrayNode();
      answer.forEach(row -> rows.add(of(row, fields)));
      return rows;
    }
    ObjectNode wanted = JsonText.object();
    for (String field : split(fields)) {
      int bracket = field.indexOf('[');
      String name = bracket < 0 ? field : field.substring(0, bracket);
      if (answer.has(name)) {
        JsonNode value = answer.path(name);
        wanted.set(
            name,
            bracket < 0 ? value : of(value, field.substring(bracket + 1, field.length() - 1)));
      }
    }
    return wanted;
  }

  /// At the commas outside of brackets.
  private static List<String> split(String fields) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int from = 0;
    for (int at = 0; at <= fields.length(); at++) {
      char next = at == fields.length() ? ',' : fields.charAt(at);
      depth += next == '[' ? 1 : next == ']' ? -1 : 0;
      if (next == ',' && (depth == 0 || at == fields.length())) {
        parts.add(fields.substring(from, at));
        from = at + 1;
      }
    }
    return parts;
  }
}
