package io.orderwire.shops.magento;

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
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// A Magento shop in memory. Its merchant sees orders in the currency in which the shop books.
final class MagentoShop implements Shop {
  private static final Duration HALF_WRITTEN_FOR = Duration.ofSeconds(4);

  private final InstantSource clock;
  private final ShopSettings settings;
  private final MageStore store;
  private final MagePricing pricing;
  private final MageEvents events;
  private final MageNews news;
  private final MageCheckout checkout;
  private final MageDesk desk;
  private final MageMemos memos;
  private final MageDoor door;
  private final Agenda agenda = new Agenda();
  private Dice dice;

  MagentoShop(ShopSettings settings, InstantSource clock, RandomGenerator random) {
    this.settings = settings;
    this.clock = clock;
    this.dice = new Dice(settings.chaos());
    store = new MageStore(clock, settings.firstId().orElseGet(() -> Sequence.fromClock(clock)));
    pricing = new MagePricing(settings);
    events = new MageEvents(settings, clock, random);
    news = new MageNews(store, events);
    MageTill till = new MageTill(store, pricing, news);
    checkout = new MageCheckout(store, pricing, till, news);
    MageDesk.Parts parts = new MageDesk.Parts(store, pricing, till, news);
    desk = new MageDesk(parts, checkout, settings.blindSpots());
    memos = new MageMemos(parts);
    door =
        new MageDoor(
            settings,
            new MageRest(store, new MageOrderBody(settings, pricing), new MageQuoteBody(settings)));
  }

  @Override
  public Platform platform() {
    return Platform.MAGENTO;
  }

  @Override
  public ShopReply handle(ShopRequest request) {
    agenda.run(clock.instant());
    return door.answer(request, clock.instant(), dice);
  }

  @Override
  public ActionResult act(Action action) {
    agenda.run(clock.instant());
    return switch (action) {
      case Action.Place place -> place(place.purchase());
      case Action.Abandon abandon ->
          new Done(Long.toString(checkout.abandon(abandon.purchase()).id()));
      case Action.Convert convert -> checkout.convert(convert.checkout());
      case Action.Pay pay -> on(pay.order(), order -> desk.pay(order, pay));
      case Action.AddLine add -> on(add.order(), order -> desk.addLine(order, add));
      case Action.RemoveLine remove -> on(remove.order(), order -> desk.removeLine(order, remove));
      case Action.ChangeAddress change ->
          on(change.order(), order -> desk.changeAddress(order, change));
      case Action.Annotate annotate ->
          on(annotate.order(), order -> desk.annotate(order, annotate));
      case Action.Ship ship -> on(ship.order(), order -> desk.ship(order, ship));
      case Action.Refund refund -> on(refund.order(), order -> memos.refund(order, refund));
      case Action.Cancel cancel -> on(cancel.order(), desk::cancel);
      case Action.Trash trash -> new Refused("Magento has no bin");
      case Action.Restore restore -> new Refused("Magento has no bin");
      case Action.Delete delete -> new Refused("Magento deletes no orders");
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
    MageOrder order = checkout.begin(purchase, store.partId(), false);
    agenda.at(clock.instant().plus(HALF_WRITTEN_FOR), () -> checkout.finish(order));
    return new Done(Long.toString(order.id));
  }

  private ActionResult on(String id, Function<MageOrder, ActionResult> change) {
    return store
        .order(id)
        .map(
            order ->
                order.whole
                    ? change.apply(order)
                    : new Refused("order " + id + " is being written"))
        .orElseGet(() -> new Refused("there is no order " + id + " in this shop"));
  }

  private ActionResult uninstall() {
    door.revoke();
    return new Done("");
  }

  private static ActionResult noCompliance() {
    return new Refused("Magento relays no requests of persons; erase in the shop itself");
  }

  @Override
  public List<Attempt> due() {
    agenda.run(clock.instant());
    return events.due(clock.instant());
  }

  @Override
  public Optional<Instant> nextDue() {
    return Stream.of(events.nextDue(), agenda.nextDue())
        .flatMap(Optional::stream)
        .min(Instant::compareTo);
  }

  @Override
  public void report(Attempt attempt, Outcome outcome) {
    events.report(attempt, outcome);
  }

  @Override
  public List<AdminOrder> orders() {
    agenda.run(clock.instant());
    return store.orders().stream()
        .map(
            order ->
                new AdminOrder(
                    Long.toString(order.id),
                    pricing.booked(order).grand(),
                    settings.currency(),
                    pricing.round(order.refunded.booked()),
                    order.state.word(),
                    false))
        .toList();
  }

  /// Makes it a shop of Adobe Commerce, with one registration in the Developer Console.
  @Override
  public void subscribe(String address, String secret, List<String> topics) {
    events.removeAll();
    String known = secret.isEmpty() ? settings.webhookSecret() : secret;
    if (!known.isEmpty()) {
      events.register(address, known, topics);
    }
  }

  @Override
  public void unsubscribe() {
    events.removeAll();
  }

  @Override
  public void disturb(Chaos chaos) {
    dice = new Dice(chaos);
    events.disturb(new Dice(chaos));
  }
}
