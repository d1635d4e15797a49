package io.orderwire.shops.woocommerce;

import io.orderwire.shops.Action;
import io.orderwire.shops.ActionResult;
import io.orderwire.shops.ActionResult.Done;
import io.orderwire.shops.ActionResult.Refused;
import io.orderwire.shops.JsonText;
import io.orderwire.shops.TaxRate;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What happens to placed orders: payment, editing, shipping, cancelling, the bin.
final class WooDesk {
  private static final Set<String> OPEN = Set.of("pending", "on-hold", "failed", "checkout-draft");
  private static final Set<String> OVER = Set.of("cancelled", "refunded", "trash");

  private final WooStore store;
  private final WooPricing pricing;
  private final WooBasket basket;
  private final WooHooks hooks;
  private final boolean blindSpots;

  WooDesk(
      WooStore store, WooPricing pricing, WooBasket basket, WooHooks hooks, boolean blindSpots) {
    this.store = store;
    this.pricing = pricing;
    this.basket = basket;
    this.hooks = hooks;
    this.blindSpots = blindSpots;
  }

  /// `DE-MWST-1`: country, name and priority.
  static String rateCode(TaxRate rate, int position) {
    return "DE-" + rate.title().toUpperCase(Locale.ROOT) + "-" + (position + 1);
  }

  ActionResult pay(WooOrder order, Action.Pay pay) {
    if (pay.amount().isPresent()
        && pay.amount().get().compareTo(pricing.totals(order).total()) != 0) {
      return new Refused("WooCommerce knows no partial payment; leave the amount out");
    }
    return switch (pay.payment()) {
      case SALE, CAPTURE -> complete(order);
      case AUTHORIZE -> move(order, "on-hold", OPEN);
      case VOID -> move(order, "cancelled", Set.of("on-hold"));
      case DECLINE -> move(order, "failed", OPEN);
    };
  }

  /// `payment_complete()` of a gateway, or an admin confirming a manual payment.
  private ActionResult complete(WooOrder order) {
    if (order.status.equals("processing") && order.paid.isEmpty()) {
      order.paid = Optional.of(store.now());
      return saved(order);
    }
    if (!OPEN.contains(order.status)) {
      return new Refused("order " + order.id + " is " + order.status + " and awaits no payment");
    }
    paymentComplete(order);
    return saved(order);
  }

  void paymentComplete(WooOrder order) {
    Instant now = store.now();
    order.paid = Optional.of(now);
    order.transaction = order.paymentMethod.equals("stripe") ? "ch_" + order.key.substring(9) : "";
    order.status = order.needsProcessing() ? "processing" : "completed";
    if (order.status.equals("completed")) {
      order.completed = Optional.of(now);
    }
    note(order, "Payment complete.", false);
  }

  ActionResult move(WooOrder order, String status, Set<String> from) {
    if (!from.contains(order.status)) {
      return new Refused("order " + order.id + " is " + order.status + ", not one of " + from);
    }
    note(order, "Order status changed from " + order.status + " to " + status + ".", false);
    order.status = status;
    return saved(order);
  }

  ActionResult addLine(WooOrder order, Action.AddLine add) {
    if (OVER.contains(order.status)) {
      return new Refused("order " + order.id + " is " + order.status);
    }
    order.lines.add(basket.line(add.item(), BigDecimal.ZERO));
    return edited(order);
  }

  ActionResult removeLine(WooOrder order, Action.RemoveLine remove) {
    if (OVER.contains(order.status) || remove.line() >= order.lines.size()) {
      return new Refused("order " + order.id + " has no such line to change");
    }
    WooOrder.Line line = order.lines.get(remove.line());
    int left = line.quantity() - remove.quantity();
    if (left < line.shipped()) {
      return new Refused(
          "line " + remove.line() + " has fewer than " + remove.quantity() + " left");
    }
    if (left == 0) {
      order.lines.remove(remove.line());
      return edited(order);
    }
    order.lines.set(remove.line(), basket.resized(line, left));
    return edited(order);
  }

  ActionResult changeAddress(WooOrder order, Action.ChangeAddress change) {
    order.shipping = change.address();
    return saved(order);
  }

  ActionResult annotate(WooOrder order, Action.Annotate annotate) {
    order.meta.add(
        new WooOrder.Meta(
            store.metaId(), annotate.name(), JsonText.NODES.textNode(annotate.value())));
    return saved(order);
  }

