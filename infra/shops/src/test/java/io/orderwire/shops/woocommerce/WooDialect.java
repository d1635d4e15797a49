package io.orderwire.shops.woocommerce;

import io.orderwire.shops.Dialect;
import io.orderwire.shops.Platform;
import io.orderwire.shops.ShopSettings;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/// How tests talk to a WooCommerce shop: Basic authorization, which https allows.
public final class WooDialect implements Dialect {

  @Override
  public Platform platform() {
    return Platform.WOOCOMMERCE;
  }

  @Override
  public String created() {
    return "order.created";
  }

  @Override
  public String updated() {
    return "order.updated";
  }

  @Override
  public String path() {
    return "/wp-json/wc/v3";
  }

  @Override
  public String orders() {
    return "/orders";
  }

  @Override
  public Map<String, String> authorization(ShopSettings settings) {
    byte[] pair = (settings.key() + ":" + settings.secret()).getBytes(StandardCharsets.UTF_8);
    return Map.of("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
  }

  @Override
  public String signature() {
    return "x-wc-webhook-signature";
  }
}
