package io.orderwire.shops.woocommerce;

import io.orderwire.shops.ActionResult;
import io.orderwire.shops.ActionResult.Done;
import io.orderwire.shops.ActionResult.Refused;
import io.orderwire.shops.Purchase;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// From basket to order. A block checkout keeps its basket as an order in status `checkout-draft`.
final class WooCheckout {
  private final WooStore store;
  private final WooBasket basket;
  private final WooDesk desk;
  private final WooHooks hooks;
  private final Map<Long, Purchase> drafts = new HashMap<>();

  WooCheckout(WooStore store, WooBasket basket, WooDesk desk, WooHooks hooks) {
    this.store = store;
    this.basket = basket;
    this.desk = desk;
    this.hooks = hooks;
  }

  ActionResult place(Purchase purchase) {
    WooOrder order = basket.order(purchase);
    store.add(order);
    identify(order, purchase);
    settle(order, purchase.tender());
    hooks.happened("order.created", order.id);
    hooks.happened("order.updated", order.id);
    return new Done(Long.toString(order.id));
  }

  /// An order that is there before its delivery and taxes are.
  WooOrder begin(Purchase purchase) {
    WooOrder order = basket.order(purchase);
    basket.fill(order, purchase, false);
    store.add(order);
    identify(order, purchase);
    hooks.happened("order.created", order.id);
    return order;
  }

  void finish(WooOrder order, Purchase purchase) {
    basket.fill(order, purchase, true);
    if (order.status.equals("pending")) {
      settle(order, purchase.tender());
    }
    desk.saved(order);
  }

  ActionResult abandon(Purchase purchase) {
    WooOrder order = basket.order(purchase);
    order.status = "checkout-draft";
    store.add(order);
    drafts.put(order.id, purchase);
    hooks.happened("order.updated", order.id);
    return new Done(Long.toString(order.id));
  }

  ActionResult convert(WooOrder order) {
    Optional<Purchase> purchase = Optional.ofNullable(drafts.remove(order.id));
    if (purchase.isEmpty() || !order.draft()) {
      return new Refused("order " + order.id + " is no abandoned checkout");
    }
    order.status = "pending";
    identify(order, purchase.get());
    settle(order, purchase.get().tender());
    order.modified = store.now();
    order.rendered = Optional.empty();
    hooks.happened("order.created", order.id);
    hooks.happened("order.updated", order.id);
    return new Done(Long.toString(order.id));
  }

  ActionResult changeEmail(String account, String email) {
    Optional<WooStore.Customer> found = store.customer(account);
    if (found.isEmpty()) {
      return new Refused("there is no account " + account + " in this shop");
    }
    WooStore.Customer old = found.get();
    store.save(
        new WooStore.Customer(
            old.id(), old.account(), email, old.firstName(), old.lastName(), old.created()));
    hooks.happened("customer.updated", old.id());
    return new Done(Long.toString(old.id()));
  }

  private void identify(WooOrder order, Purchase purchase) {
    Purchase.Buyer buyer = purchase.buyer();
    if (buyer.account().isEmpty()) {
      return;
    }
    String account = buyer.account().get();
    Optional<WooStore.Customer> known = store.customer(account);
    WooStore.Customer customer =
        known.orElseGet(
            () ->
                store.register(
                    account, buyer.email().orElse(""), buyer.firstName(), buyer.lastName()));
    order.customer = customer.id();
    if (known.isEmpty()) {
      hooks.happened("customer.created", customer.id());
    }
  }

  /// Where a gateway leaves a new order. Nothing to pay counts as paid.
  private void settle(WooOrder order, Purchase.Tender tender) {
    if (desk.isFree(order)) {
      desk.paymentComplete(order);
      return;
    }
    switch (tender) {
      case CARD -> desk.paymentComplete(order);
      case CARD_AUTHORIZED, BANK_TRANSFER -> order.status = "on-hold";
      case CARD_PENDING -> order.status = "pending";
      case CARD_DECLINED -> order.status = "failed";
      case CASH_ON_DELIVERY -> order.status = "processing";
    }
  }
}
