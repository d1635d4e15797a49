package io.orderwire.shops;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// How a platform says what all of them say.
///
/// @param created topic of a new order
/// @param updated topic of a changed one
/// @param orders target that lists orders
/// @param signature lower-case name of the header with a delivery's signature
/// @param orderId pointer of the order's id in a delivery
record Dialect(String created, String updated, String orders, String signature, String orderId) {

  static Dialect of(Platform platform) {
    return switch (platform) {
      case SHOPIFY ->
          new Dialect(
              "orders/create", "orders/updated", "/orders.json", "x-shopify-hmac-sha256", "/id");
      case WOOCOMMERCE ->
          new Dialect("order.created", "order.updated", "/orders", "x-wc-webhook-signature", "/id");
      case BIGCOMMERCE ->
          new Dialect(
              "store/order/created",
              "store/order/updated",
              "/v2/orders",
              "webhook-signature",
              "/data/id");
    };
  }

  /// The signature that a delivery must have.
  String signed(String secret, Map<String, String> headers, byte[] body) {
    if (!signature.equals("webhook-signature")) {
      return Signature.base64(secret, body);
    }
    String prefix = headers.get("webhook-id") + "." + headers.get("webhook-timestamp") + ".";
    ByteArrayOutputStream signed = new ByteArrayOutputStream();
    signed.writeBytes(prefix.getBytes(StandardCharsets.UTF_8));
    signed.writeBytes(body);
    return "v1," + Signature.base64(secret, signed.toByteArray());
  }
}
