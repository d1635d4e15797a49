package io.orderwire.shops.api2cart;

import io.orderwire.shops.ActionResult;
import io.orderwire.shops.ActionResult.Done;
import io.orderwire.shops.ActionResult.Refused;
import io.orderwire.shops.Decimals;
import io.orderwire.shops.Item;
import io.orderwire.shops.Purchase;
import io.orderwire.shops.ShopSettings;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// From basket to order. The cart tells of the order when it is written, and again when its payment
/// is known.
final class HubCheckout {
  private final ShopSettings settings;
  private final HubStore store;
  private final HubPricing pricing;
  private final HubHooks hooks;

  HubCheckout(ShopSettings settings, HubStore store, HubPricing pricing, HubHooks hooks) {
    this.settings = settings;
    this.store = store;
    this.pricing = pricing;
    this.hooks = hooks;
  }

  /// The goods are there; delivery, taxes and payment follow.
  HubOrder begin(Purchase purchase, String basket) {
    HubOrder order = new HubOrder(store.newId(), basket, purchase, store.now());
    List<BigDecimal> discounts = discounts(purchase);
    Map<String, Long> bundles = new LinkedHashMap<>();
    for (int index = 0; index < purchase.items().size(); index++) {
      Item item = purchase.items().get(index);
      long parent = item.bundle().map(name -> bundles.getOrDefault(name, 0L)).orElse(0L);
      boolean first = item.bundle().isPresent() && parent == 0;
      HubOrder.Line line = line(item, discounts.get(index), parent, first);
      item.bundle().ifPresent(name -> bundles.putIfAbsent(name, line.id()));
      order.lines.add(line);
    }
    store.add(order);
    hooks.happened("order.add", order);
    return order;
  }

  ActionResult finish(HubOrder order) {
    order.taxed = true;
    order.carriage = order.purchase.carriage();
    BigDecimal total = pricing.totals(order).total();
    switch (order.purchase.tender()) {
      case CARD -> {
        if (total.signum() > 0) {
          transact(order, "sale", total, true);
        }
        order.state = Kind.State.PAID;
      }
      case CARD_AUTHORIZED -> {
        transact(order, "authorization", total, true);
        order.state = Kind.State.HELD;
      }
      case CARD_DECLINED -> {
        transact(order, "sale", total, false);
        order.state = Kind.State.FAILED;
      }
      case CARD_PENDING, CASH_ON_DELIVERY, BANK_TRANSFER -> order.state = Kind.State.PENDING;
    }
    return saved(order);
  }

  HubBasket abandon(Purchase purchase) {
    HubBasket basket = new HubBasket(store.newId(), purchase, store.now());
    store.add(basket);
    return basket;
  }

  ActionResult convert(String name) {
    Optional<HubBasket> basket = store.takeBasket(name);
    return basket.isEmpty()
        ? new Refused("there is no basket " + name)
        : finish(begin(basket.get().purchase(), name));
  }

  HubOrder.Line line(Item item, BigDecimal discount, long parent, boolean bundle) {
    return new HubOrder.Line(
        store.newId(),
        parent,
        bundle,
        item.product(),
        item.properties(),
        item.quantity(),
        discount,
        0,
        0);
  }

  /// Money moved, or did not.
  void transact(HubOrder order, String what, BigDecimal amount, boolean ok) {
    order.transactions.add(new HubOrder.Transaction(store.newId(), what, amount, ok, store.now()));
    if (ok && (what.equals("sale") || what.equals("capture"))) {
      order.paid = order.paid.add(amount);
    }
  }

  /// The order's time moves, and the cart tells.
  ActionResult saved(HubOrder order) {
    order.modified = store.now();
    hooks.happened("order.update", order);
    return new Done(Long.toString(order.id));
  }

  private List<BigDecimal> discounts(Purchase purchase) {
    List<BigDecimal> prices =
        purchase.items().stream()
            .map(item -> item.product().price().multiply(BigDecimal.valueOf(item.quantity())))
            .toList();
    if (purchase.coupon().isEmpty()) {
      return prices.stream().map(price -> BigDecimal.ZERO).toList();
    }
    Purchase.Coupon coupon = purchase.coupon().get();
    if (coupon.percent().isPresent()) {
      BigDecimal share = coupon.percent().get().movePointLeft(2);
      return prices.stream().map(price -> pricing.round(price.multiply(share))).toList();
    }
    BigDecimal most = coupon.amount().orElse(BigDecimal.ZERO).min(Decimals.sum(prices));
    return Decimals.split(most, prices, settings.scale());
  }
}
