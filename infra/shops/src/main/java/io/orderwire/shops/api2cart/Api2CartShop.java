package io.orderwire.shops.api2cart;

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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// A store in memory that API2Cart speaks for; which kind of cart it is, the dice say.
final class Api2CartShop implements Shop {
  private static final Duration HALF_WRITTEN_FOR = Duration.ofSeconds(4);

  private final Api2CartAccount account;
  private final InstantSource clock;
  private final ShopSettings settings;
  private final Kind kind;
  private final HubStore store;
  private final HubPricing pricing;
  private final HubHooks hooks;
  private final HubCheckout checkout;
  private final HubDesk desk;
  private final HubGate gate;
  private final Agenda agenda = new Agenda();
  private Dice dice;

  /// [Api2CartAccount#open] opens one.
  Api2CartShop(
      Api2CartAccount account, ShopSettings settings, InstantSource clock, RandomGenerator random) {
    this.account = account;
    this.settings = settings;
    this.clock = clock;
    this.dice = new Dice(settings.chaos());
    List<Kind> kinds = List.of(Kind.values());
    kind = kinds.get(random.nextInt(kinds.size()));
    store = new HubStore(clock, settings.firstId().orElseGet(() -> Sequence.fromClock(clock)));
    pricing = new HubPricing(settings);
    hooks = new HubHooks(settings, clock, random, kind);
    checkout = new HubCheckout(settings, store, pricing, hooks);
    desk = new HubDesk(store, pricing, checkout);
    gate =
        new HubGate(
            settings,
            new HubRest(
                store,
                new HubBody(settings, pricing, store, kind),
                new HubParts(settings, kind),
                hooks));
  }

  @Override
  public Platform platform() {
    return Platform.API2CART;
  }

  @Override
  public ShopReply handle(ShopRequest request) {
    Call call = begin(request);
    call.end().run();
    return call.reply();
  }

  @Override
  public Call begin(ShopRequest request) {
    return account.begin(request, this);
  }

  /// A call that the account lets in.
  ShopReply answer(ShopRequest request) {
    agenda.run(clock.instant());
    return gate.answer(request, clock.instant(), dice);
  }

  @Override
  public ActionResult act(Action action) {
    agenda.run(clock.instant());
    return switch (action) {
      case Action.Place place -> place(place.purchase());
      case Action.Abandon abandon -> new Done(checkout.abandon(abandon.purchase()).name());
      case Action.Convert convert -> checkout.convert(convert.checkout());
      case Action.Pay pay -> on(pay.order(), order -> desk.pay(order, pay));
      case Action.AddLine add -> on(add.order(), order -> desk.addLine(order, add));
      case Action.RemoveLine remove -> on(remove.order(), order -> desk.removeLine(order, remove));
      case Action.ChangeAddress change ->
          on(change.order(), order -> desk.changeAddress(order, change));
      case Action.Annotate annotate ->
          on(annotate.order(), order -> desk.annotate(order, annotate));
      case Action.Ship ship -> on(ship.order(), order -> desk.ship(order, ship));
      case Action.Refund refund -> on(refund.order(), order -> desk.refund(order, refund));
      case Action.Cancel cancel -> on(cancel.order(), desk::cancel);
      case Action.Trash trash -> new Refused("API2Cart knows no bin");
      case Action.Restore restore -> new Refused("API2Cart knows no bin");
      case Action.Delete delete -> new Refused("these carts delete no orders");
      case Action.ChangeEmail change -> new Refused("accounts are not told of");
      case Action.Uninstall uninstall -> uninstall();
      case Action.RequestData request -> noCompliance();
      case Action.Redact redact -> noCompliance();
      case Action.RedactShop redact -> noCompliance();
    };
  }

  private ActionResult place(Purchase purchase) {
    HubOrder order = checkout.begin(purchase, "b" + store.newId());
    if (!dice.happens(Chaos.Fault.HALF)) {
      return checkout.finish(order);
    }
    agenda.at(clock.instant().plus(HALF_WRITTEN_FOR), () -> checkout.finish(order));
    return new Done(Long.toString(order.id));
  }

  private ActionResult on(String id, Function<HubOrder, ActionResult> change) {
    return store
        .order(id)
        .map(change)
        .orElseGet(() -> new Refused("there is no order " + id + " in this store"));
  }

  /// The store is disconnected: its key dies, and nobody is told.
  private ActionResult uninstall() {
    gate.remove();
    hooks.removeAll();
    return new Done("");
  }

  private static ActionResult noCompliance() {
    return new Refused("API2Cart relays no requests of persons; erase in the store itself");
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
                    kind.word(order.state),
                    false))
        .toList();
  }

  /// Nothing is signed: who wants a secret writes it into the callback.
  @Override
  public void subscribe(String address, String secret, List<String> topics) {
    hooks.removeAll();
    String known = secret.isEmpty() ? settings.webhookSecret() : secret;
    String callback = address + "?secret=" + URLEncoder.encode(known, StandardCharsets.UTF_8);
    (topics.isEmpty() ? HubHooks.TOPICS : topics).forEach(topic -> hooks.create(topic, callback));
  }

  @Override
  public List<Subscription> subscriptions() {
    return hooks.all().stream()
        .map(
            hook ->
                new Subscription(hook.topic, hook.callback.replaceFirst("\\?.*", ""), hook.active))
        .toList();
  }

  @Override
  public void listen(String topic, String address) {
    hooks.create(topic, address);
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
