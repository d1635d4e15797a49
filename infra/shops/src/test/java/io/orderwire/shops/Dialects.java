package io.orderwire.shops;

import io.orderwire.shops.api2cart.HubDialect;
import io.orderwire.shops.bigcommerce.BigDialect;
import io.orderwire.shops.magento.MageDialect;
import io.orderwire.shops.shopify.ShopifyDialect;
import io.orderwire.shops.vendure.VendDialect;
import io.orderwire.shops.woocommerce.WooDialect;
import java.util.List;

/// The dialects of all platforms.
final class Dialects {
  private static final List<Dialect> ALL =
      List.of(
          new ShopifyDialect(),
          new WooDialect(),
          new BigDialect(),
          new MageDialect(),
          new HubDialect(),
          new VendDialect());

  private Dialects() {}

  static Dialect of(Platform platform) {
    return ALL.stream()
        .filter(dialect -> dialect.platform() == platform)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no dialect of " + platform));
  }
}
