package io.orderwire.shops.bigcommerce;

import io.orderwire.shops.Action;
import io.orderwire.shops.ActionResult;
import io.orderwire.shops.ActionResult.Done;
import io.orderwire.shops.ActionResult.Refused;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What happens to placed orders: payment, editing, shipping, cancelling, the archive.
final class BigDesk {
  private final BigStore store;
  private final BigPricing pricing;
  private final BigCheckout checkout;
  private final BigNews news;
  private final boolean blindSpots;

  BigDesk(
      BigStore store, BigPricing pricing, BigCheckout checkout, BigNews news, boolean blindSpots) {
    this.store = store;
    this.pricing = pricing;
    this.checkout = checkout;
    this.news = news;
    this.blindSpots = blindSpots;
  }

  ActionResult pay(BigOrder order, Action.Pay pay) {
    BigDecimal total = pricing.totals(order).total();
    if (pay.amount().filter(amount -> amount.compareTo(total) != 0).isPresent()) {
      return new Refused("BigCommerce takes all of an order's total or nothing");
    }
    boolean reserved = order.payment.equals("authorized");
    boolean open = BigStatus.isUnpaid(order.status) && !reserved;
    return switch (pay.payment()) {
      case SALE -> open ? take(order, "purchase") : notNow(order);
      case AUTHORIZE -> open ? reserve(order) : notNow(order);
      case CAPTURE ->
          reserved && BigStatus.isUnpaid(order.status) ? take(order, "capture") : notNow(order);
      case VOID -> reserved && BigStatus.isUnpaid(order.status) ? giveUp(order) : notNow(order);
      case DECLINE -> open && !order.incomplete() ? decline(order) : notNow(order);
    };
  }

  private ActionResult take(BigOrder order, String event) {
    checkout.pay(order, event, pricing.totals(order).total(), true);
    order.payment = BigCheckout.isOffline(order.method) ? "paid" : "captured";
    return move(order, BigCheckout.afterPayment(order));
  }

  private ActionResult reserve(BigOrder order) {
    checkout.pay(order, "authorization", pricing.totals(order).total(), true);
    order.payment = "authorized";
    return move(order, BigStatus.AWAITING_PAYMENT);
  }

  private ActionResult giveUp(BigOrder order) {
    checkout.pay(order, "void", pricing.totals(order).total(), true);
    order.payment = "void";
    return move(order, BigStatus.CANCELLED);
  }

  private ActionResult decline(BigOrder order) {
    checkout.pay(order, "purchase", pricing.totals(order).total(), false);
    order.payment = "declined";
    return move(order, BigStatus.DECLINED);
  }

  ActionResult addLine(BigOrder order, Action.AddLine add) {
    if (!isEditable(order)) {
      return notNow(order);
    }
    order.lines.add(checkout.line(add.item(), BigDecimal.ZERO, 0));
    return saved(order);
  }

  /// Changing a line clears its discounts.
  ActionResult removeLine(BigOrder order, Action.RemoveLine remove) {
    if (!isEditable(order) || remove.line() >= order.lines.size()) {
      return notNow(order);
    }
    BigOrder.Line line = order.lines.get(remove.line());
    int left = line.quantity() - remove.quantity();
    if (left < line.shipped() + line.refunded() || (left == 0 && order.lines.size() == 1)) {
      return new Refused("line " + remove.line() + " has fewer left");
    }
    if (left > 0) {
      order.lines.set(remove.line(), line.resized(left));
      return saved(order);
    }
    order.lines.remove(remove.line());
    order.lines.replaceAll(each -> each.parent() == line.id() ? orphan(each) : each);
    return saved(order);
  }

  private static BigOrder.Line orphan(BigOrder.Line line) {
    return new BigOrder.Line(
        line.id(),
        0,
        line.product(),
        line.quantity(),
        line.discount(),
        line.shipped(),
        line.refunded(),
        line.options());
  }

  /// What was refunded can no longer be recomputed.
  private static boolean isEditable(BigOrder order) {
    return !BigStatus.isOver(order.status)
        && order.status != BigStatus.COMPLETED
        && order.refunds.isEmpty();
  }

  ActionResult changeAddress(BigOrder order, Action.ChangeAddress change) {
    order.shipping = Optional.of(change.address());
    return saved(order);
  }

  /// A metafield does not move the order's time.
  ActionResult annotate(BigOrder order, Action.Annotate annotate) {
    BigOrder.Metafield field =
        new BigOrder.Metafield(store.partId(), annotate.name(), annotate.value(), store.now());
    order.metafields.removeIf(each -> each.key().equals(annotate.name()));
    order.metafields.add(field);
    news.annotated(order, field);
    return blindSpots ? new Done(Long.toString(order.id)) : saved(order);
  }

  ActionResult ship(BigOrder order, Action.Ship ship) {
    if (!BigStatus.isShippable(order.status)) {
      return notNow(order);
    }
    Map<Long, Integer> items = new LinkedHashMap<>();
    List<BigOrder.Line> after = new ArrayList<>(order.lines);
    for (Action.Portion portion : portions(order, ship)) {
      BigOrder.Line line = after.get(portion.line());
      if (line.product().virtual() || line.left() < portion.quantity()) {
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
    BigOrder.Shipment shipment = shipment(ship, items);
    order.shipments.add(shipment);
    news.shipped(order, shipment);
    boolean all = order.lines.stream().allMatch(l -> l.product().virtual() || l.left() <= 0);
    if (all) {
      order.shipped = Optional.of(store.now());
    }
    return move(order, all ? BigStatus.SHIPPED : BigStatus.PARTIALLY_SHIPPED);
  }

  private BigOrder.Shipment shipment(Action.Ship ship, Map<Long, Integer> items) {
    return new BigOrder.Shipment(
        store.partId(),
        store.now(),
        ship.tracking().map(Action.Tracking::company).orElse(""),
        ship.tracking().map(Action.Tracking::number).orElse(""),
        ship.tracking().map(Action.Tracking::url).orElse(""),
        items);
  }

  private static List<Action.Portion> portions(BigOrder order, Action.Ship ship) {
    if (!ship.portions().isEmpty()) {
      return ship.portions().stream().filter(p -> p.line() < order.lines.size()).toList();
    }
    List<Action.Portion> all = new ArrayList<>();
    for (int index = 0; index < order.lines.size(); index++) {
      BigOrder.Line line = order.lines.get(index);
      if (!line.product().virtual() && line.left() > 0) {
        all.add(new Action.Portion(index, line.left()));
      }
    }
    return all;
  }

  ActionResult cancel(BigOrder order) {
    if (BigStatus.isOver(order.status)) {
      return notNow(order);
    }
    return move(order, BigStatus.CANCELLED);
  }

  ActionResult archive(BigOrder order) {
    if (order.archived) {
      return new Refused("order " + order.id + " is archived already");
    }
    order.archived = true;
    order.modified = store.now();
    news.archived(order);
    return new Done(Long.toString(order.id));
  }

  ActionResult restore(BigOrder order) {
    if (!order.archived) {
      return new Refused("order " + order.id + " is not archived");
    }
    order.archived = false;
    return saved(order);
  }

  ActionResult move(BigOrder order, int status) {
    int before = order.status;
    order.status = status;
    saved(order);
    news.moved(order, before);
    return new Done(Long.toString(order.id));
  }

  private ActionResult saved(BigOrder order) {
    news.updated(order);
    return new Done(Long.toString(order.id));
  }

  private static ActionResult notNow(BigOrder order) {
    return new Refused(
        "order " + order.id + " is " + BigStatus.name(order.status) + " " + order.payment);
  }
}
