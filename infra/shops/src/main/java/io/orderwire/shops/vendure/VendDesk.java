package io.orderwire.shops.vendure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.shops.Action;
import io.orderwire.shops.ActionResult;
import io.orderwire.shops.ActionResult.Refused;
import io.orderwire.shops.Agenda;
import io.orderwire.shops.JsonText;
import io.orderwire.shops.vendure.VendStore.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What administrators do with placed orders: modifying, shipping, cancelling, notes.
final class VendDesk {
  /// How long an order is held while somebody modifies it.
  private static final Duration MODIFIED_FOR = Duration.ofSeconds(20);

  private static final Duration ON_THE_ROAD = Duration.ofDays(2);

  private final VendStore store;
  private final VendPricing pricing;
  private final VendTill till;
  private final VendRefunds refunds;
  private final VendCheckout checkout;
  private final Agenda agenda;

  /// @param checkout where buyers still are
  VendDesk(Parts parts, VendCheckout checkout) {
    this.store = parts.store();
    this.pricing = parts.pricing();
    this.till = parts.till();
    this.refunds = parts.refunds();
    this.agenda = parts.agenda();
    this.checkout = checkout;
  }

  /// What the desk works with.
  record Parts(
      VendStore store, VendPricing pricing, VendTill till, VendRefunds refunds, Agenda agenda) {}

  ActionResult addLine(VendOrder order, Action.AddLine add) {
    if (order.active) {
      return checkout.addLine(order, add.item());
    }
    if (!isModifiable(order)) {
      return VendTill.notNow(order);
    }
    Optional<ActionResult> refused = VendCheckout.refused(add.item());
    if (refused.isPresent()) {
      return refused.get();
    }
    long before = pricing.total(order);
    checkout.add(order, add.item());
    pricing.promote(order);
    order.edited(store.now());
    return modified(order, pricing.total(order) - before, "one more");
  }

  /// What an order costs less is given back at once, of a payment that was settled.
  ActionResult removeLine(VendOrder order, Action.RemoveLine remove) {
    if (remove.line() >= order.lines.size()) {
      return new Refused("order " + order.id + " has no line " + remove.line());
    }
    if (order.active) {
      return checkout.removeLine(order, remove);
    }
    if (!isModifiable(order)) {
      return VendTill.notNow(order);
    }
    VendLine line = order.lines.get(remove.line());
    int all = order.lines.stream().mapToInt(each -> each.quantity).sum();
    if (line.toShip() < remove.quantity() || all == remove.quantity()) {
      return new Refused("line " + remove.line() + " has fewer left");
    }
    long before = pricing.total(order);
    lower(order, line, remove.quantity());
    long less = before - pricing.total(order);
    if (less > order.refundable()) {
      lower(order, line, -remove.quantity());
      return new Refused("only " + pricing.amount(order.refundable()) + " can be refunded");
    }
    if (less > 0) {
      int counted = Math.min(remove.quantity(), line.toRefund());
      refunds.give(order, new VendRefunds.Given(Map.of(line, counted), 0, less, "fewer"));
    }
    line.updated = store.now();
    order.edited(store.now());
    return modified(order, -less, "fewer");
  }

  private void lower(VendOrder order, VendLine line, int by) {
    line.quantity -= by;
    pricing.promote(order);
  }

  /// An order that is not covered could not go back to where it was.
  private boolean isModifiable(VendOrder order) {
    return order.state.mayBecome(VendState.MODIFYING)
        && till.outstanding(order) == 0
        && order.payments.stream()
            .flatMap(payment -> payment.refunds.stream())
            .allMatch(refund -> refund.settled);
  }

  private ActionResult modified(VendOrder order, long change, String note) {
    till.become(order, VendState.MODIFYING);
    order.modifications.add(
        new VendOrder.Modification(
            store.id(Table.MODIFICATION), store.now(), change, note, change <= 0));
    agenda.at(
        store.now().plus(MODIFIED_FOR),
        () ->
            till.become(
                order, change > 0 ? VendState.ARRANGING_ADDITIONAL_PAYMENT : till.resumed(order)));
    return VendTill.done(order);
  }

