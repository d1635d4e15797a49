package io.orderwire.engine;

import io.orderwire.connector.Descriptor.RateBudget;
import io.orderwire.connector.OrderFeed.BudgetReading;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What each store's cart still allows: a bucket per store that refills with time. The platform's
/// published budget fills it first; what the replies tell replaces that.
final class CallBudgets {
  private static final int MOST_STORES = 10_000;
  private static final long MILLIS = 1000;

  /// A cart that tells no figures and refused a call gets this: a call a second, of which
  /// back-fills leave half, until it has refused none for a while.
  private static final int GUESSED_LIMIT = 4;

  private static final int GUESSED_PER_SECOND = 1;
  private static final Duration GUESS_HOLDS_FOR = Duration.ofMinutes(10);

  private final Map<BudgetScope, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

  /// @param left units at `asOf`
  /// @param guessedUntil no figure of the platform's: not to be believed for ever
  private record Bucket(
      long left,
      int limit,
      int perSecond,
      Instant asOf,
      Instant closedUntil,
      Optional<Instant> guessedUntil) {

    boolean isForgotten(Instant now) {
      return guessedUntil.filter(now::isAfter).isPresent();
    }

    long leftAt(Instant now) {
      long millis = Math.max(0, Duration.between(asOf, now).toMillis());
      return Math.min(limit, left + millis * perSecond / MILLIS);
    }

    Duration until(long wanted, Instant now) {
      long missing = wanted - leftAt(now);
      Duration refill =
          missing <= 0
              ? Duration.ZERO
              : Duration.ofMillis((missing * MILLIS + perSecond - 1) / Math.max(1, perSecond));
      Duration closed = Duration.between(now, closedUntil);
      return closed.compareTo(refill) > 0 ? closed : refill;
    }
  }

  /// How long to wait until a call of that cost may be made. Takes nothing.
  synchronized Duration until(Errand errand, int cost, Instant now) {
    Duration here =
        bucket(errand, now)
            .map(
                bucket -> {
                  long wanted = (long) cost + errand.lane().headroom(bucket.limit());
                  return bucket.until(Math.min(wanted, bucket.limit()), now);
                })
            .orElse(Duration.ZERO);
    Duration elsewhere =
        errand.store().callsFrom().map(from -> Duration.between(now, from)).orElse(Duration.ZERO);
    return elsewhere.compareTo(here) > 0 ? elsewhere : here;
  }

  /// Takes the cost of a call that is about to be made.
  synchronized void take(Errand errand, int cost, Instant now) {
    bucket(errand, now)
        .ifPresent(
            bucket ->
                keep(
                    BudgetScope.of(errand),
                    new Bucket(
                        Math.max(0, bucket.leftAt(now) - cost),
                        bucket.limit(),
                        bucket.perSecond(),
                        now,
                        bucket.closedUntil(),
                        bucket.guessedUntil())));
  }

  /// Believes what a reply tells.
  synchronized void learn(Errand errand, BudgetReading reading, Instant now) {
    BudgetScope scope = BudgetScope.of(errand);
    Instant closed =
        Optional.ofNullable(buckets.get(scope)).map(Bucket::closedUntil).orElse(Instant.EPOCH);
    keep(
        scope,
        new Bucket(
            Math.max(0, reading.remaining()),
            Math.max(1, reading.limit()),
            Math.max(1, reading.restorePerSecond()),
            now,
            closed,
            Optional.empty()));
  }

  /// The cart refused a call for that long: nothing goes to it before.
  synchronized void close(Errand errand, Duration time, Instant now) {
    Optional<Instant> guess = Optional.of(now.plus(time).plus(GUESS_HOLDS_FOR));
    Bucket known =
        bucket(errand, now)
            .orElse(new Bucket(0, GUESSED_LIMIT, GUESSED_PER_SECOND, now, Instant.EPOCH, guess));
    keep(
        BudgetScope.of(errand),
        new Bucket(
            0,
            known.limit(),
            known.perSecond(),
            now,
            now.plus(time),
            known.guessedUntil().isPresent() ? guess : Optional.empty()));
  }

  private Optional<Bucket> bucket(Errand errand, Instant now) {
    Optional<Bucket> known =
        Optional.ofNullable(buckets.get(BudgetScope.of(errand)))
            .filter(bucket -> !bucket.isForgotten(now));
    return known.or(() -> errand.connector().descriptor().budget().map(rate -> full(rate, now)));
  }

  private static Bucket full(RateBudget rate, Instant now) {
    return new Bucket(
        rate.burst(), rate.burst(), rate.perSecond(), now, Instant.EPOCH, Optional.empty());
  }

  private void keep(BudgetScope scope, Bucket bucket) {
    buckets.put(scope, bucket);
    if (buckets.size() > MOST_STORES) {
      buckets.remove(buckets.keySet().iterator().next());
    }
  }
}
