package io.orderwire.shops.woocommerce;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.shops.JsonText;
import io.orderwire.shops.ShopReply;

/// REST error bodies.
final class WooErrors {
  private WooErrors() {}

  static ObjectNode body(int status, String code, String message) {
    ObjectNode node = JsonText.object();
    node.put("code", code);
    node.put("message", message);
    node.putObject("data").put("status", status);
    return node;
  }

  static ShopReply reply(int status, String code, String message) {
    return ShopReply.json(status, JsonText.php(body(status, code, message)))
        .with("Content-Type", "application/json; charset=UTF-8");
  }

  static ShopReply invalid(String parameter, String message) {
    ObjectNode node = JsonText.object();
    node.put("code", "rest_invalid_param");
    node.put("message", "Invalid parameter(s): " + parameter);
    ObjectNode data = node.putObject("data");
    data.put("status", 400);
    data.putObject("params").put(parameter, message);
    ObjectNode detail = data.putObject("details").putObject(parameter);
    detail.put("code", "rest_invalid_param");
    detail.put("message", message);
    detail.putNull("data");
    return ShopReply.json(400, JsonText.php(node))
        .with("Content-Type", "application/json; charset=UTF-8");
  }

  static ShopReply noRoute() {
    return reply(404, "rest_no_route", "No route was found matching the URL and request method.");
  }
}
