package io.orderwire.storeapi;

import io.orderwire.message.Cause;
import io.orderwire.message.EventData;
import io.orderwire.message.EventMetadata;
import io.orderwire.message.EventType;
import io.orderwire.model.LineView;
import io.orderwire.model.Order;
import io.orderwire.model.Transition;
import io.orderwire.port.LedgerEntry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One version of an order: when it was recorded, why, and what it changed.
///
/// @param announced its event went on the bus
/// @param order the order at this version; left out of lists
record VersionView(
    long version,
    String eventId,
    EventType type,
    boolean announced,
    String status,
    List<Transition> transitions,
    List<String> changed,
    Instant occurredAt,
    Instant recordedAt,
    Cause cause,
    String receiptId,
    Optional<String> rawKey,
    int mappingVersion,
    Optional<Order> order) {
  VersionView {
    transitions = List.copyOf(transitions);
    changed = List.copyOf(changed);
  }

  static VersionView full(LedgerEntry entry, LineView lines) {
    return of(entry, Orders.document(entry, lines));
  }

  static VersionView listed(LedgerEntry entry) {
    return of(entry, Optional.empty());
  }

  private static VersionView of(LedgerEntry entry, Optional<Order> order) {
    EventMetadata metadata = entry.event().detail().metadata();
    Optional<EventData.OrderChange> change = Orders.change(entry);
    return new VersionView(
        entry.version(),
        metadata.eventId(),
        entry.event().type(),
        entry.announced(),
        entry.headline(),
        change.map(EventData.OrderChange::transitions).orElse(List.of()),
        change.map(EventData.OrderChange::changed).orElse(List.of()),
        metadata.occurredAt(),
        metadata.recordedAt(),
        metadata.cause(),
        metadata.receiptId(),
        entry.rawKey(),
        metadata.mappingVersion(),
        order);
  }
}