  ActionResult ship(WooOrder order, Action.Ship ship) {
    if (!Set.of("processing", "on-hold").contains(order.status)) {
      return new Refused("order " + order.id + " is " + order.status + " and cannot be shipped");
    }
    for (Action.Portion portion : portions(order, ship)) {
      WooOrder.Line line = order.lines.get(portion.line());
      if (line.quantity() - line.shipped() < portion.quantity()) {
        return new Refused("line " + portion.line() + " has fewer left to ship");
      }
      order.lines.set(portion.line(), line.shipping(portion.quantity()));
    }
    ship.tracking().ifPresent(tracking -> track(order, tracking));
    if (order.lines.stream().allMatch(line -> line.shipped() == line.quantity())) {
      order.status = "completed";
      order.completed = Optional.of(store.now());
      order.paid = order.paid.or(() -> Optional.of(store.now()));
      note(order, "Order status changed from processing to completed.", true);
    }
    return saved(order);
  }

  private static List<Action.Portion> portions(WooOrder order, Action.Ship ship) {
    if (!ship.portions().isEmpty()) {
      return ship.portions().stream().filter(p -> p.line() < order.lines.size()).toList();
    }
    List<Action.Portion> all = new ArrayList<>();
    for (int i = 0; i < order.lines.size(); i++) {
      WooOrder.Line line = order.lines.get(i);
      all.add(new Action.Portion(i, line.quantity() - line.shipped()));
    }
    return all;
  }

  /// As the Shipment Tracking plugin keeps it.
  private void track(WooOrder order, Action.Tracking tracking) {
    com.fasterxml.jackson.databind.node.ArrayNode items = JsonText.NODES.arrayNode();
    items
        .addObject()
        .put("tracking_provider", tracking.company())
        .put("custom_tracking_provider", "")
        .put("custom_tracking_link", tracking.url())
        .put("tracking_number", tracking.number())
        .put("date_shipped", Long.toString(store.now().getEpochSecond()));
    for (int i = 0; i < order.meta.size(); i++) {
      WooOrder.Meta meta = order.meta.get(i);
      if (meta.key().equals("_wc_shipment_tracking_items")) {
        com.fasterxml.jackson.databind.node.ArrayNode all = JsonText.NODES.arrayNode();
        meta.value().forEach(all::add);
        items.forEach(all::add);
        order.meta.set(i, new WooOrder.Meta(meta.id(), meta.key(), all));
        return;
      }
    }
    order.meta.add(new WooOrder.Meta(store.metaId(), "_wc_shipment_tracking_items", items));
  }

  ActionResult cancel(WooOrder order, Action.Cancel cancel) {
    if (OVER.contains(order.status)) {
      return new Refused("order " + order.id + " is already " + order.status);
    }
    note(order, "Order cancelled: " + cancel.reason(), false);
    order.status = "cancelled";
    return saved(order);
  }

  ActionResult trash(WooOrder order) {
    if (order.status.equals("trash")) {
      return new Refused("order " + order.id + " is in the bin already");
    }
    order.trashedFrom = order.status;
    order.status = "trash";
    order.meta.add(
        new WooOrder.Meta(
            store.metaId(),
            "_wp_trash_meta_status",
            JsonText.NODES.textNode("wc-" + order.trashedFrom)));
    order.meta.add(
        new WooOrder.Meta(
            store.metaId(),
            "_wp_trash_meta_time",
            JsonText.NODES.textNode(Long.toString(store.now().getEpochSecond()))));
    touch(order, true);
    hooks.happened("order.deleted", order.id);
    return new Done(Long.toString(order.id));
  }

  ActionResult restore(WooOrder order) {
    if (!order.status.equals("trash")) {
      return new Refused("order " + order.id + " is not in the bin");
    }
    order.status = order.trashedFrom;
    order.meta.removeIf(meta -> meta.key().startsWith("_wp_trash_meta"));
    touch(order, true);
    hooks.happened("order.restored", order.id);
    return new Done(Long.toString(order.id));
  }

  /// Gone for good: nothing is sent, and what still waits will find nothing.
  ActionResult delete(WooOrder order) {
    store.remove(order);
    return new Done(Long.toString(order.id));
  }

  boolean isFree(WooOrder order) {
    return pricing.totals(order).total().signum() == 0;
  }

  ActionResult saved(WooOrder order) {
    touch(order, true);
    hooks.happened("order.updated", order.id);
    return new Done(Long.toString(order.id));
  }

  private ActionResult edited(WooOrder order) {
    basket.spreadTaxes(order);
    touch(order, !blindSpots);
    hooks.happened("order.updated", order.id);
    return new Done(Long.toString(order.id));
  }

  private void touch(WooOrder order, boolean moves) {
    order.rendered = Optional.empty();
    if (moves) {
      order.modified = store.now();
    }
  }

  private void note(WooOrder order, String text, boolean forCustomer) {
    order.notes.add(new WooOrder.Note(store.postId(), store.now(), text, forCustomer));
  }
}
