package io.orderwire.storeapi;

import io.orderwire.message.Cause;
import io.orderwire.message.EventData;
import io.orderwire.model.CommitmentState;
import io.orderwire.model.FulfilmentState;
import io.orderwire.model.Money;
import io.orderwire.model.Order;
import io.orderwire.model.OrderRef;
import io.orderwire.model.OrderStatus;
import io.orderwire.model.PaymentState;
import io.orderwire.model.PlatformId;
import io.orderwire.model.Reading;
import io.orderwire.model.TotalsState;
import io.orderwire.model.Transition;
import io.orderwire.port.LedgerEntry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// An order as a line of a list.
///
/// @param buyer the name of who ordered, or of who receives
/// @param lines how many there are
/// @param findings how many there are
/// @param transitions what its newest version brought, because of `cause`
record OrderSummary(
    OrderRef ref,
    PlatformId platform,
    String number,
    long version,
    boolean test,
    OrderStatus status,
    Reading<PaymentState> payment,
    Reading<FulfilmentState> fulfilment,
    CommitmentState commitment,
    Optional<String> buyer,
    int lines,
    Money grandTotal,
    Optional<Money> refundedTotal,
    TotalsState totals,
    int findings,
    List<Transition> transitions,
    Cause cause,
    Instant placedAt,
    Instant recordedAt) {
  OrderSummary {
    transitions = List.copyOf(transitions);
  }

  static Optional<OrderSummary> of(LedgerEntry entry) {
    return entry.order().map(order -> of(entry, order));
  }

  private static OrderSummary of(LedgerEntry entry, Order order) {
    return new OrderSummary(
        order.ref(),
        order.platform(),
        order.number(),
        entry.version(),
        order.test(),
        order.lifecycle().status(),
        order.lifecycle().payment(),
        order.lifecycle().fulfilment(),
        order.commitment().state(),
        order
            .buyer()
            .name()
            .or(() -> order.addresses().shipping().flatMap(address -> address.recipient())),
        order.lines().size(),
        order.totals().display().grandTotal(),
        order.totals().display().refundedTotal().filter(money -> money.amount().signum() != 0),
        order.totals().state(),
        order.findings().size(),
        Orders.change(entry).map(EventData.OrderChange::transitions).orElse(List.of()),
        entry.event().detail().metadata().cause(),
        order.lifecycle().placedAt(),
        entry.event().detail().metadata().recordedAt());
  }
}
