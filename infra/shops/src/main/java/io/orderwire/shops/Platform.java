package io.orderwire.shops;

import io.orderwire.shops.api2cart.Api2CartAccount;
import io.orderwire.shops.api2cart.Api2CartShop;
import io.orderwire.shops.bigcommerce.BigCommerceShop;
import io.orderwire.shops.magento.MagentoShop;
import io.orderwire.shops.shopify.ShopifyShop;
import io.orderwire.shops.woocommerce.WooCommerceShop;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The carts that can be simulated. A new one costs one package and its lines here.
public enum Platform {
  SHOPIFY("shopify"),
  WOOCOMMERCE("woocommerce"),
  BIGCOMMERCE("bigcommerce"),
  MAGENTO("magento"),
  API2CART("api2cart");

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

  /// Those where an app subscribes to webhooks by itself; elsewhere a merchant does, if anyone can.
  public static List<Platform> subscribable() {
    return Arrays.stream(values()).filter(platform -> platform != MAGENTO).toList();
  }

  /// Settings of a usual shop of this platform that is reached at `baseUrl` (no trailing slash).
  public ShopSettings settings(String baseUrl) {
    return switch (this) {
      case SHOPIFY -> ShopSettings.shopify(baseUrl);
      case WOOCOMMERCE -> ShopSettings.woocommerce(baseUrl);
      case BIGCOMMERCE -> ShopSettings.bigcommerce(baseUrl);
      case MAGENTO -> ShopSettings.magento(baseUrl);
      case API2CART -> ShopSettings.api2cart(baseUrl);
    };
  }

  /// The base address that a merchant connects, of a shop that is reached at `baseUrl`.
  public String address(String baseUrl) {
    return switch (this) {
      case SHOPIFY, WOOCOMMERCE, MAGENTO -> baseUrl;
      case BIGCOMMERCE -> baseUrl + BigCommerceShop.PATH;
      case API2CART -> baseUrl + Api2CartShop.PATH;
    };
  }

  /// What a merchant copies into the connect form, by the form's keys.
  public Map<String, String> credentials(ShopSettings settings) {
    Map<String, String> credentials = new LinkedHashMap<>();
    switch (this) {
      case SHOPIFY -> {
        credentials.put("access_token", settings.secret());
        credentials.put("webhook_secret", settings.webhookSecret());
      }
      case WOOCOMMERCE -> {
        credentials.put("consumer_key", settings.key());
        credentials.put("consumer_secret", settings.secret());
        credentials.put("webhook_secret", settings.webhookSecret());
      }
      case BIGCOMMERCE -> {
        credentials.put("access_token", settings.secret());
        credentials.put("client_secret", settings.webhookSecret());
      }
      case MAGENTO -> MagentoShop.credentials(settings, credentials);
      case API2CART -> {
        credentials.put("api_key", settings.key());
        credentials.put("store_key", settings.secret());
        credentials.put("webhook_secret", settings.webhookSecret());
      }
    }
    return credentials;
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
      case BIGCOMMERCE -> new BigCommerceShop(settings, clock, random);
      case MAGENTO -> new MagentoShop(settings, clock, random);
      case API2CART -> new Api2CartAccount().open(settings, clock, random);
    };
  }
}
