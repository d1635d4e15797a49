package io.orderwire.engine;

import io.orderwire.connector.OrderFeed.BudgetReading;
import io.orderwire.engine.CallScopes.Counted;
import io.orderwire.port.CallScope;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What each store's cart and each account still allow. The platform's published budget fills a
/// bucket first; what the replies tell replaces that.
final class CallBudgets {
  private static final int MOST_SCOPES = 10_000;

  private final Map<CallScope, CallBucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

  /// How long to wait until a call of that cost may be made. Takes nothing.
  synchronized Duration until(CallScopes scopes, Lane lane, int cost, Instant now) {
    return scopes.all().stream()
        .flatMap(counted -> bucket(counted, now).stream())
        .map(bucket -> bucket.until(cost, lane.headroom(bucket.limit()), now))
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  /// Takes the cost of a call that is about to be made.
  synchronized void take(CallScopes scopes, int cost, Instant now) {
    for (Counted counted : scopes.all()) {
      bucket(counted, now).ifPresent(bucket -> keep(counted.scope(), bucket.taken(cost, now)));
    }
  }

  /// Believes what a reply tells of the store's budget.
  synchronized void learn(CallScopes scopes, BudgetReading reading, Instant now) {
    CallScope scope = scopes.store().scope();
    Instant closed =
        Optional.ofNullable(buckets.get(scope)).map(CallBucket::closedUntil).orElse(Instant.EPOCH);
    keep(scope, CallBucket.told(reading, closed, now));
  }

  /// A call was refused for that long: nothing is called before.
  synchronized void close(Counted counted, Duration time, Instant now) {
    CallBucket known = bucket(counted, now).orElseGet(() -> CallBucket.guessed(now));
    keep(counted.scope(), known.closed(time, now));
  }

  private Optional<CallBucket> bucket(Counted counted, Instant now) {
    Optional<CallBucket> known =
        Optional.ofNullable(buckets.get(counted.scope()))
            .filter(bucket -> !bucket.isForgotten(now));
    return known.or(() -> counted.allowance().rate().map(rate -> CallBucket.full(rate, now)));
  }

  private void keep(CallScope scope, CallBucket bucket) {
    buckets.put(scope, bucket);
    if (buckets.size() > MOST_SCOPES) {
      buckets.remove(buckets.keySet().iterator().next());
    }
  }
}
