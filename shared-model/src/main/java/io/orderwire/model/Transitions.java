package io.orderwire.model;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What happened between two versions of an order.
public final class Transitions {

  private Transitions() {}

  /// The transitions from `before` (empty for the first version) to `after`, in the order of
  /// [Transition].
  public static List<Transition> between(Optional<Order> before, Order after) {
    EnumSet<Transition> found = EnumSet.noneOf(Transition.class);
    status(before.map(order -> order.lifecycle().status()), after.lifecycle().status(), found);
    payment(before.map(order -> order.lifecycle().payment()), after.lifecycle().payment(), found);
    if (after.lifecycle().fulfilment().is(FulfilmentState.PARTIALLY_FULFILLED)
        && before.stream()
            .noneMatch(o -> o.lifecycle().fulfilment().is(FulfilmentState.PARTIALLY_FULFILLED))) {
      found.add(Transition.PARTIALLY_FULFILLED);
    }
    if (isCommitted(after) && !before.map(Transitions::isCommitted).orElse(false)) {
      found.add(Transition.COMMITTED);
    }
    before.ifPresentOrElse(
        order -> content(order, after, found), () -> found.add(Transition.CREATED));
    return List.copyOf(found);
  }

  private static boolean isCommitted(Order order) {
    return order.commitment().state() == CommitmentState.COMMITTED;
  }

  private static void status(
      Optional<OrderStatus> before, OrderStatus after, Set<Transition> found) {
    if (before.equals(Optional.of(after))) {
      return;
    }
    if (before.equals(Optional.of(OrderStatus.CANCELLED))) {
      found.add(Transition.REOPENED);
    }
    switch (after) {
      case PENDING -> found.add(Transition.PENDING);
      case READY_FOR_FULFILLMENT -> found.add(Transition.READY_FOR_FULFILLMENT);
      case FULFILLED -> found.add(Transition.FULFILLED);
      case CANCELLED -> found.add(Transition.CANCELLED);
      case PAID -> {
        // the payment reading tells of money; this headline only says that nothing is to be done
      }
    }
  }

  private static void payment(
      Optional<Reading<PaymentState>> before, Reading<PaymentState> after, Set<Transition> found) {
    if (!(after instanceof Reading.Recognized<PaymentState>(PaymentState state, var raw))
        || before.stream().anyMatch(reading -> reading.is(state))) {
      return;
    }
    switch (state) {
      case AUTHORIZED -> found.add(Transition.AUTHORIZED);
      case PARTIALLY_PAID -> found.add(Transition.PARTIALLY_PAID);
      case PAID -> found.add(Transition.PAID);
      case PARTIALLY_REFUNDED -> found.add(Transition.PARTIALLY_REFUNDED);
      case REFUNDED -> found.add(Transition.REFUNDED);
      case VOIDED -> found.add(Transition.VOIDED);
      case PENDING, EXPIRED, FAILED -> {
        // no transition of their own: the headline says what follows
      }
    }
  }

  private static void content(Order before, Order after, Set<Transition> found) {
    if (!goods(before).equals(goods(after))) {
      found.add(Transition.EDITED);
    }
    if (!before.totals().display().grandTotal().equals(after.totals().display().grandTotal())) {
      found.add(Transition.TOTALS_CHANGED);
    }
    if (!before.addresses().equals(after.addresses())) {
      found.add(Transition.ADDRESS_CHANGED);
    }
    if (!before.shipping().equals(after.shipping())) {
      found.add(Transition.SHIPPING_CHANGED);
    }
    if (before.buyer().type() == BuyerType.GUEST && after.buyer().type() == BuyerType.ACCOUNT) {
      found.add(Transition.CUSTOMER_LINKED);
    }
    Map<String, Shipment> shipped = byId(before.shipments(), Shipment::id);
    for (Shipment shipment : after.shipments()) {
      Optional<Shipment> known = Optional.ofNullable(shipped.get(shipment.id()));
      if (known.isEmpty()) {
        found.add(Transition.SHIPMENT_ADDED);
      } else if (!known.get().equals(shipment)) {
        found.add(Transition.SHIPMENT_UPDATED);
      }
    }
    Set<String> refunded = byId(before.refunds(), Refund::id).keySet();
    if (after.refunds().stream().anyMatch(refund -> !refunded.contains(refund.id()))) {
      found.add(Transition.REFUND_ADDED);
    }
  }

  private record Goods(String id, Quantity ordered, Quantity current, Money unitPrice) {}

  /// What was bought, without what became of it: shipping or refunding a line does not edit the
  /// order, except that some platforms count refunded goods out of the current quantity.
  private static List<Goods> goods(Order order) {
    return order.lines().stream()
        .map(
            line ->
                new Goods(
                    line.id(),
                    line.quantity().ordered(),
                    line.quantity().current().plus(line.quantity().refunded()),
                    line.unitPrice()))
        .toList();
  }

  private static <T> Map<String, T> byId(List<T> items, Function<T, String> id) {
    return items.stream()
        .collect(
            Collectors.toMap(id, Function.identity(), (first, again) -> first, LinkedHashMap::new));
  }
}
