package io.orderwire.system.endtoend;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A WooCommerce order as a person would write it from the REST documentation, and its signature as
/// `openssl dgst -sha256 -hmac` gives it.
record WooOrder(String id, String status, String modified, boolean paid, String quantity) {
  static final String SECRET = "s3cr3t-ключ";

  static WooOrder paid(String id, String modified) {
    return new WooOrder(id, "processing", modified, true, "1");
  }

  byte[] body() {
    String text =
        """
        {"id": %s, "parent_id": 0, "number": "%s", "status": "%s", "currency": "EUR",
         "prices_include_tax": false, "date_created_gmt": "2026-11-23T10:00:00",
         "date_modified_gmt": "%s", "date_paid_gmt": null, "date_completed_gmt": null,
         "discount_total": "0.00", "discount_tax": "0.00", "shipping_total": "4.90", "shipping_tax": "0.93",
         "cart_tax": "1.90", "total": "17.73", "total_tax": "2.83", "customer_id": 0,
         "billing": {"first_name": "Guest", "last_name": "Buyer", "company": "", "address_1": "Road 1", "address_2": "",
           "city": "Berlin", "state": "", "postcode": "10115", "country": "DE", "email": "guest@example.com", "phone": ""},
         "shipping": {"first_name": "Guest", "last_name": "Buyer", "company": "", "address_1": "Road 1", "address_2": "",
           "city": "Berlin", "state": "", "postcode": "10115", "country": "DE", "phone": ""},
         "payment_method": "stripe", "payment_method_title": "Card", "transaction_id": "",
         "created_via": "checkout", "customer_note": "", "cart_hash": "", "order_key": "wc_order_x", "meta_data": [],
         "line_items": [{"id": 1, "name": "Mug", "product_id": 7, "variation_id": 0, "quantity": %s, "tax_class": "",
           "subtotal": "10.00", "subtotal_tax": "1.90", "total": "10.00", "total_tax": "1.90",
           "taxes": [{"id": 1, "total": "1.9", "subtotal": "1.9"}], "meta_data": [], "sku": "MUG", "price": 10}],
         "tax_lines": [{"id": 3, "rate_code": "DE-MWST-1", "rate_id": 1, "label": "MwSt", "compound": false,
           "tax_total": "1.90", "shipping_tax_total": "0.93", "rate_percent": 19, "meta_data": []}],
         "shipping_lines": [{"id": 2, "method_title": "Parcel", "method_id": "flat_rate", "instance_id": "1",
           "total": "4.90", "total_tax": "0.93", "taxes": [{"id": 1, "total": "0.93", "subtotal": ""}], "meta_data": []}],
         "fee_lines": [], "coupon_lines": [], "refunds": []}
        """
            .formatted(id, id, status, modified, quantity);
    try {
      ObjectNode order = (ObjectNode) Json.tree(text.getBytes(StandardCharsets.UTF_8));
      if (paid) {
        order.put("date_paid_gmt", modified);
      }
      return Json.bytes(order);
    } catch (IOException notJson) {
      throw new UncheckedIOException(notJson);
    }
  }

  Map<String, String> headers() {
    return headers(body(), SECRET);
  }

  static Map<String, String> headers(byte[] body, String secret) {
    return Map.of(
        "content-type", "application/json",
        "x-wc-webhook-topic", "order.updated",
        "x-wc-webhook-resource", "order",
        "x-wc-webhook-event", "updated",
        "x-wc-webhook-id", "1",
        "x-wc-webhook-delivery-id", "12d177826bfcfa5d44975cebd22d72b3",
        "x-wc-webhook-source", "https://shop.example/",
        "x-wc-webhook-signature", signature(body, secret));
  }

  private static String signature(byte[] body, String secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }
}
