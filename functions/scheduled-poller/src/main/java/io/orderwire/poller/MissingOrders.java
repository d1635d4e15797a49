package io.orderwire.poller;

import io.orderwire.connector.Descriptor;
import io.orderwire.model.CancellationState;
import io.orderwire.model.Order;
import io.orderwire.model.Reading;
import io.orderwire.port.Ledger;
import io.orderwire.port.Ledger.Consistency;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Tells of an order that a cart did not list whether that means anything.
final class MissingOrders {
  /// Carts answer from copies that lag behind: an order may be newer than what was asked.
  private static final Duration SETTLING = Duration.ofMinutes(10);

  /// Stays clear of the hour at which an order passes the platform's horizon.
  private static final Duration HORIZON_MARGIN = Duration.ofDays(1);

  /// The word that the normalizer closes such an order with.
  private static final String TOMBSTONE = "deleted";

  private final Ledger ledger;
  private final Descriptor platform;

  MissingOrders(Ledger ledger, Descriptor platform) {
    this.ledger = ledger;
    this.platform = platform;
  }

  /// The version that is gone from the cart, by its number; empty where its absence proves nothing:
  /// it was recorded just now, it is cancelled already, or the platform hides orders of that age.
  Optional<String> version(Subject order, Instant now) {
    return ledger
        .newest(order, Consistency.EVENTUAL)
        .filter(entry -> isConclusive(entry, now))
        .map(entry -> Long.toString(entry.version()));
  }

  private boolean isConclusive(LedgerEntry entry, Instant now) {
    Instant recordedAt = entry.event().detail().metadata().recordedAt();
    return entry.order().filter(order -> !isCancelled(order) && isVisible(order, now)).isPresent()
        && recordedAt.plus(SETTLING).isBefore(now);
  }

  static boolean isCancelled(Order order) {
    return order.lifecycle().cancellation() instanceof Reading.Recognized<CancellationState> reading
        && reading.value() == CancellationState.CANCELLED;
  }

  /// The ledger has closed the order because its cart had it no more.
  static boolean isTombstone(Order order) {
    return order.lifecycle().cancellation() instanceof Reading.Recognized<CancellationState> reading
        && reading.raw().filter(TOMBSTONE::equals).isPresent();
  }

  private boolean isVisible(Order order, Instant now) {
    return platform
        .listing()
        .horizon()
        .map(horizon -> now.minus(horizon).plus(HORIZON_MARGIN))
        .filter(order.lifecycle().placedAt()::isBefore)
        .isEmpty();
  }
}
