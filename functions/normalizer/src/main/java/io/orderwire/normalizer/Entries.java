package io.orderwire.normalizer;

import io.orderwire.engine.StoreShapes;
import io.orderwire.json.Changes;
import io.orderwire.message.Event;
import io.orderwire.message.EventData;
import io.orderwire.message.EventMetadata;
import io.orderwire.message.EventType;
import io.orderwire.model.Cart;
import io.orderwire.model.CartState;
import io.orderwire.model.CommitmentState;
import io.orderwire.model.Order;
import io.orderwire.model.Source;
import io.orderwire.model.Transitions;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Builds ledger entries with their events. Pure.
final class Entries {

  private Entries() {}

  static Optional<Cart> cartOf(LedgerEntry entry) {
    return entry.event().detail().data() instanceof EventData.CartChange change
        ? change.cart()
        : Optional.empty();
  }

  static Optional<EventData.Quarantined> receiptOf(LedgerEntry entry) {
    return entry.event().detail().data() instanceof EventData.Quarantined quarantined
        ? Optional.of(quarantined)
        : Optional.empty();
  }

  /// A version of an order.
  ///
  /// @param draft an unplaced basket: off the bus unless the store asks for it or knows the order
  /// already
  static LedgerEntry order(
      Receipt receipt, Order order, boolean draft, Before before, Instant recordedAt) {
    // Consumers never saw what was not announced: to them this is the first version.
    Optional<Order> seen =
        before.newest().filter(LedgerEntry::announced).flatMap(LedgerEntry::order);
    EventData.OrderChange data =
        new EventData.OrderChange(
            Transitions.between(seen, order),
            seen.map(previous -> Changes.between(previous, order)).orElse(List.of()),
            seen.map(previous -> new EventData.Previous(previous.lifecycle().status())),
            Optional.of(order),
            Optional.empty());
    Subject subject = Subject.of(order.ref());
    boolean announced =
        !draft || seen.isPresent() || receipt.store().mapping().policies().announceDrafts();
    return new LedgerEntry(
        subject,
        order.version(),
        new Event(
            type(order, before.newest().flatMap(LedgerEntry::order)),
            new Event.Detail(
                metadata(
                    receipt,
                    subject,
                    order.version(),
                    new Times(order.lifecycle().updatedAt(), recordedAt)),
                data)),
        announced,
        order.source().rawKey());
  }

  /// The newest entry before the one that is built.
  record Before(Optional<LedgerEntry> newest) {}

  private record Times(Instant occurredAt, Instant recordedAt) {}

  private static EventType type(Order order, Optional<Order> previous) {
    if (!isCommitted(order)) {
      return EventType.ORDER_PENDING;
    }
    return previous.filter(Entries::isCommitted).isPresent()
        ? EventType.ORDER_CHANGED
        : EventType.ORDER_COMMITTED;
  }

  private static boolean isCommitted(Order order) {
    return order.commitment().state() == CommitmentState.COMMITTED;
  }

  /// A version of a cart as a document states it.
  static LedgerEntry cart(Receipt receipt, Cart cart, Optional<Cart> previous, Instant recordedAt) {
    return cart(receipt, cart, previous, cart.updatedAt(), recordedAt);
  }

  /// A version of a cart.
  ///
  /// @param occurredAt when it became what it is: its order's time, or when it had been idle long
  /// enough
  static LedgerEntry cart(
      Receipt receipt, Cart cart, Optional<Cart> previous, Instant occurredAt, Instant recordedAt) {
    Subject subject = Subject.of(cart.ref());
    EventData.CartChange data =
        new EventData.CartChange(
            previous.map(before -> Changes.between(before, cart)).orElse(List.of()),
            previous.map(before -> new EventData.PreviousCart(before.state())),
            Optional.of(cart),
            Optional.empty());
    return new LedgerEntry(
        subject,
        cart.version(),
        new Event(
            type(cart.state(), previous.map(Cart::state)),
            new Event.Detail(
                metadata(receipt, subject, cart.version(), new Times(occurredAt, recordedAt)),
                data)),
        true,
        cart.source().rawKey());
  }

  /// Becoming abandoned or converted is told once, when it happens.
  private static EventType type(CartState state, Optional<CartState> before) {
    if (before.equals(Optional.of(state))) {
      return EventType.CART_UPDATED;
    }
    return switch (state) {
      case ACTIVE -> EventType.CART_UPDATED;
      case ABANDONED -> EventType.CART_ABANDONED;
      case CONVERTED -> EventType.CART_CONVERTED;
    };
  }

  /// A receipt's state: `quarantined`, `pending` or `resolved`.
  static LedgerEntry receipt(
      Receipt receipt, EventData.Quarantined data, long version, Instant recordedAt) {
    Subject subject = Subject.receipt(receipt.store().id(), receipt.id());
    EventMetadata metadata =
        metadata(receipt, subject, version, new Times(data.receivedAt(), recordedAt));
    return new LedgerEntry(
        subject,
        version,
        new Event(EventType.RECEIPT_QUARANTINED, new Event.Detail(metadata, data)),
        true,
        data.rawKey());
  }

  /// A shape that is new among those known. While a store's payloads are still being learned it is
  /// told to nobody.
  static LedgerEntry shape(
      Receipt receipt, EventData.SchemaDrift drift, StoreShapes known, Instant recordedAt) {
    Subject subject = Subject.shapes(receipt.store().id());
    long version = known.version() + 1;
    EventMetadata metadata =
        metadata(receipt, subject, version, new Times(drift.firstSeenAt(), recordedAt));
    return new LedgerEntry(
        subject,
        version,
        new Event(EventType.SCHEMA_DRIFTED, new Event.Detail(metadata, drift)),
        !known.learns(new StoreShapes.Kind(drift.resource(), drift.read()), recordedAt),
        Optional.of(drift.rawKey()));
  }

  static Source archivedAt(Source source, Optional<String> rawKey) {
    return new Source(
        source.revision(),
        source.read(),
        rawKey,
        source.receiptId(),
        source.mappingVersion(),
        source.connectorVersion());
  }

  private static EventMetadata metadata(
      Receipt receipt, Subject subject, long version, Times times) {
    return new EventMetadata(
        subject.eventId(version),
        EventMetadata.SCHEMA_VERSION,
        receipt.store().id(),
        receipt.store().platform(),
        version,
        times.occurredAt(),
        times.recordedAt(),
        receipt.message().cause(),
        receipt.id(),
        receipt.store().mapping().version(),
        false,
        receipt.message().traceId());
  }
}
