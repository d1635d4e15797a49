package io.orderwire.shops.shopify;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;

/// A leaky bucket: calls fill it, time empties it.
final class CallBucket {
  private final int size;
  private final int perSecond;
  private BigDecimal filled = BigDecimal.ZERO;
  private Instant since = Instant.EPOCH;

  CallBucket(int size, int perSecond) {
    this.size = size;
    this.perSecond = perSecond;
  }

  int size() {
    return size;
  }

  int perSecond() {
    return perSecond;
  }

  /// Room for that much more?
  boolean fits(int cost, Instant now) {
    leak(now);
    return filled.add(BigDecimal.valueOf(cost)).compareTo(BigDecimal.valueOf(size)) <= 0;
  }

  /// Fills; a negative cost gives back.
  void fill(int cost) {
    filled = filled.add(BigDecimal.valueOf(cost)).max(BigDecimal.ZERO);
  }

  /// Filled to the brim, as by another client of the same app.
  void brim(Instant now) {
    leak(now);
    filled = BigDecimal.valueOf(size);
  }

  int used(Instant now) {
    leak(now);
    return filled.setScale(0, RoundingMode.CEILING).intValueExact();
  }

  int free(Instant now) {
    return size - used(now);
  }

  private void leak(Instant now) {
    long millis = Math.max(0, Duration.between(since, now).toMillis());
    BigDecimal gone =
        BigDecimal.valueOf(Math.min(millis, 3_600_000L))
            .multiply(BigDecimal.valueOf(perSecond))
            .movePointLeft(3);
    filled = filled.subtract(gone).max(BigDecimal.ZERO);
    since = now;
  }
}
