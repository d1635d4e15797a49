package io.orderwire.shops.bigcommerce;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/// How well each destination answers: of at least a hundred deliveries within two minutes nine in
/// ten must succeed, else the destination is not called for three minutes.
final class BigSuccess {
  private static final Duration WINDOW = Duration.ofMinutes(2);
  private static final Duration BLOCKED_FOR = Duration.ofMinutes(3);
  private static final int FEWEST = 100;
  private static final int PERCENT = 90;

  private record Delivery(Instant at, boolean delivered) {}

  private final Map<String, ArrayDeque<Delivery>> recent = new HashMap<>();
  private final Map<String, Instant> blockedUntil = new HashMap<>();

  boolean isBlocked(String host, Instant now) {
    return now.isBefore(blockedUntil.getOrDefault(host, Instant.MIN));
  }

  void count(String host, boolean delivered, Instant now) {
    ArrayDeque<Delivery> deliveries = recent.computeIfAbsent(host, unknown -> new ArrayDeque<>());
    deliveries.add(new Delivery(now, delivered));
    while (deliveries.getFirst().at().isBefore(now.minus(WINDOW))) {
      deliveries.removeFirst();
    }
    long succeeded = deliveries.stream().filter(Delivery::delivered).count();
    if (deliveries.size() >= FEWEST && succeeded * 100 < (long) PERCENT * deliveries.size()) {
      blockedUntil.put(host, now.plus(BLOCKED_FOR));
      deliveries.clear();
    }
  }
}
