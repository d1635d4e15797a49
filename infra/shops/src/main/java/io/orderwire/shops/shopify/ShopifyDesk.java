package io.orderwire.shops.shopify;

import io.orderwire.shops.Action;
import io.orderwire.shops.ActionResult;
import io.orderwire.shops.ActionResult.Done;
import io.orderwire.shops.ActionResult.Refused;
import io.orderwire.shops.shopify.ShopifyOrder.Fulfilment;
import io.orderwire.shops.shopify.ShopifyOrder.FulfilmentLine;
import io.orderwire.shops.shopify.ShopifyOrder.Line;
import io.orderwire.shops.shopify.ShopifyOrder.Refund;
import io.orderwire.shops.shopify.ShopifyOrder.RefundLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What happens to placed orders: editing, shipping, cancelling, deleting.
final class ShopifyDesk {
  private final ShopifyStore store;
  private final ShopifyBasket basket;
  private final ShopifyNews news;

  ShopifyDesk(ShopifyStore store, ShopifyBasket basket, ShopifyNews news) {
    this.store = store;
    this.basket = basket;
    this.news = news;
  }

  ActionResult addLine(ShopifyOrder order, Action.AddLine add) {
    if (order.cancelled.isPresent()) {
      return new Refused("order " + order.name() + " is cancelled and cannot be edited");
    }
    Line line = basket.added(order, add.item());
    order.lines.add(line);
    order.edited = true;
    touch(order);
    news.edited(order, line.id(), line.quantity(), 0);
    return updated(order);
  }

  /// Removal keeps the line and books a refund without money.
  ActionResult removeLine(ShopifyOrder order, Action.RemoveLine remove) {
    List<Line> goods = order.goods();
    if (order.cancelled.isPresent() || remove.line() >= goods.size()) {
      return new Refused("order " + order.name() + " has no such line to change");
    }
    Line line = goods.get(remove.line());
    if (line.fulfillable() < remove.quantity()) {
      return new Refused("line " + remove.line() + " has fewer unfulfilled pieces than that");
    }
    RefundLine part = part(order, line, remove.quantity(), "no_restock");
    order.replace(line.withCurrent(line.current() - remove.quantity()));
    order.refunds.add(
        new Refund(
            store.id(), store.now(), "", false, List.of(part), List.of(), List.of(), List.of()));
    order.edited = true;
    touch(order);
    news.edited(order, line.id(), 0, remove.quantity());
    return updated(order);
  }

  /// A part of a line given back: the last part takes what is left, so that parts add up.
  RefundLine part(ShopifyOrder order, Line line, int quantity, String restockType) {
    Bag subtotal = line.net().share(quantity, line.quantity(), order.currencies);
    Bag tax = line.tax().share(quantity, line.quantity(), order.currencies);
    if (quantity == line.current()) {
      List<RefundLine> before =
          order.refunds.stream()
              .flatMap(refund -> refund.lines().stream())
              .filter(each -> each.line() == line.id())
              .toList();
      subtotal = line.net().minus(Bag.sum(before.stream().map(RefundLine::subtotal).toList()));
      tax = line.tax().minus(Bag.sum(before.stream().map(RefundLine::tax).toList()));
    }
    return new RefundLine(store.id(), line.id(), quantity, subtotal, tax, restockType);
  }

  ActionResult changeAddress(ShopifyOrder order, Action.ChangeAddress change) {
    order.shipping = Optional.of(change.address());
    return touchedAndUpdated(order);
  }

  ActionResult annotate(ShopifyOrder order, Action.Annotate annotate) {
    order.attributes.put(annotate.name(), annotate.value());
    return touchedAndUpdated(order);
  }

  ActionResult ship(ShopifyOrder order, Action.Ship ship) {
    if (order.cancelled.isPresent()) {
      return new Refused("order " + order.name() + " is cancelled and cannot be shipped");
    }
    List<FulfilmentLine> lines = new ArrayList<>();
    for (Action.Portion portion : portions(order, ship)) {
      Line line = order.goods().get(portion.line());
      if (line.fulfillable() < portion.quantity()) {
        return new Refused("line " + portion.line() + " has fewer left to ship");
      }
      if (portion.quantity() > 0) {
        lines.add(new FulfilmentLine(store.id(), line.id(), portion.quantity()));
      }
    }
    if (lines.isEmpty()) {
      return new Refused("order " + order.name() + " has nothing left to ship");
    }
    for (FulfilmentLine part : lines) {
      Line line = order.line(part.line());
      order.replace(line.withFulfilled(line.fulfilled() + part.quantity()));
    }
    Fulfilment fulfilment =
        new Fulfilment(
            store.id(), order.fulfilments.size() + 1, store.now(), ship.tracking(), lines);
    order.fulfilments.add(fulfilment);
    touch(order);
    boolean all = ShopifyTotals.fulfilmentStatus(order).equals("fulfilled");
    archive(order);
    news.fulfilment("fulfillments/create", order, fulfilment);
    news.order(all ? "orders/fulfilled" : "orders/partially_fulfilled", order);
    return updated(order);
  }

  private static List<Action.Portion> portions(ShopifyOrder order, Action.Ship ship) {
    List<Line> goods = order.goods();
    if (!ship.portions().isEmpty()) {
      return ship.portions().stream().filter(p -> p.line() < goods.size()).toList();
    }
    List<Action.Portion> all = new ArrayList<>();
    for (int i = 0; i < goods.size(); i++) {
      all.add(new Action.Portion(i, goods.get(i).fulfillable()));
    }
    return all;
  }

  /// Archived by the shop when all is shipped and paid; says nothing about cancellation.
  void archive(ShopifyOrder order) {
    ShopifyTotals totals = ShopifyTotals.of(order);
    boolean settled = totals.outstanding().shop().signum() <= 0;
    boolean shipped = ShopifyTotals.fulfilmentStatus(order).equals("fulfilled");
    if (settled && shipped && order.closed.isEmpty()) {
      order.closed = Optional.of(store.now());
    }
  }

  ActionResult cancel(ShopifyOrder order, Action.Cancel cancel) {
    if (order.cancelled.isPresent()) {
      return new Refused("order " + order.name() + " is cancelled already");
    }
    if (!order.fulfilments.isEmpty()) {
      return new Refused("order " + order.name() + " has parcels under way; cancel those first");
    }
    order.cancelled = Optional.of(store.now());
    order.cancelReason =
        List.of("customer", "declined", "fraud", "inventory", "staff").contains(cancel.reason())
            ? cancel.reason()
            : "other";
    order.closed = Optional.of(store.now());
    touch(order);
    news.order("orders/cancelled", order);
    return updated(order);
  }

  ActionResult delete(ShopifyOrder order) {
    boolean paid = ShopifyTotals.of(order).received().shop().signum() > 0;
    if (paid && !order.test && order.cancelled.isEmpty()) {
      return new Refused("order " + order.name() + " is paid; only cancelled ones can be deleted");
    }
    store.remove(order);
    news.deleted(order);
    return new Done(Long.toString(order.id));
  }

  ActionResult touchedAndUpdated(ShopifyOrder order) {
    touch(order);
    return updated(order);
  }

  void touch(ShopifyOrder order) {
    order.updated = store.now();
    order.changed();
  }

  ActionResult updated(ShopifyOrder order) {
    news.order("orders/updated", order);
    return new Done(Long.toString(order.id));
  }
}
