package io.orderwire.port;

import io.orderwire.message.Event;
import io.orderwire.message.EventData;
import io.orderwire.model.Order;
import java.util.Locale;
import java.util.Optional;

/// One version of a subject: the state, the history, the outbox and the idempotency in one item.
///
/// The event is complete (its document inline): publishing an entry is a pure function of the
/// entry.
///
/// @param version from 1, without gaps
/// @param announced false keeps the event off the bus (unplaced drafts unless the store asks)
/// @param rawKey the archived payload behind this version
public record LedgerEntry(
    Subject subject, long version, Event event, boolean announced, Optional<String> rawKey) {

  /// The order as of this version; empty where the subject is none, or its document is not held.
  public Optional<Order> order() {
    return event.detail().data() instanceof EventData.OrderChange change
        ? change.order()
        : Optional.empty();
  }

  /// The same with its event marked as asked for once more: what a replay puts on the bus.
  public LedgerEntry replayed() {
    Event.Detail detail = event.detail();
    return new LedgerEntry(
        subject,
        version,
        new Event(event.type(), new Event.Detail(detail.metadata().replayed(), detail.data())),
        announced,
        rawKey);
  }

  /// What lists show of this version: the order's status, the cart's state, the state of a receipt
  /// or of the store, else the event's type. As it stands in JSON.
  public String headline() {
    return switch (event.detail().data()) {
      case EventData.OrderChange change ->
          change.order().map(order -> word(order.lifecycle().status())).orElseGet(this::type);
      case EventData.CartChange change ->
          change.cart().map(cart -> word(cart.state())).orElseGet(this::type);
      case EventData.Quarantined receipt -> receipt.state();
      case EventData.StoreHealth health -> health.state();
      case EventData.CustomerChange ignored -> type();
      case EventData.Reconciled certificate -> certificate.complete() ? "complete" : "incomplete";
      case EventData.SchemaDrift ignored -> type();
    };
  }

  private String type() {
    return event.type().detailType();
  }

  private static String word(Enum<?> state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
