package io.orderwire.shops.shopify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.shops.ActionResult;
import io.orderwire.shops.ActionResult.Done;
import io.orderwire.shops.ActionResult.Refused;
import io.orderwire.shops.JsonText;
import io.orderwire.shops.Purchase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// From checkout to order, and what concerns persons.
final class ShopifyCheckoutDesk {
  private final ShopifyStore store;
  private final ShopifyBasket basket;
  private final ShopifyTill till;
  private final ShopifyDesk desk;
  private final ShopifyNews news;
  private final ShopifyHooks hooks;

  ShopifyCheckoutDesk(
      ShopifyStore store,
      ShopifyBasket basket,
      ShopifyTill till,
      ShopifyDesk desk,
      ShopifyNews news,
      ShopifyHooks hooks) {
    this.store = store;
    this.basket = basket;
    this.till = till;
    this.desk = desk;
    this.news = news;
    this.hooks = hooks;
  }

  ActionResult abandon(Purchase purchase) {
    ShopifyCheckout checkout = open(purchase);
    news.checkout("checkouts/update", checkout);
    return new Done(Long.toString(checkout.id));
  }

  private ShopifyCheckout open(Purchase purchase) {
    long id = store.id();
    ShopifyCheckout checkout =
        new ShopifyCheckout(
            id, store.token(), store.now(), purchase, basket.order(purchase, id, 0));
    store.add(checkout);
    checkout.basket.customer = known(purchase);
    news.checkout("checkouts/create", checkout);
    return checkout;
  }

  private Optional<ShopifyCustomer> known(Purchase purchase) {
    return purchase.buyer().account().flatMap(store::customer);
  }

  ActionResult place(Purchase purchase, boolean whole) {
    return become(open(purchase), purchase, whole);
  }

  ActionResult convert(ShopifyCheckout checkout) {
    if (checkout.completed.isPresent()) {
      return new Refused("checkout " + checkout.id + " is completed already");
    }
    return become(checkout, checkout.purchase, true);
  }

  private ActionResult become(ShopifyCheckout checkout, Purchase purchase, boolean whole) {
    Optional<ShopifyCustomer> customer = identify(purchase);
    ShopifyOrder order = basket.order(purchase, store.id(), store.orderNumber());
    order.checkout = checkout.id;
    order.checkoutToken = checkout.token;
    order.cartToken = checkout.basket.cartToken;
    order.customer = customer;
    if (!whole) {
      basket.fill(order, purchase, false);
      order.confirmed = false;
    }
    store.add(order);
    checkout.order = Optional.of(order.id);
    checkout.completed = Optional.of(store.now());
    checkout.updated = store.now();
    checkout.basket.updated = store.now();
    news.checkout("checkouts/update", checkout);
    if (whole) {
      settle(order, purchase);
    }
    news.order("orders/create", order);
    if (whole && paid(order)) {
      news.order("orders/paid", order);
    }
    return new Done(Long.toString(order.id));
  }

  /// Completes a half-written order.
  void finish(ShopifyOrder order, Purchase purchase) {
    basket.fill(order, purchase, true);
    order.confirmed = true;
    desk.touch(order);
    if (order.transactions.isEmpty() && order.cancelled.isEmpty()) {
      settle(order, purchase);
    }
    if (paid(order)) {
      news.order("orders/paid", order);
    }
    desk.updated(order);
  }

  private void settle(ShopifyOrder order, Purchase purchase) {
    order.originalTotal = Optional.of(ShopifyTotals.of(order).total());
    till.open(order, purchase.tender())
        .ifPresent(transaction -> news.transaction(order, transaction));
    order.changed();
  }

  private static boolean paid(ShopifyOrder order) {
    return ShopifyTotals.of(order).financialStatus(order).equals("paid");
  }

  /// Every buyer of the online shop with an e-mail gets a record; without one there is none.
  private Optional<ShopifyCustomer> identify(Purchase purchase) {
    Purchase.Buyer buyer = purchase.buyer();
    Optional<String> key = buyer.account().or(buyer::email);
    if (key.isEmpty()) {
      return Optional.empty();
    }
    Optional<ShopifyCustomer> known = store.customer(key.get());
    if (known.isPresent()) {
      return known;
    }
    Instant now = store.now();
    ShopifyCustomer made =
        new ShopifyCustomer(
            store.id(),
            store.id(),
            key.get(),
            buyer.email(),
            buyer.firstName(),
            buyer.lastName(),
            buyer.account().isPresent(),
            now,
            now,
            purchase.shipping().or(purchase::billing));
    store.save(made);
    news.customer("customers/create", made);
    return Optional.of(made);
  }

  ActionResult changeEmail(String account, String email) {
    Optional<ShopifyCustomer> found = store.customer(account);
    if (found.isEmpty()) {
      return new Refused("there is no account " + account + " in this shop");
    }
    ShopifyCustomer changed = found.get().withEmail(email, store.now());
    store.save(changed);
    news.customer("customers/update", changed);
    return new Done(Long.toString(changed.id()));
  }

  /// `customers/data_request` and `customers/redact`.
  ActionResult compliance(String topic, String account) {
    Optional<ShopifyCustomer> found = store.customer(account);
    if (found.isEmpty()) {
      return new Refused("there is no account " + account + " in this shop");
    }
    ShopifyCustomer customer = found.get();
    ObjectNode body = shop();
    ObjectNode person = body.putObject("customer");
    person.put("id", customer.id());
    RestParts.optional(person, "email", customer.email().orElse(""));
    person.putNull("phone");
    boolean request = topic.equals("customers/data_request");
    com.fasterxml.jackson.databind.node.ArrayNode orders =
        body.putArray(request ? "orders_requested" : "orders_to_redact");
    ordersOf(customer).forEach(order -> orders.add(order.id));
    if (request) {
      body.putObject("data_request").put("id", store.id());
    }
    news.send(topic, Long.toString(customer.id()), body);
    return new Done(Long.toString(customer.id()));
  }

  ActionResult redactShop() {
    news.send("shop/redact", "60211", shop());
    return new Done("60211");
  }

  /// The app is told once, then all of its subscriptions are gone.
  ActionResult uninstall() {
    ObjectNode body = JsonText.object();
    body.put("id", 60211);
    body.put("name", "Northfell");
    body.put("domain", hooks.domain());
    body.put("myshopify_domain", hooks.domain());
    news.send("app/uninstalled", "60211", body);
    hooks.removeAll();
    return new Done("60211");
  }

  private ObjectNode shop() {
    return JsonText.object().put("shop_id", 60211).put("shop_domain", hooks.domain());
  }

  private List<ShopifyOrder> ordersOf(ShopifyCustomer customer) {
    return store.orders().stream()
        .filter(order -> order.customer.filter(each -> each.id() == customer.id()).isPresent())
        .toList();
  }
}
