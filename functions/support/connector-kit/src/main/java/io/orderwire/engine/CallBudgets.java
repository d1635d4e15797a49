package io.orderwire.engine;

import io.orderwire.connector.Descriptor.RateBudget;
import io.orderwire.connector.OrderFeed.BudgetReading;
import io.orderwire.model.StoreId;
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

  private final Map<StoreId, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

  /// @param left units at `asOf`
  private record Bucket(long left, int limit, int perSecond, Instant asOf, Instant closedUntil) {

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
    return bucket(errand, now)
        .map(
            bucket -> {
              long wanted = (long) cost + errand.lane().headroom(bucket.limit());
              return bucket.until(Math.min(wanted, bucket.limit()), now);
            })
        .orElse(Duration.ZERO);
  }

  /// Takes the cost of a call that is about to be made.
  synchronized void take(Errand errand, int cost, Instant now) {
    bucket(errand, now)
        .ifPresent(
            bucket ->
                keep(
                    errand.store().id(),
                    new Bucket(
                        Math.max(0, bucket.leftAt(now) - cost),
                        bucket.limit(),
                        bucket.perSecond(),
                        now,
                        bucket.closedUntil())));
  }

  /// Believes what a reply tells.
  synchronized void learn(StoreId store, BudgetReading reading, Instant now) {
    Instant closed =
        Optional.ofNullable(buckets.get(store)).map(Bucket::closedUntil).orElse(Instant.EPOCH);
    keep(
        store,
        new Bucket(
            Math.max(0, reading.remaining()),
            Math.max(1, reading.limit()),
            Math.max(1, reading.restorePerSecond()),
            now,
            closed));
  }

  /// The cart refused a call for that long: nothing goes to it before.
  synchronized void close(Errand errand, Duration time, Instant now) {
    Bucket known = bucket(errand, now).orElse(new Bucket(1, 1, 1, now, Instant.EPOCH));
    keep(errand.store().id(), new Bucket(0, known.limit(), known.perSecond(), now, now.plus(time)));
  }

  private Optional<Bucket> bucket(Errand errand, Instant now) {
    Optional<Bucket> known = Optional.ofNullable(buckets.get(errand.store().id()));
    return known.or(() -> errand.connector().descriptor().budget().map(rate -> full(rate, now)));
  }

  private static Bucket full(RateBudget rate, Instant now) {
    return new Bucket(rate.burst(), rate.burst(), rate.perSecond(), now, Instant.EPOCH);
  }

  private void keep(StoreId store, Bucket bucket) {
    buckets.put(store, bucket);
    if (buckets.size() > MOST_STORES) {
      buckets.remove(buckets.keySet().iterator().next());
    }
  }
}
