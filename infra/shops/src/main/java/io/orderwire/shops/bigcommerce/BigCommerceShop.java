package io.orderwire.shops.bigcommerce;

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
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// A BigCommerce store in memory.
final class BigCommerceShop implements Shop {
  /// Where the store's API lies below the shop's address.
  static final String PATH = "/stores/" + BigHooks.STORE;

  private static final Duration HALF_WRITTEN_FOR = Duration.ofSeconds(4);
  private static final Duration ABANDONED_AFTER = Duration.ofHours(1);

  private final InstantSource clock;
  private final ShopSettings settings;
  private final BigStore store;
  private final BigPricing pricing;
  private final BigHooks hooks;
  private final BigNews news;
  private final BigCheckout checkout;
  private final BigDesk desk;
  private final BigRefunds refunds;
  private final BigGate gate;
  private final BigOAuth oauth;
  private final Agenda agenda = new Agenda();
  private Dice dice;

  BigCommerceShop(ShopSettings settings, InstantSource clock, RandomGenerator random) {
    this.settings = settings;
    this.clock = clock;
    this.dice = new Dice(settings.chaos());
    store =
        new BigStore(clock, random, settings.firstId().orElseGet(() -> Sequence.fromClock(clock)));
    pricing = new BigPricing(settings);
    hooks = new BigHooks(settings, clock, random);
    news = new BigNews(store, hooks);
    checkout = new BigCheckout(store, pricing, news);
    desk = new BigDesk(store, pricing, checkout, news, settings.blindSpots());
    refunds = new BigRefunds(store, pricing, checkout, desk, news);
    oauth = new BigOAuth(settings);
    gate =
        new BigGate(
            settings,
            new BigRest(
                store,
                new BigOrderBody(settings, pricing),
                new BigParts(pricing),
                new BigAdditions(settings, pricing),
                new BigHooksApi(hooks)),
            oauth);
  }

  @Override
  public Platform platform() {
    return Platform.BIGCOMMERCE;
  }

  @Override
  public ShopReply handle(ShopRequest request) {
    agenda.run(clock.instant());
    return gate.answer(request, clock.instant(), dice);
  }

  @Override
  public ActionResult act(Action action) {
    agenda.run(clock.instant());
    return switch (action) {
      case Action.Place place -> place(place.purchase());
      case Action.Abandon abandon -> abandon(abandon.purchase());
      case Action.Convert convert -> checkout.convert(convert.checkout());
      case Action.Pay pay -> on(pay.order(), order -> desk.pay(order, pay));
      case Action.AddLine add -> on(add.order(), order -> desk.addLine(order, add));
      case Action.RemoveLine remove -> on(remove.order(), order -> desk.removeLine(order, remove));
      case Action.ChangeAddress change ->
          on(change.order(), order -> desk.changeAddress(order, change));
      case Action.Annotate annotate ->
          on(annotate.order(), order -> desk.annotate(order, annotate));
      case Action.Ship ship -> on(ship.order(), order -> desk.ship(order, ship));
      case Action.Refund refund -> on(refund.order(), order -> refunds.refund(order, refund));
      case Action.Cancel cancel -> on(cancel.order(), desk::cancel);
      case Action.Trash trash -> on(trash.order(), desk::archive);
      case Action.Restore restore -> on(restore.order(), desk::restore);
      case Action.Delete delete -> new Refused("BigCommerce archives orders and deletes none");
      case Action.ChangeEmail change -> checkout.changeEmail(change.customer());
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
    BigOrder order = checkout.begin(purchase, store.uuid(), false);
    agenda.at(clock.instant().plus(HALF_WRITTEN_FOR), () -> checkout.finish(order, purchase));
    return new Done(Long.toString(order.id));
  }

  private ActionResult abandon(Purchase purchase) {
    BigCart cart = checkout.abandon(purchase);
    agenda.at(
        clock.instant().plus(ABANDONED_AFTER),
        () -> store.cart(cart.id()).ifPresent(left -> news.cart("abandoned", left)));
    return new Done(cart.id());
  }

  private ActionResult on(String id, Function<BigOrder, ActionResult> change) {
    return store
        .order(id)
        .map(change)
        .orElseGet(() -> new Refused("there is no order " + id + " in this store"));
  }

  /// The token dies, and with it the hooks; those that listen are told once more.
  private ActionResult uninstall() {
    news.uninstalled();
    gate.revoke();
    return new Done("");
  }

  private static ActionResult noCompliance() {
    return new Refused("BigCommerce relays no requests of persons; erase in the store itself");
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
    return store.orders().stream()
        .map(
            order ->
                new AdminOrder(
                    Long.toString(order.id),
                    pricing.totals(order).total(),
                    settings.currency(),
                    pricing.round(order.refunded()),
                    (order.payment.isEmpty() ? Integer.toString(order.status) : order.payment)
                        + "/"
                        + order.status,
                    order.incomplete()))
        .toList();
  }

  @Override
  public void subscribe(String address, String secret, List<String> topics) {
    hooks.removeAll();
    hooks.signWith(secret.isEmpty() ? settings.webhookSecret() : secret);
    (topics.isEmpty() ? BigHooks.SCOPES : topics)
        .forEach(scope -> hooks.create(scope, address, Map.of()));
  }

  @Override
  public void answersAt(String callback) {
    oauth.answersAt(callback);
  }

  @Override
  public List<Subscription> subscriptions() {
    return hooks.all().stream()
        .map(hook -> new Subscription(hook.scope, hook.address, hook.active))
        .toList();
  }

  @Override
  public void listen(String topic, String address) {
    hooks.create(topic, address, Map.of());
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
