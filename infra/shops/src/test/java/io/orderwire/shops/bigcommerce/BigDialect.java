package io.orderwire.shops.bigcommerce;

import io.orderwire.shops.Dialect;
import io.orderwire.shops.Platform;
import io.orderwire.shops.ShopSettings;
import io.orderwire.shops.Signature;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// How tests talk to a BigCommerce store.
public final class BigDialect implements Dialect {

  @Override
  public Platform platform() {
    return Platform.BIGCOMMERCE;
  }

  @Override
  public String created() {
    return "store/order/created";
  }

  @Override
  public String updated() {
    return "store/order/updated";
  }

  @Override
  public String path() {
    return BigCommerceShop.PATH;
  }

  @Override
  public String orders() {
    return "/v2/orders";
  }

  @Override
  public Map<String, String> authorization(ShopSettings settings) {
    return Map.of("X-Auth-Token", settings.secret());
  }

  @Override
  public String signature() {
    return "webhook-signature";
  }

  /// As Standard Webhooks sign: the message's id and its time before the body.
  @Override
  public boolean isSigned(String secret, Map<String, String> headers, byte[] body) {
    String prefix = headers.get("webhook-id") + "." + headers.get("webhook-timestamp") + ".";
    ByteArrayOutputStream signed = new ByteArrayOutputStream();
    signed.writeBytes(prefix.getBytes(StandardCharsets.UTF_8));
    signed.writeBytes(body);
    String expected = "v1," + Signature.base64(secret, signed.toByteArray());
    return expected.equals(headers.get(signature()));
  }

  @Override
  public String orderId() {
    return "/data/id";
  }
}
