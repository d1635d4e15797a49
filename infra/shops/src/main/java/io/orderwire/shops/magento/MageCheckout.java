package io.orderwire.shops.magento;

import io.orderwire.shops.ActionResult;
import io.orderwire.shops.ActionResult.Done;
import io.orderwire.shops.ActionResult.Refused;
import io.orderwire.shops.Item;
import io.orderwire.shops.Purchase;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// From basket to order. The money follows once the order is there.
final class MageCheckout {
  private final MageStore store;
  private final MagePricing pricing;
  private final MageTill till;
  private final MageNews news;

  MageCheckout(MageStore store, MagePricing pricing, MageTill till, MageNews news) {
    this.store = store;
    this.pricing = pricing;
    this.till = till;
    this.news = news;
  }

  ActionResult place(Purchase purchase) {
    return finish(begin(purchase, store.partId(), true));
  }

  /// An order that was placed a moment ago.
  ///
  /// @param whole false leaves delivery and taxes out
  MageOrder begin(Purchase purchase, long quote, boolean whole) {
    long id = store.orderId();
    return begin(id, String.format(Locale.ROOT, "%09d", id), quote, purchase, whole);
  }

  ActionResult finish(MageOrder order) {
    order.whole = true;
    till.settle(order);
    news.saved(order);
    return new Done(Long.toString(order.id));
  }

  /// The order is canceled, and another takes its place.
  ActionResult replace(MageOrder order, Purchase purchase) {
    if (order.state.isOver()
        || order.invoiced
        || order.lines.stream().anyMatch(l -> l.shipped > 0)) {
      return new Refused("order " + order.id + " is " + order.state.word() + " or under way");
    }
    String original = order.relations.getOrDefault("original_increment_id", order.increment);
    int edit = Integer.parseInt(order.relations.getOrDefault("edit_increment", "0")) + 1;
    MageOrder next = begin(store.orderId(), original + "-" + edit, store.partId(), purchase, true);
    next.relations.put("original_increment_id", original);
    next.relations.put("edit_increment", Integer.toString(edit));
    next.relations.put("relation_parent_id", Long.toString(order.id));
    next.relations.put("relation_parent_real_id", order.increment);
    order.relations.put("relation_child_id", Long.toString(next.id));
    order.relations.put("relation_child_real_id", next.increment);
    till.cancel(order);
    news.saved(order);
    return finish(next);
  }

  MageQuote abandon(Purchase purchase) {
    MageQuote quote =
        new MageQuote(store.partId(), purchase, store.now(), store.now(), Optional.empty(), true);
    store.add(quote);
    news.quote(quote);
    return quote;
  }

  ActionResult convert(String id) {
    Optional<MageQuote> quote = store.quote(id).filter(MageQuote::active);
    if (quote.isEmpty()) {
      return new Refused("there is no open cart " + id);
    }
    MageOrder order = begin(quote.get().purchase(), quote.get().id(), true);
    MageQuote converted = quote.get().converted(order.increment, store.now());
    store.add(converted);
    news.quote(converted);
    return finish(order);
  }

  ActionResult changeEmail(String account) {
    if (!store.isKnown(account)) {
      return new Refused("there is no account " + account + " in this shop");
    }
    long id = store.account(account);
    news.customer(id);
    return new Done(Long.toString(id));
  }

  private MageOrder begin(long id, String increment, long quote, Purchase purchase, boolean whole) {
    MageOrder order = new MageOrder(id, increment, quote, purchase, store.now());
    order.whole = whole;
    lines(order, purchase);
    purchase.buyer().account().ifPresent(account -> identify(order, account));
    store.add(order);
    news.placed(order);
    return order;
  }

  private void identify(MageOrder order, String account) {
    boolean known = store.isKnown(account);
    order.customer = Optional.of(store.account(account));
    if (!known) {
      news.customer(store.account(account));
    }
  }

  private void lines(MageOrder order, Purchase purchase) {
    List<BigDecimal> discounts = pricing.discounts(purchase);
    for (int index = 0; index < purchase.items().size(); index++) {
      Item item = purchase.items().get(index);
      long bundle =
          item.bundle()
              .map(name -> order.bundles.computeIfAbsent(name, first -> store.partId()))
              .orElse(0L);
      boolean variants = !item.product().variant().isEmpty() && bundle == 0;
      long id = store.partId();
      long variant = variants ? store.partId() : 0;
      order.lines.add(new MageLine(id, variant, bundle, item, discounts.get(index)));
    }
  }
}
