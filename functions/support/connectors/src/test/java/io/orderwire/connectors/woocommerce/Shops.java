package io.orderwire.connectors.woocommerce;

import io.orderwire.connector.StoreContext;
import io.orderwire.connector.StoreMapping;
import io.orderwire.model.PlatformId;
import io.orderwire.model.StoreId;
import java.net.URI;
import java.util.Map;

/// Stores that tests speak of.
final class Shops {

  private Shops() {}

  static StoreContext pretty() {
    return with(Map.of());
  }

  static StoreContext with(Map<String, String> options) {
    return mapped(StoreMapping.standard(), options);
  }

  static StoreContext mapped(StoreMapping mapping, Map<String, String> options) {
    return new StoreContext(
        new StoreId("acme-eu"),
        new PlatformId("woocommerce"),
        URI.create("https://shop.example"),
        mapping,
        options);
  }
}
