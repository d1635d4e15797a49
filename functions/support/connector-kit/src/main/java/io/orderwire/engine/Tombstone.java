package io.orderwire.engine;

import io.orderwire.json.ContentHash;
import io.orderwire.model.CancellationState;
import io.orderwire.model.Lifecycle;
import io.orderwire.model.Order;
import io.orderwire.model.OrderStatus;
import io.orderwire.model.Reading;
import io.orderwire.model.Revision;
import io.orderwire.model.Source;
import java.time.Instant;
import java.util.Optional;

/// The last version of an order that its cart no longer has: as it was last known, and cancelled.
public final class Tombstone {
  private static final Reading<CancellationState> DELETED =
      Reading.of(CancellationState.CANCELLED, "deleted");

  private Tombstone() {}

  /// Empty if the order is closed already. The change time stays the platform's own: a restored
  /// order of the same time is then asked for again.
  public static Optional<Order> of(Order known, Instant removedAt, Provenance provenance) {
    if (isOne(known)) {
      return Optional.empty();
    }
    Order order = closed(known, removedAt).withVersion(known.version() + 1);
    Revision revision = known.source().revision();
    return Optional.of(
        order.withSource(
            new Source(
                new Revision(revision.updatedAt(), revision.sequence(), ContentHash.of(order)),
                provenance.read(),
                Optional.empty(),
                provenance.receiptId(),
                provenance.store().mapping().version(),
                provenance.connector().descriptor().connectorVersion())));
  }

  static boolean isOne(Order order) {
    return order.lifecycle().cancellation().equals(DELETED);
  }

  /// The same version, closed.
  static Order closed(Order known, Instant removedAt) {
    Lifecycle before = known.lifecycle();
    return known.withReadings(
        new Lifecycle(
            OrderStatus.CANCELLED,
            before.payment(),
            before.fulfilment(),
            DELETED,
            before.returnStatus(),
            before.placedAt(),
            before.updatedAt(),
            before.paidAt(),
            before.closedAt(),
            before.cancelledAt().or(() -> Optional.of(removedAt)),
            before.cancelReason()),
        known.customFields());
  }
}
