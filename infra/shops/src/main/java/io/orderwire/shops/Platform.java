package io.orderwire.shops;

import io.orderwire.shops.SimulatedCart.Webhooks;
import io.orderwire.shops.api2cart.SimulatedApi2Cart;
import io.orderwire.shops.bigcommerce.SimulatedBigCommerce;
import io.orderwire.shops.magento.SimulatedMagento;
import io.orderwire.shops.shopify.SimulatedShopify;
import io.orderwire.shops.vendure.SimulatedVendure;
import io.orderwire.shops.woocommerce.SimulatedWooCommerce;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The carts that can be simulated. A new one costs one package and its line here.
public enum Platform {
  SHOPIFY(new SimulatedShopify()),
  WOOCOMMERCE(new SimulatedWooCommerce()),
  BIGCOMMERCE(new SimulatedBigCommerce()),
  MAGENTO(new SimulatedMagento()),
  API2CART(new SimulatedApi2Cart()),
  VENDURE(new SimulatedVendure());

  private final SimulatedCart cart;

  Platform(SimulatedCart cart) {
    this.cart = cart;
  }

  /// `shopify`, `woocommerce`: the same word that the suite uses.
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  public SimulatedCart cart() {
    return cart;
  }

  /// Those where an app subscribes to webhooks by itself.
  public static List<Platform> subscribable() {
    return Arrays.stream(values())
        .filter(platform -> platform.cart.webhooks() == Webhooks.BY_THE_APP)
        .toList();
  }

  /// Those that send webhooks at all.
  public static List<Platform> telling() {
    return Arrays.stream(values())
        .filter(platform -> platform.cart.webhooks() != Webhooks.NONE)
        .toList();
  }
}
