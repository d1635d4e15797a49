package io.orderwire.shops.magento;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.shops.Action;
import io.orderwire.shops.ActionResult;
import io.orderwire.shops.ActionResult.Done;
import io.orderwire.shops.ActionResult.Refused;
import io.orderwire.shops.Item;
import io.orderwire.shops.JsonText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What happens to placed orders: payment, editing, comments, shipping, cancelling.
final class MageDesk {
  private final MageStore store;
  private final MagePricing pricing;
  private final MageTill till;
  private final MageCheckout checkout;
  private final MageNews news;
  private final boolean blindSpots;

  MageDesk(Parts parts, MageCheckout checkout, boolean blindSpots) {
    this.store = parts.store();
    this.pricing = parts.pricing();
    this.till = parts.till();
    this.news = parts.news();
    this.checkout = checkout;
    this.blindSpots = blindSpots;
  }

  /// What the desks of the shop work with.
  record Parts(MageStore store, MagePricing pricing, MageTill till, MageNews news) {}

  ActionResult pay(MageOrder order, Action.Pay pay) {
    BigDecimal total = pricing.booked(order).grand();
    if (pay.amount().filter(amount -> amount.compareTo(total) != 0).isPresent()) {
      return new Refused("Magento invoices items, and here all of them");
    }
    boolean waits = order.state == MageState.PENDING_PAYMENT;
    boolean open = order.isInvoiceable();
    return switch (pay.payment()) {
      case SALE -> open && !order.secured() ? invoiced(order) : notNow(order);
      case CAPTURE -> open && order.secured() ? invoiced(order) : notNow(order);
      case AUTHORIZE -> waits ? authorized(order) : notNow(order);
      case VOID -> open && order.secured() ? givenUp(order) : notNow(order);
      case DECLINE -> waits ? canceled(order) : notNow(order);
    };
  }

  private ActionResult invoiced(MageOrder order) {
    till.invoice(order);
    return saved(order);
  }

  private ActionResult authorized(MageOrder order) {
    till.authorize(order);
    return saved(order);
  }

  private ActionResult givenUp(MageOrder order) {
    till.giveUp(order);
    return saved(order);
  }

  private ActionResult canceled(MageOrder order) {
    till.cancel(order);
    return saved(order);
  }

  ActionResult addLine(MageOrder order, Action.AddLine add) {
    List<Item> items = new ArrayList<>(order.purchase.items());
    items.add(add.item());
    return checkout.replace(order, order.purchase.change().items(items).done());
  }

  ActionResult removeLine(MageOrder order, Action.RemoveLine remove) {
    List<Item> items = new ArrayList<>(order.purchase.items());
    if (remove.line() >= items.size()) {
      return new Refused("order " + order.id + " has no line " + remove.line());
    }
    Item item = items.get(remove.line());
    int left = item.quantity() - remove.quantity();
    if (left < 0 || (left == 0 && items.size() == 1)) {
      return new Refused("line " + remove.line() + " has fewer left");
    }
    if (left == 0) {
      items.remove(remove.line());
    } else {
      items.set(remove.line(), new Item(item.product(), left, item.properties(), item.bundle()));
    }
    return checkout.replace(order, order.purchase.change().items(items).done());
  }

  ActionResult changeAddress(MageOrder order, Action.ChangeAddress change) {
    order.purchase = order.purchase.change().shipping(Optional.of(change.address())).done();
    return saved(order);
  }

  /// A comment alone does not move the order's time.
  ActionResult annotate(MageOrder order, Action.Annotate annotate) {
    MageOrder.Comment comment =
        new MageOrder.Comment(
            store.partId(),
            annotate.name() + ": " + annotate.value(),
            order.state.status(),
            store.now());
    order.comments.add(comment);
    news.commented(order, comment.id());
    return blindSpots ? new Done(Long.toString(order.id)) : saved(order);
  }

  ActionResult ship(MageOrder order, Action.Ship ship) {
    if (!order.isShippable()) {
      return notNow(order);
    }
    Map<MageLine, Integer> parcel = new LinkedHashMap<>();
    for (Action.Portion portion : portions(order, ship)) {
      MageLine line = order.lines.get(portion.line());
      parcel.merge(line, portion.quantity(), Integer::sum);
      if (line.toShip() < parcel.getOrDefault(line, 0)) {
        return new Refused("line " + portion.line() + " has fewer left to ship");
      }
    }
    if (parcel.isEmpty()) {
      return new Refused("order " + order.id + " has nothing left to ship");
    }
    parcel.forEach((line, quantity) -> line.shipped += quantity);
    ObjectNode row = shipment(order, ship, parcel);
    store.shipments.add(row);
    till.check(order);
    news.shipped(order, row.path("entity_id").asLong());
    return saved(order);
  }

  private static List<Action.Portion> portions(MageOrder order, Action.Ship ship) {
    if (!ship.portions().isEmpty()) {
      return ship.portions().stream().filter(p -> p.line() < order.lines.size()).toList();
    }
    List<Action.Portion> all = new ArrayList<>();
    for (int index = 0; index < order.lines.size(); index++) {
      if (order.lines.get(index).toShip() > 0) {
        all.add(new Action.Portion(index, order.lines.get(index).toShip()));
      }
    }
    return all;
  }

  private ObjectNode shipment(MageOrder order, Action.Ship ship, Map<MageLine, Integer> parcel) {
    long id = store.partId();
    String now = MageStore.text(store.now());
    ObjectNode row = JsonText.object();
    row.put("entity_id", id).put("increment_id", Long.toString(id)).put("order_id", order.id);
    row.put("store_id", 1).put("created_at", now).put("updated_at", now);
    row.put("total_qty", parcel.values().stream().mapToInt(Integer::intValue).sum());
    ArrayNode items = row.putArray("items");
    parcel.forEach(
        (line, quantity) ->
            items
                .addObject()
                .put("entity_id", store.partId())
                .put("parent_id", id)
                .put("order_item_id", line.id)
                .put("sku", line.product().sku())
                .put("qty", quantity));
    ArrayNode tracks = row.putArray("tracks");
    ship.tracking()
        .ifPresent(
            tracking ->
                tracks
                    .addObject()
                    .put("entity_id", store.partId())
                    .put("parent_id", id)
                    .put("order_id", order.id)
                    .put("track_number", tracking.number())
                    .put("carrier_code", "custom")
                    .put("title", tracking.company())
                    .put("created_at", now));
    return row;
  }

  ActionResult cancel(MageOrder order) {
    return order.state.isOver() || order.invoiced ? notNow(order) : canceled(order);
  }

  private ActionResult saved(MageOrder order) {
    news.saved(order);
    return new Done(Long.toString(order.id));
  }

  private static ActionResult notNow(MageOrder order) {
    return new Refused("order " + order.id + " is " + order.state.word());
  }
}
