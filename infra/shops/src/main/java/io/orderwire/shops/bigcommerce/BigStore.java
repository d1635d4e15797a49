package io.orderwire.shops.bigcommerce;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The store's database: orders, carts and accounts, ids, and the one-second clock.
final class BigStore {
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Map<Long, BigOrder> orders = new LinkedHashMap<>();
  private final Map<String, BigCart> carts = new LinkedHashMap<>();
  private final Map<String, Long> accounts = new LinkedHashMap<>();
  private long nextOrder;
  private long nextPart;
  private long nextAccount = 11;

  BigStore(InstantSource clock, RandomGenerator random, long firstId) {
    this.clock = clock;
    this.random = random;
    this.nextOrder = firstId;
    this.nextPart = firstId;
  }

  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  long orderId() {
    return nextOrder++;
  }

  /// An id for whatever is part of an order.
  long partId() {
    return nextPart++;
  }

  String uuid() {
    return new java.util.UUID(
            (random.nextLong() & ~0xF000L) | 0x4000L,
            (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L)
        .toString();
  }

  void add(BigOrder order) {
    orders.put(order.id, order);
  }

  Optional<BigOrder> order(String id) {
    return id.matches("[0-9]{1,18}")
        ? Optional.ofNullable(orders.get(Long.parseLong(id)))
        : Optional.empty();
  }

  List<BigOrder> orders() {
    return new ArrayList<>(orders.values());
  }

  void add(BigCart cart) {
    carts.put(cart.id(), cart);
  }

  Optional<BigCart> cart(String id) {
    return Optional.ofNullable(carts.get(id));
  }

  Optional<BigCart> removeCart(String id) {
    return Optional.ofNullable(carts.remove(id));
  }

  boolean isKnown(String account) {
    return accounts.containsKey(account);
  }

  long account(String name) {
    return accounts.computeIfAbsent(name, unknown -> nextAccount++);
  }
}
