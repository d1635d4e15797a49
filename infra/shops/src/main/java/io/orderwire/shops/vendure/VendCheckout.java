package io.orderwire.shops.vendure;

import io.orderwire.shops.Action;
import io.orderwire.shops.ActionResult;
import io.orderwire.shops.ActionResult.Refused;
import io.orderwire.shops.Agenda;
import io.orderwire.shops.Item;
import io.orderwire.shops.Purchase;
import io.orderwire.shops.vendure.VendStore.Table;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// From basket to order, which is one row all along: what buyers do until they are through.
final class VendCheckout {
  private static final Duration HALF_WRITTEN_FOR = Duration.ofSeconds(4);
  private static final long BY_PARCEL = 1;
  private static final long DIGITAL = 2;

  private final VendStore store;
  private final VendPricing pricing;
  private final VendTill till;
  private final Agenda agenda;

  VendCheckout(VendStore store, VendPricing pricing, VendTill till, Agenda agenda) {
    this.store = store;
    this.pricing = pricing;
    this.till = till;
    this.agenda = agenda;
  }

  /// @param half the order is seen before all of it is written
  ActionResult place(Purchase purchase, boolean half) {
    Optional<ActionResult> refused = refused(purchase);
    if (refused.isPresent()) {
      return refused.get();
    }
    VendOrder order = begin(purchase);
    if (half) {
      halfWritten(order);
      agenda.at(store.now().plus(HALF_WRITTEN_FOR), () -> complete(order));
    } else {
      deliver(order);
      finish(order);
    }
    return VendTill.done(order);
  }

  ActionResult abandon(Purchase purchase) {
    Optional<ActionResult> refused = refused(purchase);
    if (refused.isPresent()) {
      return refused.get();
    }
    VendOrder order = begin(purchase);
    deliver(order);
    return VendTill.done(order);
  }

  ActionResult convert(String id) {
    Optional<VendOrder> cart =
        store.order(id).filter(order -> order.state == VendState.ADDING_ITEMS);
    if (cart.isEmpty()) {
      return new Refused("there is no open cart " + id);
    }
    finish(cart.get());
    return VendTill.done(cart.get());
  }

  /// Back to the basket, and on to paying again.
  ActionResult addLine(VendOrder order, Item item) {
    Optional<ActionResult> refused = refused(order, Map.of(item, item.quantity()));
    if (refused.isPresent()) {
      return refused.get();
    }
    add(order, item);
    return changed(order);
  }

  ActionResult removeLine(VendOrder order, Action.RemoveLine remove) {
    VendLine line = order.lines.get(remove.line());
    boolean last = line.quantity == remove.quantity();
    if (order.covered() > 0
        || line.quantity < remove.quantity()
        || (last && order.lines.size() == 1)) {
      return new Refused("line " + remove.line() + " cannot be lowered by " + remove.quantity());
    }
    line.quantity -= remove.quantity();
    line.updated = store.now();
    if (last) {
      order.lines.remove(line);
    }
    return changed(order);
  }

  private ActionResult changed(VendOrder order) {
    pricing.promote(order);
    order.edited(store.now());
    if (order.state == VendState.ARRANGING_PAYMENT) {
      till.become(order, VendState.ADDING_ITEMS);
      till.become(order, VendState.ARRANGING_PAYMENT);
    }
    return VendTill.done(order);
  }

  private static Optional<ActionResult> refused(VendOrder order, Map<Item, Integer> added) {
    return order.covered() > 0
        ? Optional.of(VendTill.notNow(order))
        : added.keySet().stream().flatMap(item -> refused(item).stream()).findFirst();
  }

  private static Optional<ActionResult> refused(Purchase purchase) {
    if (purchase.buyer().email().isEmpty()) {
      return Optional.of(
          new Refused("Cannot transition Order to \"ArrangingPayment\" without a customer"));
    }
    return VendFields.unknown(purchase.customFields(), VendFields.OF_ORDERS)
        .<ActionResult>map(name -> new Refused("orders have no custom field " + name))
        .or(() -> purchase.items().stream().flatMap(item -> refused(item).stream()).findFirst());
  }

  static Optional<ActionResult> refused(Item item) {
    return VendFields.unknown(item.properties(), VendFields.OF_LINES)
        .map(name -> new Refused("lines have no custom field " + name));
  }

  private VendOrder begin(Purchase purchase) {
    VendCustomer customer =
        store.customer(
            purchase.buyer(),
            purchase.buyer().email().orElseThrow(),
            purchase.billing().map(address -> address.phone()).orElse(""));
    VendOrder order =
        new VendOrder(store.id(Table.ORDER), store.code(), purchase, customer, store.now());
    purchase.items().forEach(item -> add(order, item));
    order.customFields.putAll(VendFields.named(purchase.customFields()));
    if (!purchase.note().isEmpty()) {
      order.customFields.put("note", purchase.note());
    }
    for (Purchase.Fee fee : purchase.fees()) {
      order.surcharges.add(
          new VendOrder.Surcharge(
              store.id(Table.SURCHARGE),
              store.now(),
              fee.name(),
              pricing.units(fee.amount(), purchase),
              fee.taxable()));
    }
    pricing.promote(order);
    store.add(order);
    return order;
  }

  /// What is alike is one line.
  VendLine add(VendOrder order, Item item) {
    Map<String, String> fields = VendFields.named(item.properties());
    Optional<VendLine> alike =
        order.lines.stream()
            .filter(line -> line.product().equals(item.product()))
            .filter(line -> line.customFields.equals(fields))
            .findFirst();
    if (alike.isPresent()) {
      alike.get().quantity += item.quantity();
      alike.get().updated = store.now();
      return alike.get();
    }
    VendLine line =
        new VendLine(
            store.id(Table.ORDER_LINE),
            item,
            fields,
            pricing.units(item.product().price(), order.purchase),
            store.now());
    order.lines.add(line);
    return line;
  }

  /// No order goes without a way of delivery, be it one that costs nothing.
  private void deliver(VendOrder order) {
    long id = store.id(Table.SHIPPING_LINE);
    Purchase purchase = order.purchase;
    order.delivery =
        Optional.of(
            purchase
                .carriage()
                .map(
                    carriage ->
                        new VendOrder.Delivery(
                            id,
                            BY_PARCEL,
                            carriage.code(),
                            carriage.title(),
                            pricing.units(carriage.price(), purchase),
                            pricing.rebate(carriage, purchase)))
                .orElseGet(
                    () ->
                        new VendOrder.Delivery(
                            id, DIGITAL, "digital", "Digital delivery", 0, List.of())));
    order.touched();
  }

  private void finish(VendOrder order) {
    till.become(order, VendState.ARRANGING_PAYMENT);
    till.settle(order);
  }

  /// The state is there, what it follows from is not.
  private void halfWritten(VendOrder order) {
    order.whole = false;
    till.become(order, VendState.ARRANGING_PAYMENT);
    switch (order.purchase.tender()) {
      case CARD -> placed(order, VendState.PAYMENT_SETTLED);
      case CARD_AUTHORIZED, CASH_ON_DELIVERY, BANK_TRANSFER ->
          placed(order, VendState.PAYMENT_AUTHORIZED);
      case CARD_PENDING, CARD_DECLINED -> {
        // the buyer is not through
      }
    }
  }

  private void placed(VendOrder order, VendState state) {
    till.become(order, state);
    order.place(store.now());
  }

  private void complete(VendOrder order) {
    order.whole = true;
    deliver(order);
    pricing.promote(order);
    order.edited(store.now());
    till.settle(order);
  }
}
