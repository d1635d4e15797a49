package io.orderwire.system.simulation;

import io.orderwire.shops.AdminOrder;
import io.orderwire.shops.Chaos;
import io.orderwire.shops.Platform;
import io.orderwire.shops.Shop;
import io.orderwire.shops.ShopSettings;
import io.orderwire.shops.ShopSettingsChange;
import io.orderwire.shops.Trader;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/// One shop of a simulation: its state machine, and somebody who trades in it.
record SimulatedShop(String storeId, Platform platform, URI address, Shop shop, Trader trader) {
  static final String KEY = "ck_0123456789abcdef0123456789abcdef01234567";
  static final String SECRET = "cs_76543210fedcba9876543210fedcba9876543210";
  static final String WEBHOOK_SECRET = "simulated webhook secret";

  /// Changes that no listing shows are left to the re-read loops: here every change moves the
  /// order's time, so that what the pipeline misses is the pipeline's fault.
  static SimulatedShop open(
      Platform platform, InstantSource clock, RandomGenerator random, Chaos chaos) {
    return open(platform, clock, random, change -> change.chaos(chaos));
  }

  /// One that is set up as `change` says.
  static SimulatedShop open(
      Platform platform,
      InstantSource clock,
      RandomGenerator random,
      UnaryOperator<ShopSettingsChange> change) {
    String storeId = platform.id() + "-sim";
    String host = "http://" + storeId + ".test";
    ShopSettings settings =
        change
            .apply(
                platform
                    .cart()
                    .settings(host)
                    .withCredentials(KEY, SECRET, WEBHOOK_SECRET)
                    .change()
                    .blindSpots(false)
                    .firstId(1000)
                    .deliveryDelay(Duration.ofSeconds(5)))
            .done();
    Shop shop = platform.cart().open(settings, clock, random);
    URI address = URI.create(platform.cart().address(host));
    return new SimulatedShop(storeId, platform, address, shop, new Trader(shop, random));
  }

  /// What the merchant sees, without baskets that are no orders yet.
  List<AdminOrder> placedOrders() {
    return shop.orders().stream().filter(order -> !order.draft()).toList();
  }
}
