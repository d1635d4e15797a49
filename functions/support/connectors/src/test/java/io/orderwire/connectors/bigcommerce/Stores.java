package io.orderwire.connectors.bigcommerce;

import io.orderwire.connector.StoreContext;
import io.orderwire.connector.StoreMapping;
import io.orderwire.model.PlatformId;
import io.orderwire.model.StoreId;
import java.net.URI;
import java.util.Map;

/// Stores that tests speak of.
final class Stores {

  private Stores() {}

  static StoreContext usual() {
    return mapped(StoreMapping.standard(), Map.of());
  }

  static StoreContext mapped(StoreMapping mapping, Map<String, String> options) {
    return new StoreContext(
        new StoreId("acme-eu"),
        new PlatformId("bigcommerce"),
        URI.create("https://api.bigcommerce.com/stores/abcd1234"),
        mapping,
        options);
  }
}
