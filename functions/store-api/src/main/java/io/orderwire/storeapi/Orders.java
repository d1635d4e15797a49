package io.orderwire.storeapi;

import io.orderwire.message.EventData;
import io.orderwire.model.LineProjection;
import io.orderwire.model.LineView;
import io.orderwire.model.Order;
import io.orderwire.port.LedgerEntry;
import java.time.Instant;
import java.util.Optional;

/// Orders out of ledger entries.
final class Orders {
  private Orders() {}

  static Optional<EventData.OrderChange> change(LedgerEntry entry) {
    return entry.event().detail().data() instanceof EventData.OrderChange change
        ? Optional.of(change)
        : Optional.empty();
  }

  static Optional<Order> document(LedgerEntry entry) {
    return change(entry).flatMap(EventData.OrderChange::order);
  }

  static Optional<Order> document(LedgerEntry entry, LineView lines) {
    return document(entry).map(order -> LineProjection.of(order, lines));
  }

  static Optional<EventData.Quarantined> receipt(LedgerEntry entry) {
    return entry.event().detail().data() instanceof EventData.Quarantined receipt
        ? Optional.of(receipt)
        : Optional.empty();
  }

  static Instant recordedAt(LedgerEntry entry) {
    return entry.event().detail().metadata().recordedAt();
  }
}
