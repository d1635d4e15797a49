package io.orderwire.shops.api2cart;

import io.orderwire.shops.Dialect;
import io.orderwire.shops.Platform;
import io.orderwire.shops.ShopReply;
import io.orderwire.shops.ShopSettings;
import java.util.Map;

/// How tests talk to a store behind API2Cart, which signs nothing and refuses with status 200.
public final class HubDialect implements Dialect {

  @Override
  public Platform platform() {
    return Platform.API2CART;
  }

  @Override
  public String created() {
    return "order.add";
  }

  @Override
  public String updated() {
    return "order.update";
  }

  @Override
  public String path() {
    return HubGate.PATH;
  }

  @Override
  public String orders() {
    return "/order.list.json";
  }

  @Override
  public Map<String, String> authorization(ShopSettings settings) {
    return Map.of("x-api-key", settings.key(), "x-store-key", settings.secret());
  }

  @Override
  public boolean isUnauthorized(ShopReply reply) {
    return reply.text().contains("\"return_code\":2,");
  }

  @Override
  public String signature() {
    return "x-webhook-entity";
  }

  @Override
  public boolean isSigned(String secret, Map<String, String> headers, byte[] body) {
    return "order".equals(headers.get(signature()));
  }
}
