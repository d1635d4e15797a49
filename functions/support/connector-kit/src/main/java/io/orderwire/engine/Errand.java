package io.orderwire.engine;

import io.orderwire.connector.Connector;
import io.orderwire.connector.StoreContext;
import io.orderwire.port.Store;
import java.time.Duration;
import java.time.Instant;

/// For which store calls are made, with what priority, and until when they must be done.
public record Errand(Store store, Connector connector, Lane lane, Instant deadline) {

  StoreContext context() {
    return store.context();
  }

  /// True if a wait of that length from `now` leaves any time to act after it.
  boolean canWait(Duration wait, Instant now) {
    return now.plus(wait).isBefore(deadline);
  }

  Duration timeLeft(Instant now) {
    return Duration.between(now, deadline);
  }
}
