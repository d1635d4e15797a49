package io.orderwire.shops.api2cart;

import io.orderwire.shops.Action;
import io.orderwire.shops.ActionResult;
import io.orderwire.shops.ActionResult.Refused;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What happens to placed orders: payment, editing, shipping, refunds, cancelling.
final class HubDesk {
  private static final Set<Kind.State> OPEN =
      EnumSet.of(Kind.State.PENDING, Kind.State.HELD, Kind.State.FAILED);
  private static final Set<Kind.State> SHIPPABLE =
      EnumSet.of(Kind.State.PAID, Kind.State.PARTLY_SHIPPED);
  private static final Set<Kind.State> OVER =
      EnumSet.of(Kind.State.SHIPPED, Kind.State.REFUNDED, Kind.State.CANCELLED);

  private final HubStore store;
  private final HubPricing pricing;
  private final HubCheckout checkout;

  HubDesk(HubStore store, HubPricing pricing, HubCheckout checkout) {
    this.store = store;
    this.pricing = pricing;
    this.checkout = checkout;
  }

  ActionResult pay(HubOrder order, Action.Pay pay) {
    BigDecimal total = pricing.totals(order).total();
    if (pay.amount().filter(amount -> amount.compareTo(total) != 0).isPresent()) {
      return new Refused("these carts take all of an order's total or nothing");
    }
    if (!OPEN.contains(order.state)) {
      return notNow(order);
    }
    boolean reserved = order.state == Kind.State.HELD;
    return switch (pay.payment()) {
      case SALE -> reserved ? notNow(order) : moved(order, "sale", Kind.State.PAID, true);
      case AUTHORIZE ->
          reserved ? notNow(order) : moved(order, "authorization", Kind.State.HELD, true);
      case CAPTURE -> reserved ? moved(order, "capture", Kind.State.PAID, true) : notNow(order);
      case VOID -> reserved ? moved(order, "void", Kind.State.CANCELLED, true) : notNow(order);
      case DECLINE -> reserved ? notNow(order) : moved(order, "sale", Kind.State.FAILED, false);
    };
  }

  private ActionResult moved(HubOrder order, String what, Kind.State state, boolean ok) {
    checkout.transact(order, what, pricing.totals(order).total(), ok);
    order.state = state;
    return checkout.saved(order);
  }

  ActionResult addLine(HubOrder order, Action.AddLine add) {
    if (!isEditable(order)) {
      return notNow(order);
    }
    order.lines.add(checkout.line(add.item(), BigDecimal.ZERO, 0, false));
    return checkout.saved(order);
  }

  /// Changing a line clears its discount.
  ActionResult removeLine(HubOrder order, Action.RemoveLine remove) {
    if (!isEditable(order) || remove.line() >= order.lines.size()) {
      return notNow(order);
    }
    HubOrder.Line line = order.lines.get(remove.line());
    int left = line.quantity() - remove.quantity();
    if (left < Math.max(1, line.shipped() + line.refunded())) {
      return new Refused("line " + remove.line() + " has fewer left");
    }
    order.lines.set(remove.line(), line.resized(left));
    return checkout.saved(order);
  }

  private static boolean isEditable(HubOrder order) {
    return !OVER.contains(order.state) && order.refunds.isEmpty();
  }

  ActionResult changeAddress(HubOrder order, Action.ChangeAddress change) {
    order.shipping = Optional.of(change.address());
    return checkout.saved(order);
  }

  ActionResult annotate(HubOrder order, Action.Annotate annotate) {
    order.notes.put(annotate.name(), annotate.value());
    return checkout.saved(order);
  }

