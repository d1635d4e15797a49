package io.orderwire.shops.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.shops.Dialect;
import io.orderwire.shops.JsonText;
import io.orderwire.shops.Platform;
import io.orderwire.shops.ShopSettings;
import io.orderwire.shops.TestShops;
import java.util.Map;

/// How tests talk to a Shopify shop: REST, and GraphQL by [#query].
public final class ShopifyDialect implements Dialect {

  @Override
  public Platform platform() {
    return Platform.SHOPIFY;
  }

  @Override
  public String created() {
    return "orders/create";
  }

  @Override
  public String updated() {
    return "orders/updated";
  }

  @Override
  public String path() {
    return "/admin/api/2026-07";
  }

  @Override
  public String orders() {
    return "/orders.json";
  }

  @Override
  public Map<String, String> authorization(ShopSettings settings) {
    return Map.of("X-Shopify-Access-Token", settings.secret());
  }

  @Override
  public String signature() {
    return "x-shopify-hmac-sha256";
  }

  static JsonNode query(TestShops shop, String query, Map<String, String> variables) {
    ObjectNode body = JsonText.object().put("query", query);
    ObjectNode values = body.putObject("variables");
    variables.forEach(values::put);
    return TestShops.json(shop.send("POST", "/graphql.json", body));
  }
}
