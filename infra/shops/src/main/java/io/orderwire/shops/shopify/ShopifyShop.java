package io.orderwire.shops.shopify;

import io.orderwire.shops.Action;
import io.orderwire.shops.ActionResult;
import io.orderwire.shops.ActionResult.Done;
import io.orderwire.shops.ActionResult.Refused;
import io.orderwire.shops.AdminOrder;
import io.orderwire.shops.Agenda;
import io.orderwire.shops.Attempt;
import io.orderwire.shops.Chaos;
import io.orderwire.shops.Dice;
import io.orderwire.shops.Outcome;
import io.orderwire.shops.Platform;
import io.orderwire.shops.Purchase;
import io.orderwire.shops.Shop;
import io.orderwire.shops.ShopReply;
import io.orderwire.shops.ShopRequest;
import io.orderwire.shops.ShopSettings;
import io.orderwire.shops.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// A Shopify shop in memory.
final class ShopifyShop implements Shop {
  private static final Duration HALF_WRITTEN_FOR = Duration.ofSeconds(4);

  private final ShopSettings settings;
  private final InstantSource clock;
  private final ShopifyStore store;
  private final ShopifyHooks hooks;
  private final ShopifyNews news;
  private final ShopifyDesk desk;
  private final ShopifyTill till;
  private final ShopifyCheckoutDesk checkout;
  private final ShopifyGate gate;
  private final ShopifyOAuth oauth;
  private final Agenda agenda = new Agenda();
  private Dice dice;

  ShopifyShop(ShopSettings settings, InstantSource clock, RandomGenerator random) {
    this.settings = settings;
    this.clock = clock;
    this.dice = new Dice(settings.chaos());
    store = new ShopifyStore(clock, random, settings);
    hooks = new ShopifyHooks(settings, clock, random, store);
    RestParts parts = new RestParts(settings);
    RestOrder order = new RestOrder(parts, hooks.domain());
    RestCheckout checkouts = new RestCheckout(parts, hooks.domain());
    ShopifyBasket basket = new ShopifyBasket(store, settings);
    news = new ShopifyNews(hooks, order, parts, checkouts);
    desk = new ShopifyDesk(store, basket, news);
    till = new ShopifyTill(store, desk, news);
    checkout = new ShopifyCheckoutDesk(store, basket, till, desk, news, hooks);
    Visible visible = new Visible(settings.horizonDays());
    RestOrders list = new RestOrders(store, visible, order, settings.zone(), settings.baseUrl());
    RestApi rest =
        new RestApi(store, visible, list, order, parts, checkouts, new RestHooks(hooks, parts));
    GraphRoots roots =
        new GraphRoots(settings, store, visible, new GraphParts(settings), hooks, checkouts);
    oauth = new ShopifyOAuth(settings);
    gate = new ShopifyGate(settings, rest, new GraphApi(roots), oauth);
  }

  @Override
  public Platform platform() {
    return Platform.SHOPIFY;
  }

  @Override
  public ShopReply handle(ShopRequest request) {
    agenda.run(clock.instant());
    return gate.answer(request, clock.instant(), dice);
  }

  @Override
  public ActionResult act(Action action) {
    agenda.run(clock.instant());
    news.action();
    return switch (action) {
      case Action.Place place -> place(place.purchase());
      case Action.Abandon abandon -> checkout.abandon(abandon.purchase());
      case Action.Convert convert ->
          store
              .checkout(convert.checkout())
              .map(checkout::convert)
              .orElseGet(() -> new Refused("there is no checkout " + convert.checkout()));
      case Action.Pay pay -> on(pay.order(), order -> till.pay(order, pay));
      case Action.AddLine add -> on(add.order(), order -> desk.addLine(order, add));
      case Action.RemoveLine remove -> on(remove.order(), order -> desk.removeLine(order, remove));
      case Action.ChangeAddress change ->
          on(change.order(), order -> desk.changeAddress(order, change));
      case Action.Annotate annotate ->
          on(annotate.order(), order -> desk.annotate(order, annotate));
      case Action.Ship ship -> on(ship.order(), order -> desk.ship(order, ship));
      case Action.Refund refund -> on(refund.order(), order -> till.refund(order, refund));
      case Action.Cancel cancel -> on(cancel.order(), order -> desk.cancel(order, cancel));
      case Action.Trash trash -> new Refused("Shopify has no bin; cancel or delete the order");
      case Action.Restore restore -> new Refused("Shopify has no bin to restore from");
      case Action.Delete delete -> on(delete.order(), desk::delete);
      case Action.ChangeEmail change -> checkout.changeEmail(change.customer(), change.email());
      case Action.Uninstall uninstall -> {
        gate.revoke();
        yield checkout.uninstall();
      }
      case Action.RequestData request ->
          checkout.compliance("customers/data_request", request.customer());
      case Action.Redact redact -> checkout.compliance("customers/redact", redact.customer());
      case Action.RedactShop redact -> checkout.redactShop();
    };
  }

