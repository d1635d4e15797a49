package io.orderwire.engine;

import io.orderwire.connector.Connector;
import io.orderwire.connector.StoreContext;
import io.orderwire.port.Store;
import java.time.Duration;
import java.time.Instant;

/// For which store calls are made, with what priority, and until when they must be done.
///
/// @param patience the longest that one wait may last: where work of other stores stands behind
/// this, nobody sleeps while one cart is busy
public record Errand(
    Store store, Connector connector, Lane lane, Instant deadline, Duration patience) {
  private static final Duration ANY = Duration.ofDays(1);

  /// One that may wait until its deadline.
  public Errand(Store store, Connector connector, Lane lane, Instant deadline) {
    this(store, connector, lane, deadline, ANY);
  }

  StoreContext context() {
    return store.context();
  }

  /// True if a wait of that length from `now` leaves any time to act after it.
  boolean canWait(Duration wait, Instant now) {
    return now.plus(wait).isBefore(deadline);
  }

  /// True if it may wait that long for the cart.
  boolean mayWait(Duration wait, Instant now) {
    return wait.compareTo(patience) <= 0 && canWait(wait, now);
  }

  Duration timeLeft(Instant now) {
    return Duration.between(now, deadline);
  }
}
