package io.orderwire.shops.vendure;

import io.orderwire.shops.Dialect;
import io.orderwire.shops.Platform;
import io.orderwire.shops.ShopReply;
import io.orderwire.shops.ShopSettings;
import java.util.Map;

/// How tests talk to a Vendure shop: by queries with the API key. It sends nothing, so nothing is
/// named and signed.
public final class VendDialect implements Dialect {

  @Override
  public Platform platform() {
    return Platform.VENDURE;
  }

  @Override
  public String created() {
    return "";
  }

  @Override
  public String updated() {
    return "";
  }

  @Override
  public String path() {
    return "/admin-api";
  }

  @Override
  public String orders() {
    return "?query=%7Borders%7BtotalItems%20items%7Bid%7D%7D%7D";
  }

  @Override
  public Map<String, String> authorization(ShopSettings settings) {
    return Map.of("vendure-api-key", settings.secret());
  }

  /// Refusals have the status of answers.
  @Override
  public boolean isUnauthorized(ShopReply reply) {
    return reply.text().contains("\"FORBIDDEN\"");
  }

  @Override
  public String signature() {
    return "";
  }
}