  private ActionResult place(Purchase purchase) {
    if (!purchase.fees().isEmpty()) {
      return new Refused("Shopify has no fee lines; leave the fees out");
    }
    if (!dice.happens(Chaos.Fault.HALF)) {
      return checkout.place(purchase, true);
    }
    String id = checkout.place(purchase, false).id();
    agenda.at(
        clock.instant().plus(HALF_WRITTEN_FOR),
        () -> {
          news.action();
          store.order(id).ifPresent(order -> checkout.finish(order, purchase));
        });
    return new Done(id);
  }

  private ActionResult on(String id, Function<ShopifyOrder, ActionResult> change) {
    return store
        .order(id)
        .map(change)
        .orElseGet(() -> new Refused("there is no order " + id + " in this shop"));
  }

  @Override
  public List<Attempt> due() {
    agenda.run(clock.instant());
    return hooks.due(clock.instant());
  }

  @Override
  public Optional<Instant> nextDue() {
    return Stream.of(hooks.nextDue(), agenda.nextDue())
        .flatMap(Optional::stream)
        .min(Instant::compareTo);
  }

  @Override
  public void report(Attempt attempt, Outcome outcome) {
    hooks.report(attempt, outcome);
  }

  @Override
  public List<AdminOrder> orders() {
    agenda.run(clock.instant());
    return store.orders().stream().map(ShopifyShop::listed).toList();
  }

  private static AdminOrder listed(ShopifyOrder order) {
    ShopifyTotals totals = ShopifyTotals.of(order);
    String fulfilment = ShopifyTotals.fulfilmentStatus(order);
    String status =
        totals.financialStatus(order) + "/" + (fulfilment.isEmpty() ? "unfulfilled" : fulfilment);
    Bag total = order.currencies.rounded(totals.total());
    Bag refunded = order.currencies.rounded(totals.refunded());
    return new AdminOrder(
        Long.toString(order.id),
        total.shop(),
        order.currencies.shop(),
        refunded.shop(),
        order.cancelled.isPresent() ? "cancelled" : status,
        false);
  }

  @Override
  public void subscribe(String address, String secret, List<String> topics) {
    hooks.removeAll();
    hooks.signWith(secret.isEmpty() ? settings.webhookSecret() : secret);
    hooks.complianceTo(address);
    (topics.isEmpty() ? ShopifyHooks.TOPICS : topics)
        .forEach(topic -> hooks.create(topic, address, ""));
  }

  @Override
  public void complianceTo(String address) {
    hooks.complianceTo(address);
  }

  @Override
  public void answersAt(String callback) {
    oauth.allowRedirect(callback);
  }

  /// A failed subscription is gone: those that are left are active.
  @Override
  public List<Subscription> subscriptions() {
    return hooks.all().stream()
        .map(each -> new Subscription(each.topic(), each.address(), true))
        .toList();
  }

  @Override
  public void listen(String topic, String address) {
    hooks.create(topic, address, "");
  }

  @Override
  public void unsubscribe() {
    hooks.removeAll();
  }

  @Override
  public void disturb(Chaos chaos) {
    dice = new Dice(chaos);
    hooks.disturb(new Dice(chaos));
  }
}
