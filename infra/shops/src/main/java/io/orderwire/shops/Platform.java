package io.orderwire.shops;

import io.orderwire.shops.shopify.ShopifyShop;
import io.orderwire.shops.woocommerce.WooCommerceShop;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The carts that can be simulated. A new one costs one package and its lines here.
public enum Platform {
  SHOPIFY("shopify"),
  WOOCOMMERCE("woocommerce");

  private final String id;

  Platform(String id) {
    this.id = id;
  }

  /// `shopify`, `woocommerce`: the same word that the suite uses.
  public String id() {
    return id;
  }

  public static Optional<Platform> of(String id) {
    return Arrays.stream(values()).filter(platform -> platform.id.equals(id)).findFirst();
  }

  public static List<String> ids() {
    return Arrays.stream(values()).map(Platform::id).toList();
  }

  /// Settings of a usual shop of this platform that is reached at `baseUrl` (no trailing slash).
  public ShopSettings settings(String baseUrl) {
    return switch (this) {
      case SHOPIFY -> ShopSettings.shopify(baseUrl);
      case WOOCOMMERCE -> ShopSettings.woocommerce(baseUrl);
    };
  }

  /// Opens an empty shop in memory.
  ///
  /// @param clock the shop's time; moved by the caller in a simulation
  /// @param random ids, tokens and delivery delays come from it, in a defined order: the same seed
  ///     and the same calls give the same bytes. Faults have a seed of their own ([Chaos]).
  public Shop open(ShopSettings settings, InstantSource clock, RandomGenerator random) {
    return switch (this) {
      case SHOPIFY -> new ShopifyShop(settings, clock, random);
      case WOOCOMMERCE -> new WooCommerceShop(settings, clock, random);
    };
  }
}
