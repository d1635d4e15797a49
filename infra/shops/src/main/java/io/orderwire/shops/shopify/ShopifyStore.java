package io.orderwire.shops.shopify;

import io.orderwire.shops.Sequence;
import io.orderwire.shops.ShopSettings;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The shop's database: orders, checkouts and customers by id; ids and tokens.
final class ShopifyStore {
  /// Real ids are far beyond 32 bits and many apart.
  private static final long FLOOR = 5_000_000_000_000L;

  private static final long STEP = 32_768;

  private final InstantSource clock;
  private final RandomGenerator random;
  private final Sequence ids;
  private final Map<Long, ShopifyOrder> orders = new LinkedHashMap<>();
  private final Map<Long, ShopifyCheckout> checkouts = new LinkedHashMap<>();
  private final Map<String, ShopifyCustomer> customers = new LinkedHashMap<>();
  private int nextNumber;

  ShopifyStore(InstantSource clock, RandomGenerator random, ShopSettings settings) {
    this.clock = clock;
    this.random = random;
    long first = settings.firstId().orElseGet(() -> Sequence.fromClock(clock));
    this.ids = new Sequence(settings.firstId().isPresent() ? first : FLOOR + first * STEP, STEP);
    this.nextNumber = settings.firstId().isPresent() ? 1001 : 1001 + (int) (first / 10 % 1_000_000);
  }

  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  long id() {
    return ids.next();
  }

  int orderNumber() {
    return nextNumber++;
  }

  /// 32 hexadecimal digits.
  String token() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  void add(ShopifyOrder order) {
    orders.put(order.id, order);
  }

  void remove(ShopifyOrder order) {
    orders.remove(order.id);
  }

  Optional<ShopifyOrder> order(String id) {
    return number(id).map(orders::get);
  }

  List<ShopifyOrder> orders() {
    return new ArrayList<>(orders.values());
  }

  void add(ShopifyCheckout checkout) {
    checkouts.put(checkout.id, checkout);
  }

  Optional<ShopifyCheckout> checkout(String id) {
    return number(id).map(checkouts::get);
  }

  List<ShopifyCheckout> checkouts() {
    return new ArrayList<>(checkouts.values());
  }

  Optional<ShopifyCustomer> customer(String account) {
    return Optional.ofNullable(customers.get(account));
  }

  void save(ShopifyCustomer customer) {
    customers.put(customer.account(), customer);
  }

  private static Optional<Long> number(String id) {
    try {
      return Optional.of(Long.parseLong(id));
    } catch (NumberFormatException notAnId) {
      return Optional.empty();
    }
  }
}
