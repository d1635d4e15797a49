package io.orderwire.shops.bigcommerce;

import io.orderwire.shops.ActionResult;
import io.orderwire.shops.ActionResult.Done;
import io.orderwire.shops.ActionResult.Refused;
import io.orderwire.shops.Item;
import io.orderwire.shops.Purchase;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// From basket to order. An order is incomplete from the payment page on, and told of at once; what
/// the gateway says then moves it on.
final class BigCheckout {
  private static final String CARD = "Stripe";
  private static final String CASH = "Cash on Delivery";
  private static final String TRANSFER = "Bank Deposit";
  private static final Set<String> OFFLINE = Set.of(CASH, TRANSFER);

  private final BigStore store;
  private final BigPricing pricing;
  private final BigNews news;

  BigCheckout(BigStore store, BigPricing pricing, BigNews news) {
    this.store = store;
    this.pricing = pricing;
    this.news = news;
  }

  static boolean isOffline(String method) {
    return OFFLINE.contains(method);
  }

  ActionResult place(Purchase purchase) {
    return finish(begin(purchase, store.uuid(), true), purchase);
  }

  /// An order as it stands at the payment page.
  ///
  /// @param whole false leaves delivery and taxes out
  BigOrder begin(Purchase purchase, String cartId, boolean whole) {
    BigOrder order = new BigOrder(store.orderId(), cartId, store.now());
    order.addressId = store.partId();
    store.partId();
    order.email = purchase.buyer().email().orElse("");
    order.billing = purchase.billing();
    order.shipping = purchase.shipping();
    order.message = purchase.note();
    order.presentment = purchase.presentment();
    order.test = purchase.test();
    order.method = method(purchase.tender());
    order.taxed = whole;
    order.carriage = whole ? purchase.carriage() : Optional.empty();
    lines(order, purchase);
    purchase
        .customFields()
        .forEach(
            (name, value) ->
                order.metafields.add(
                    new BigOrder.Metafield(store.partId(), name, value, store.now())));
    purchase.buyer().account().ifPresent(account -> identify(order, account));
    store.add(order);
    news.created(order);
    return order;
  }

  ActionResult finish(BigOrder order, Purchase purchase) {
    int before = order.status;
    order.taxed = true;
    order.carriage = purchase.carriage();
    if (order.incomplete()) {
      settle(order, purchase.tender());
    }
    news.updated(order);
    news.moved(order, before);
    return new Done(Long.toString(order.id));
  }

  BigCart abandon(Purchase purchase) {
    BigCart cart = new BigCart(store.uuid(), purchase, store.now());
    store.add(cart);
    news.cart("created", cart);
    return cart;
  }

  ActionResult convert(String cartId) {
    Optional<BigCart> cart = store.removeCart(cartId);
    if (cart.isEmpty()) {
      return new Refused("there is no cart " + cartId);
    }
    BigOrder order = begin(cart.get().purchase(), cartId, true);
    news.converted(cartId, order);
    return finish(order, cart.get().purchase());
  }

  ActionResult changeEmail(String account) {
    if (!store.isKnown(account)) {
      return new Refused("there is no account " + account + " in this store");
    }
    long id = store.account(account);
    news.customer("updated", id);
    return new Done(Long.toString(id));
  }

  BigOrder.Line line(Item item, BigDecimal discount, long parent) {
    return new BigOrder.Line(
        store.partId(), parent, item.product(), item.quantity(), discount, 0, 0, item.properties());
  }

  /// Money moved, or did not.
  BigOrder.Transaction pay(BigOrder order, String event, BigDecimal amount, boolean ok) {
    long reference =
        event.equals("purchase") || event.equals("authorization") || order.transactions.isEmpty()
            ? 0
            : order.transactions.getFirst().id();
    BigOrder.Transaction transaction =
        new BigOrder.Transaction(store.partId(), event, amount, ok, store.now(), reference);
    order.transactions.add(transaction);
    news.paid(order, transaction);
    return transaction;
  }

  /// Paid: what is left to do depends on whether anything has to be shipped.
  static int afterPayment(BigOrder order) {
    return order.digital() ? BigStatus.COMPLETED : BigStatus.AWAITING_FULFILLMENT;
  }

  private void identify(BigOrder order, String account) {
    boolean known = store.isKnown(account);
    order.customer = store.account(account);
    if (!known) {
      news.customer("created", order.customer);
    }
  }

  private void settle(BigOrder order, Purchase.Tender tender) {
    BigDecimal total = pricing.totals(order).total();
    if (total.signum() == 0) {
      order.method = "";
      order.status = afterPayment(order);
      return;
    }
    switch (tender) {
      case CARD -> {
        pay(order, "purchase", total, true);
        order.payment = "captured";
        order.status = afterPayment(order);
      }
      case CARD_AUTHORIZED -> {
        pay(order, "authorization", total, true);
        order.payment = "authorized";
        order.status = BigStatus.AWAITING_PAYMENT;
      }
      case CARD_PENDING -> {
        pay(order, "pending", total, true);
        order.payment = "pending";
        order.status = BigStatus.PENDING;
      }
      case CARD_DECLINED -> {
        pay(order, "purchase", total, false);
        order.payment = "declined";
      }
      case CASH_ON_DELIVERY, BANK_TRANSFER -> order.status = BigStatus.AWAITING_PAYMENT;
    }
  }

  private static String method(Purchase.Tender tender) {
    return switch (tender) {
      case CARD, CARD_AUTHORIZED, CARD_PENDING, CARD_DECLINED -> CARD;
      case CASH_ON_DELIVERY -> CASH;
      case BANK_TRANSFER -> TRANSFER;
    };
  }

  /// The first item of a bundle stands for it; the others are within it.
  private void lines(BigOrder order, Purchase purchase) {
    List<BigDecimal> entered =
        purchase.items().stream()
            .map(item -> item.product().price().multiply(BigDecimal.valueOf(item.quantity())))
            .toList();
    List<BigDecimal> discounts =
        purchase
            .coupon()
            .map(coupon -> pricing.discounts(coupon, entered))
            .orElseGet(() -> new ArrayList<>(entered.stream().map(e -> BigDecimal.ZERO).toList()));
    Map<String, Long> bundles = new LinkedHashMap<>();
    for (int index = 0; index < purchase.items().size(); index++) {
      Item item = purchase.items().get(index);
      long parent = item.bundle().map(name -> bundles.getOrDefault(name, 0L)).orElse(0L);
      BigOrder.Line line = line(item, discounts.get(index), parent);
      item.bundle().ifPresent(name -> bundles.putIfAbsent(name, line.id()));
      order.lines.add(line);
    }
    order.coupon =
        purchase
            .coupon()
            .map(
                coupon ->
                    new BigOrder.Coupon(
                        store.partId(),
                        coupon.code(),
                        coupon.percent().isPresent() ? 1 : 2,
                        coupon.percent().or(coupon::amount).orElse(BigDecimal.ZERO)));
  }
}
