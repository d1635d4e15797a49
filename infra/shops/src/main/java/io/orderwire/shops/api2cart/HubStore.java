package io.orderwire.shops.api2cart;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The store's database: orders, baskets and accounts, ids, and the one-second clock.
final class HubStore {
  private final InstantSource clock;
  private final Map<Long, HubOrder> orders = new LinkedHashMap<>();
  private final Map<String, HubBasket> baskets = new LinkedHashMap<>();
  private final Map<String, Long> accounts = new LinkedHashMap<>();
  private long next;

  HubStore(InstantSource clock, long firstId) {
    this.clock = clock;
    this.next = firstId;
  }

  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  long newId() {
    return next++;
  }

  void add(HubOrder order) {
    orders.put(order.id, order);
  }

  Optional<HubOrder> order(String id) {
    return id.matches("[0-9]{1,18}")
        ? Optional.ofNullable(orders.get(Long.parseLong(id)))
        : Optional.empty();
  }

  List<HubOrder> orders() {
    return new ArrayList<>(orders.values());
  }

  void add(HubBasket basket) {
    baskets.put(basket.name(), basket);
  }

  Optional<HubBasket> takeBasket(String name) {
    return Optional.ofNullable(baskets.remove(name));
  }

  List<HubBasket> baskets() {
    return new ArrayList<>(baskets.values());
  }

  long account(String name) {
    return accounts.computeIfAbsent(name, unknown -> newId());
  }
}
