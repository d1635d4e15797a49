package io.orderwire.shops;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Map;

/// How a platform says what all of them say.
///
/// @param created topic of a new order
/// @param updated topic of a changed one
/// @param orders target that lists orders
/// @param signature lower-case name of the header with a delivery's signature; where nothing is
/// signed, of the one that says what it is about
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
      case MAGENTO ->
          new Dialect(
              "com.adobe.commerce.plugin.magento.sales.api.order_management.place",
              "com.adobe.commerce.observer.sales_order_save_commit_after",
              "/orders",
              "x-adobe-digital-signature-1",
              "/data/value/entity_id");
      case API2CART ->
          new Dialect("order.add", "order.update", "/order.list.json", "x-webhook-entity", "/id");
    };
  }

  /// Says that the credentials are not good.
  static boolean isUnauthorized(ShopReply reply) {
    return reply.status() == 401 || reply.text().contains("\"return_code\":2,");
  }

  /// Whether a delivery's signature fits.
  boolean isSigned(String secret, Map<String, String> headers, byte[] body) {
    String given = headers.getOrDefault(signature, "");
    return switch (signature) {
      case "x-adobe-digital-signature-1" -> isRsa(given, Platform.MAGENTO, secret, body);
      case "x-webhook-entity" -> given.equals("order");
      case "webhook-signature" -> given.equals(standard(secret, headers, body));
      case String ofBody -> given.equals(Signature.base64(secret, body));
    };
  }

  /// By a key that the merchant pins.
  private static boolean isRsa(String given, Platform platform, String secret, byte[] body) {
    ShopSettings settings = platform.settings("").withCredentials("", "", secret);
    String pinned = platform.credentials(settings).getOrDefault("webhook_secret", "");
    try {
      java.security.Signature verifier = java.security.Signature.getInstance("SHA256withRSA");
      byte[] key = Base64.getDecoder().decode(pinned.split("\\s")[1]);
      verifier.initVerify(
          KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(key)));
      verifier.update(body);
      return verifier.verify(Base64.getDecoder().decode(given));
    } catch (GeneralSecurityException unfit) {
      return false;
    }
  }

  private static String standard(String secret, Map<String, String> headers, byte[] body) {
    String prefix = headers.get("webhook-id") + "." + headers.get("webhook-timestamp") + ".";
    ByteArrayOutputStream signed = new ByteArrayOutputStream();
    signed.writeBytes(prefix.getBytes(StandardCharsets.UTF_8));
    signed.writeBytes(body);
    return "v1," + Signature.base64(secret, signed.toByteArray());
  }
}
