package io.orderwire.shops.woocommerce;

import io.orderwire.shops.Action;
import io.orderwire.shops.ActionResult;
import io.orderwire.shops.ActionResult.Done;
import io.orderwire.shops.ActionResult.Refused;
import io.orderwire.shops.AdminOrder;
import io.orderwire.shops.Agenda;
import io.orderwire.shops.Attempt;
import io.orderwire.shops.Chaos;
import io.orderwire.shops.Dice;
import io.orderwire.shops.JsonText;
import io.orderwire.shops.Outcome;
import io.orderwire.shops.Platform;
import io.orderwire.shops.Purchase;
import io.orderwire.shops.Sequence;
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

/// A WooCommerce shop in memory.
final class WooCommerceShop implements Shop {
  static final String VERSION = "9.3.2";

  private static final Duration HALF_WRITTEN_FOR = Duration.ofSeconds(4);

  private final InstantSource clock;
  private final WooStore store;
  private final WooPricing pricing;
  private final WooBasket basket;
  private final WooOrderBody body;
  private final WooHooks hooks;
  private final WooDesk desk;
  private final WooRefunds refunds;
  private final WooCheckout checkout;
  private final WooCustomers customers;
  private final WooAuth auth;
  private final WooConsent consent;
  private final WooRest rest;
  private final Agenda agenda = new Agenda();
  private final ShopSettings settings;
  private Dice dice;
  private Instant throttledUntil = Instant.MIN;

  WooCommerceShop(ShopSettings settings, InstantSource clock, RandomGenerator random) {
    this.settings = settings;
    this.clock = clock;
    this.dice = new Dice(settings.chaos());
    WooDates dates = new WooDates(settings.zone());
    store = new WooStore(clock, settings.firstId().orElseGet(() -> Sequence.fromClock(clock)));
    pricing = new WooPricing(settings);
    basket = new WooBasket(store, pricing, settings, random);
    body = new WooOrderBody(settings, pricing);
    hooks = new WooHooks(settings, store, random);
    desk = new WooDesk(store, pricing, basket, hooks, settings.blindSpots());
    refunds = new WooRefunds(store, pricing, body, dates, hooks, settings.blindSpots());
    checkout = new WooCheckout(store, basket, desk, hooks);
    customers = new WooCustomers(dates, store);
    consent = new WooConsent(settings);
    auth = new WooAuth(settings, consent.keys());
    WooOrdersApi orders = new WooOrdersApi(store, body, dates, settings.baseUrl());
    rest =
        new WooRest(
            store,
            orders,
            body,
            refunds,
            customers,
            new WooHooksApi(hooks, orders, dates),
            dates,
            settings.plainPermalinks());
  }

  @Override
  public Platform platform() {
    return Platform.WOOCOMMERCE;
  }

  @Override
  public Call begin(ShopRequest request) {
    return consent.isAsked(request) ? consent.answer(request) : Call.over(handle(request));
  }

  @Override
  public ShopReply handle(ShopRequest request) {
    agenda.run(clock.instant());
    Optional<String> route = rest.route(request);
    if (route.isEmpty()) {
      return ShopReply.html(404, "<!DOCTYPE html><html><body>Page not found</body></html>");
    }
    return fault()
        .or(() -> auth.check(request, clock.instant()))
        .orElseGet(() -> rest.answer(request, route.get()));
  }

  /// The core has no rate limit; hosts and firewalls have, and answer in their own words.
  private Optional<ShopReply> fault() {
    Instant now = clock.instant();
    if (dice.happens(Chaos.Fault.THROTTLE)) {
      throttledUntil = now.plusSeconds(1);
    }
    if (now.isBefore(throttledUntil)) {
      return Optional.of(
          ShopReply.html(429, "<html><body>Too Many Requests</body></html>")
              .with("Retry-After", "1"));
    }
    if (dice.happens(Chaos.Fault.ERROR)) {
      return Optional.of(ShopReply.html(502, "<html><body>502 Bad Gateway</body></html>"));
    }
    return dice.happens(Chaos.Fault.EXPIRED)
        ? Optional.of(WooAuth.refused("Consumer key is invalid."))
        : Optional.empty();
  }

