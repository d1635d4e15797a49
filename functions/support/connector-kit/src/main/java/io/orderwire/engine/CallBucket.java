package io.orderwire.engine;

import io.orderwire.connector.Descriptor.RateBudget;
import io.orderwire.connector.OrderFeed.BudgetReading;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What is left of a budget of calls: a bucket that refills with time, or a quota that is whole
/// again at an instant.
///
/// @param left units at `asOf`
/// @param resetsAt when all of it is back; empty for one that refills
/// @param guessedUntil no figure of the platform's: not to be believed for ever
record CallBucket(
    long left,
    int limit,
    int perSecond,
    Instant asOf,
    Optional<Instant> resetsAt,
    Instant closedUntil,
    Optional<Instant> guessedUntil) {
  private static final long MILLIS = 1000;

  /// A cart that tells no figures and refused a call gets this: a call a second, of which
  /// back-fills leave half, until it has refused none for a while.
  private static final int GUESSED_LIMIT = 4;

  private static final int GUESSED_PER_SECOND = 1;
  private static final Duration GUESS_HOLDS_FOR = Duration.ofMinutes(10);

  static CallBucket full(RateBudget rate, Instant now) {
    return new CallBucket(
        rate.burst(),
        rate.burst(),
        Math.max(1, rate.perSecond()),
        now,
        Optional.empty(),
        Instant.EPOCH,
        Optional.empty());
  }

  /// As a reply tells.
  static CallBucket told(BudgetReading reading, Instant closedUntil, Instant now) {
    return new CallBucket(
        Math.max(0, reading.remaining()),
        Math.max(1, reading.limit()),
        Math.max(1, reading.restorePerSecond()),
        now,
        reading.resetsIn().map(now::plus),
        closedUntil,
        Optional.empty());
  }

  /// Of a cart of which nothing is known but that it refuses calls.
  static CallBucket guessed(Instant now) {
    return new CallBucket(
        0,
        GUESSED_LIMIT,
        GUESSED_PER_SECOND,
        now,
        Optional.empty(),
        Instant.EPOCH,
        Optional.of(now.plus(GUESS_HOLDS_FOR)));
  }

  boolean isForgotten(Instant now) {
    return guessedUntil.filter(now::isAfter).isPresent();
  }

  /// How long until so many units are there, of which `headroom` stay for others.
  Duration until(int cost, int headroom, Instant now) {
    long wanted = Math.min((long) cost + headroom, limit);
    Duration refill = wanted <= leftAt(now) ? Duration.ZERO : refilled(wanted - leftAt(now), now);
    Duration closed = Duration.between(now, closedUntil);
    return closed.compareTo(refill) > 0 ? closed : refill;
  }

  private Duration refilled(long missing, Instant now) {
    return resetsAt
        .map(reset -> Duration.between(now, reset))
        .orElseGet(() -> Duration.ofMillis((missing * MILLIS + perSecond - 1) / perSecond));
  }

  private long leftAt(Instant now) {
    if (resetsAt.isPresent()) {
      return now.isBefore(resetsAt.get()) ? left : limit;
    }
    long millis = Math.max(0, Duration.between(asOf, now).toMillis());
    return Math.min(limit, left + millis * perSecond / MILLIS);
  }

  CallBucket taken(int cost, Instant now) {
    return new CallBucket(
        Math.max(0, leftAt(now) - cost),
        limit,
        perSecond,
        now,
        resetsAt.filter(now::isBefore),
        closedUntil,
        guessedUntil);
  }

  /// Nothing is left, and nothing may be called for that long.
  CallBucket closed(Duration time, Instant now) {
    Instant open = now.plus(time);
    return new CallBucket(
        0,
        limit,
        perSecond,
        now,
        resetsAt.map(reset -> open),
        open,
        guessedUntil.map(guess -> open.plus(GUESS_HOLDS_FOR)));
  }
}
