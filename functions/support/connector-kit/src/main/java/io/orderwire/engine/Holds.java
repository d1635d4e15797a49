package io.orderwire.engine;

import io.orderwire.connector.FaultException;
import io.orderwire.model.StoreId;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// Tells other processes that a cart refused a call for a while, so that not each of them has to be
/// refused. Only what is worth a write: a short refusal is over before others read of it.
final class Holds {
  private static final Duration WORTH_TELLING = Duration.ofSeconds(2);

  /// A time that is only a little later than what was told is not told.
  private static final Duration SAME = Duration.ofSeconds(1);

  private static final int MOST_STORES = 2_000;

  private final CartClient.Hold hold;
  private final Map<StoreId, Instant> told = new LinkedHashMap<>(16, 0.75f, true);

  Holds(CartClient.Hold hold) {
    this.hold = hold;
  }

  synchronized void tell(StoreId store, Instant now, Duration closed) {
    Instant until = now.plus(closed);
    Instant before = told.getOrDefault(store, Instant.EPOCH);
    if (closed.compareTo(WORTH_TELLING) < 0 || !until.isAfter(before.plus(SAME))) {
      return;
    }
    try {
      hold.until(store, until);
      told.put(store, until);
      if (told.size() > MOST_STORES) {
        told.remove(told.keySet().iterator().next());
      }
    } catch (FaultException untold) {
      // A hint: the others will be refused themselves.
    }
  }
}
