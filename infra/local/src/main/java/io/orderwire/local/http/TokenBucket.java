package io.orderwire.local.http;

import java.util.function.LongSupplier;

/// The tokens of one route.
final class TokenBucket {
  private static final double NANOS = 1_000_000_000;

  private final RouteLimit limit;
  private final LongSupplier nanoTime;
  private double tokens;
  private long filledAt;

  TokenBucket(RouteLimit limit, LongSupplier nanoTime) {
    this.limit = limit;
    this.nanoTime = nanoTime;
    this.tokens = limit.burst();
    this.filledAt = nanoTime.getAsLong();
  }

  /// False when there is none left.
  synchronized boolean take() {
    long now = nanoTime.getAsLong();
    tokens = Math.min(limit.burst(), tokens + (now - filledAt) / NANOS * limit.ratePerSecond());
    filledAt = now;
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }
}
