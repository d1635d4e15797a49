package io.orderwire.connectors.vendure;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.connector.CartReply;
import java.util.ArrayList;
import java.util.List;

/// The selections of the custom fields that a shop has: each is a member of a type of its own. Of a
/// relation only the id is asked for.
///
/// @param ofOrders empty where orders have none
/// @param ofLines empty where lines have none
record VendureCustomFields(String ofOrders, String ofLines) {
  static final VendureCustomFields NONE = new VendureCustomFields("", "");

  static VendureCustomFields read(CartReply reply) {
    JsonNode data = reply.json().path("data");
    return new VendureCustomFields(selection(data.path("order")), selection(data.path("line")));
  }

  private static String selection(JsonNode type) {
    List<String> members = new ArrayList<>();
    for (JsonNode field : type.path("fields")) {
      String name = field.path("name").asText();
      members.add(isObject(field.path("type")) ? name + " { id }" : name);
    }
    return members.isEmpty() ? "" : "customFields { " + String.join(" ", members) + " }";
  }

  /// Looks through lists and required types.
  private static boolean isObject(JsonNode type) {
    JsonNode inner = type.path("ofType");
    return inner.isObject() ? isObject(inner) : type.path("kind").asText().equals("OBJECT");
  }
}