  @Override
  public ActionResult act(Action action) {
    agenda.run(clock.instant());
    return switch (action) {
      case Action.Place place -> place(place.purchase());
      case Action.Abandon abandon -> checkout.abandon(abandon.purchase());
      case Action.Convert convert -> on(convert.checkout(), checkout::convert);
      case Action.Pay pay -> on(pay.order(), order -> desk.pay(order, pay));
      case Action.AddLine add -> on(add.order(), order -> desk.addLine(order, add));
      case Action.RemoveLine remove -> on(remove.order(), order -> desk.removeLine(order, remove));
      case Action.ChangeAddress change ->
          on(change.order(), order -> desk.changeAddress(order, change));
      case Action.Annotate annotate ->
          on(annotate.order(), order -> desk.annotate(order, annotate));
      case Action.Ship ship -> on(ship.order(), order -> desk.ship(order, ship));
      case Action.Refund refund -> on(refund.order(), order -> refunds.refund(order, refund));
      case Action.Cancel cancel -> on(cancel.order(), order -> desk.cancel(order, cancel));
      case Action.Trash trash -> on(trash.order(), desk::trash);
      case Action.Restore restore -> on(restore.order(), desk::restore);
      case Action.Delete delete -> on(delete.order(), desk::delete);
      case Action.ChangeEmail change -> checkout.changeEmail(change.customer(), change.email());
      case Action.Uninstall uninstall -> uninstall();
      case Action.RequestData request -> noCompliance();
      case Action.Redact redact -> noCompliance();
      case Action.RedactShop redact -> noCompliance();
    };
  }

  private ActionResult place(Purchase purchase) {
    if (!dice.happens(Chaos.Fault.HALF)) {
      return checkout.place(purchase);
    }
    WooOrder order = checkout.begin(purchase);
    agenda.at(clock.instant().plus(HALF_WRITTEN_FOR), () -> checkout.finish(order, purchase));
    return new Done(Long.toString(order.id));
  }

  private ActionResult on(String id, Function<WooOrder, ActionResult> change) {
    return store
        .order(id)
        .map(change)
        .orElseGet(() -> new Refused("there is no order " + id + " in this shop"));
  }

  /// The keys are revoked and the webhooks deleted; nothing announces it.
  private ActionResult uninstall() {
    hooks.removeAll();
    return new Done("");
  }

  private static ActionResult noCompliance() {
    return new Refused("WooCommerce relays no requests of persons; erase in the shop itself");
  }

  @Override
  public List<Attempt> due() {
    agenda.run(clock.instant());
    return hooks.due(clock.instant(), this::webhookBody);
  }

  private byte[] webhookBody(String topic, long resource) {
    if (topic.endsWith(".deleted")) {
      return JsonText.php(JsonText.object().put("id", resource));
    }
    if (topic.startsWith("customer.")) {
      return store
          .customer(resource)
          .map(customer -> JsonText.php(customers.write(customer)))
          .orElseGet(
              () ->
                  JsonText.php(
                      WooErrors.body(404, "woocommerce_rest_invalid_id", "Invalid resource ID.")));
    }
    return store
        .order(Long.toString(resource))
        .map(body::bytes)
        .orElseGet(
            () ->
                JsonText.php(
                    WooErrors.body(404, "woocommerce_rest_shop_order_invalid_id", "Invalid ID.")));
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
    return store.orders().stream()
        .map(
            order ->
                new AdminOrder(
                    Long.toString(order.id),
                    pricing.totals(order).total(),
                    order.currency,
                    pricing.round(order.refunded()),
                    order.status,
                    order.draft()))
        .toList();
  }

  @Override
  public void subscribe(String address, String secret, List<String> topics) {
    hooks.removeAll();
    String signing = secret.isEmpty() ? settings.webhookSecret() : secret;
    (topics.isEmpty() ? WooHooks.TOPICS : topics)
        .forEach(topic -> hooks.create("Orders " + topic, topic, address, signing, "active"));
  }

  @Override
  public List<Subscription> subscriptions() {
    return hooks.all().stream()
        .map(hook -> new Subscription(hook.topic, hook.address, hook.status.equals("active")))
        .toList();
  }

  @Override
  public void listen(String topic, String address) {
    hooks.create("Another's " + topic, topic, address, "theirs", "active");
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
