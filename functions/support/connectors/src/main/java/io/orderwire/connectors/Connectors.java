package io.orderwire.connectors;

import io.orderwire.connector.Connector;
import io.orderwire.connectors.api2cart.Api2CartConnector;
import io.orderwire.connectors.bigcommerce.BigCommerceConnector;
import io.orderwire.connectors.magento.MagentoConnector;
import io.orderwire.connectors.shopify.ShopifyConnector;
import io.orderwire.connectors.vendure.VendureConnector;
import io.orderwire.connectors.woocommerce.WooCommerceConnector;
import io.orderwire.model.PlatformId;
import java.util.List;
import java.util.Optional;

/// Every platform that Orderwire speaks to. A new one is one line here.
public final class Connectors {
  private static final List<Connector> ALL =
      List.of(
          ShopifyConnector.create(), //
          WooCommerceConnector.create(),
          BigCommerceConnector.create(),
          MagentoConnector.create(),
          Api2CartConnector.create(),
          VendureConnector.create());

  private Connectors() {}

  /// In the order in which they are shown to people.
  public static List<Connector> all() {
    return ALL;
  }

  public static Optional<Connector> find(PlatformId platform) {
    return ALL.stream()
        .filter(connector -> connector.descriptor().id().equals(platform))
        .findFirst();
  }
}