  ActionResult ship(HubOrder order, Action.Ship ship) {
    if (!SHIPPABLE.contains(order.state)) {
      return notNow(order);
    }
    Map<Long, Integer> items = new LinkedHashMap<>();
    List<HubOrder.Line> after = new ArrayList<>(order.lines);
    for (Action.Portion portion : portions(order, ship)) {
      HubOrder.Line line = after.get(portion.line());
      if (line.left() < portion.quantity()) {
        return new Refused("line " + portion.line() + " has fewer left to ship");
      }
      after.set(portion.line(), line.shipping(portion.quantity()));
      items.merge(line.id(), portion.quantity(), Integer::sum);
    }
    if (items.isEmpty()) {
      return new Refused("order " + order.id + " has nothing left to ship");
    }
    for (int index = 0; index < after.size(); index++) {
      order.lines.set(index, after.get(index));
    }
    order.shipments.add(
        new HubOrder.Shipment(
            store.newId(),
            store.now(),
            ship.tracking().map(Action.Tracking::company).orElse(""),
            ship.tracking().map(Action.Tracking::number).orElse(""),
            items));
    boolean all = order.lines.stream().allMatch(line -> line.left() <= 0);
    order.state = all ? Kind.State.SHIPPED : Kind.State.PARTLY_SHIPPED;
    return checkout.saved(order);
  }

  private static List<Action.Portion> portions(HubOrder order, Action.Ship ship) {
    if (!ship.portions().isEmpty()) {
      return ship.portions().stream().filter(p -> p.line() < order.lines.size()).toList();
    }
    List<Action.Portion> all = new ArrayList<>();
    for (int index = 0; index < order.lines.size(); index++) {
      if (order.lines.get(index).left() > 0) {
        all.add(new Action.Portion(index, order.lines.get(index).left()));
      }
    }
    return all;
  }

  ActionResult refund(HubOrder order, Action.Refund refund) {
    BigDecimal left = order.paid.subtract(order.refunded());
    if (left.signum() <= 0 || order.state == Kind.State.CANCELLED) {
      return new Refused("order " + order.id + " has no money to give back");
    }
    boolean whole = refund.portions().isEmpty() && refund.amount().isEmpty();
    List<Action.Portion> portions = whole ? rest(order) : refund.portions();
    List<HubOrder.Item> items = new ArrayList<>();
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal tax = BigDecimal.ZERO;
    for (Action.Portion portion : portions) {
      Optional<HubOrder.Line> line = unrefunded(order, portion);
      if (line.isEmpty()) {
        return new Refused("line " + portion.line() + " has fewer left to refund");
      }
      BigDecimal amount = pricing.share(order, line.get(), portion.quantity());
      items.add(new HubOrder.Item(line.get().id(), portion.quantity(), amount));
      sum = sum.add(amount);
      tax = tax.add(pricing.taxShare(order, line.get(), portion.quantity()));
    }
    BigDecimal total = whole ? left : refund.amount().orElse(sum);
    if (total.signum() <= 0 || total.compareTo(left) > 0) {
      return new Refused("only " + left + " is left to give back");
    }
    portions.forEach(
        portion ->
            order.lines.set(
                portion.line(), order.lines.get(portion.line()).refunding(portion.quantity())));
    order.refunds.add(
        new HubOrder.Refund(store.newId(), store.now(), refund.reason(), total, tax, items));
    checkout.transact(order, "refund", total, true);
    if (total.compareTo(left) == 0) {
      order.state = Kind.State.REFUNDED;
    }
    return checkout.saved(order);
  }

  private static Optional<HubOrder.Line> unrefunded(HubOrder order, Action.Portion portion) {
    return Optional.of(portion.line())
        .filter(index -> index < order.lines.size())
        .map(order.lines::get)
        .filter(line -> line.quantity() - line.refunded() >= portion.quantity());
  }

  private static List<Action.Portion> rest(HubOrder order) {
    List<Action.Portion> rest = new ArrayList<>();
    for (int index = 0; index < order.lines.size(); index++) {
      HubOrder.Line line = order.lines.get(index);
      if (line.quantity() > line.refunded()) {
        rest.add(new Action.Portion(index, line.quantity() - line.refunded()));
      }
    }
    return rest;
  }

  ActionResult cancel(HubOrder order) {
    if (OVER.contains(order.state)) {
      return notNow(order);
    }
    order.state = Kind.State.CANCELLED;
    return checkout.saved(order);
  }

  private static ActionResult notNow(HubOrder order) {
    return new Refused("order " + order.id + " is " + order.state);
  }
}