  /// Of a placed order the address is saved twice, the second time with the old modification time.
  ActionResult changeAddress(VendOrder order, Action.ChangeAddress change) {
    if (!order.active && !isModifiable(order)) {
      return VendTill.notNow(order);
    }
    order.address = Optional.of(change.address());
    if (order.active) {
      order.edited(store.now());
      return VendTill.done(order);
    }
    return modified(order, 0, "another address");
  }

  /// A custom field where the shop has such a one, else a note in the order's history.
  ActionResult annotate(VendOrder order, Action.Annotate annotate) {
    String name = VendFields.name(annotate.name());
    if (VendFields.OF_ORDERS.contains(name)) {
      order.customFields.put(name, annotate.value());
      order.edited(store.now());
      return VendTill.done(order);
    }
    ObjectNode note = JsonText.object().put("note", annotate.name() + ": " + annotate.value());
    order.history.add(
        new VendOrder.Entry(store.id(Table.HISTORY), store.now(), "ORDER_NOTE", note));
    order.touched();
    return VendTill.done(order);
  }

  ActionResult ship(VendOrder order, Action.Ship ship) {
    if (!order.state.isShippable()) {
      return VendTill.notNow(order);
    }
    Map<VendLine, Integer> goods = goods(order, ship);
    if (goods.isEmpty()
        || goods.entrySet().stream().anyMatch(each -> each.getValue() > each.getKey().toShip())) {
      return new Refused("order " + order.id + " has fewer left to ship");
    }
    goods.forEach((line, quantity) -> line.fulfilled += quantity);
    VendParcel parcel =
        new VendParcel(
            store.id(Table.FULFILLMENT),
            store.now(),
            ship.tracking().map(Action.Tracking::company).orElse("Manual"),
            ship.tracking().map(Action.Tracking::number).orElse(""),
            goods);
    order.parcels.add(parcel);
    order.touched();
    goOn(order, till.resumed(order));
    agenda.at(store.now().plus(ON_THE_ROAD), () -> arrive(order, parcel));
    return VendTill.done(order);
  }

  private static Map<VendLine, Integer> goods(VendOrder order, Action.Ship ship) {
    Map<VendLine, Integer> goods = new LinkedHashMap<>();
    if (ship.portions().isEmpty()) {
      order.lines.stream()
          .filter(line -> line.toShip() > 0)
          .forEach(line -> goods.put(line, line.toShip()));
    }
    ship.portions().stream()
        .filter(portion -> portion.line() < order.lines.size())
        .forEach(
            portion ->
                goods.merge(order.lines.get(portion.line()), portion.quantity(), Integer::sum));
    return goods;
  }

  private void arrive(VendOrder order, VendParcel parcel) {
    parcel.delivered = true;
    parcel.updated = store.now();
    order.touched();
    boolean all =
        order.parcels.stream().allMatch(each -> each.delivered)
            && order.lines.stream().allMatch(line -> line.toShip() == 0);
    goOn(order, all ? VendState.DELIVERED : VendState.PARTIALLY_DELIVERED);
  }

  private void goOn(VendOrder order, VendState next) {
    if (order.state.mayBecome(next)) {
      till.become(order, next);
    }
  }

  /// A cart is given up as it is. Of an order nothing is left; the money stays where it is.
  ActionResult cancel(VendOrder order) {
    if (!order.state.mayBecome(VendState.CANCELLED)) {
      return VendTill.notNow(order);
    }
    if (!order.active) {
      Instant now = store.now();
      VendAdjustment delivery = pricing.cancelled(order);
      order.delivery = order.delivery.map(each -> each.with(delivery));
      for (VendLine line : order.lines) {
        line.quantity = 0;
        line.updated = now;
      }
      order.edited(now);
    }
    till.become(order, VendState.CANCELLED);
    order.active = false;
    return VendTill.done(order);
  }
}
