package io.orderwire.normalizer;

import io.orderwire.engine.Provenance;
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
final class Tombstone {
  private static final Reading<CancellationState> DELETED =
      Reading.of(CancellationState.CANCELLED, "deleted");

  private Tombstone() {}

  /// Empty if the order is closed already. The change time stays the platform's own: a restored
  /// order of the same time is then asked for again.
  static Optional<Order> of(Order known, Instant removedAt, Provenance provenance) {
    if (known.lifecycle().cancellation().equals(DELETED)) {
      return Optional.empty();
    }
    Lifecycle before = known.lifecycle();
    Lifecycle closed =
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
            before.cancelReason());
    Order order = with(known, closed);
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

  private static Order with(Order known, Lifecycle lifecycle) {
    return new Order(
        known.ref(),
        known.platform(),
        known.number(),
        known.version() + 1,
        known.channel(),
        known.cartId(),
        known.statusUrl(),
        known.adminUrl(),
        known.test(),
        known.source(),
        lifecycle,
        known.commitment(),
        known.buyer(),
        known.addresses(),
        known.lines(),
        known.discounts(),
        known.shipping(),
        known.charges(),
        known.totals(),
        known.payments(),
        known.shipments(),
        known.refunds(),
        known.returns(),
        known.customFields(),
        known.findings(),
        known.cartComparison(),
        known.erasedAt());
  }
}
