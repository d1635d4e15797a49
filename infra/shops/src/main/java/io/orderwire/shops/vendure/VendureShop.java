package io.orderwire.shops.vendure;

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
import io.orderwire.shops.Sequence;
import io.orderwire.shops.Shop;
import io.orderwire.shops.ShopReply;
import io.orderwire.shops.ShopRequest;
import io.orderwire.shops.ShopSettings;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/// A Vendure shop in memory. It tells nobody anything.
final class VendureShop implements Shop {
  private final InstantSource clock;
  private final VendStore store;
  private final VendPricing pricing;
  private final VendBody body;
  private final VendSessions sessions;
  private final VendTill till;
  private final VendCheckout checkout;
  private final VendRefunds refunds;
  private final VendDesk desk;
  private final VendDoor door;
  private final Agenda agenda = new Agenda();
  private Dice dice;

  VendureShop(ShopSettings settings, InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.dice = new Dice(settings.chaos());
    long firstId = settings.firstId().orElseGet(() -> Sequence.fromClock(clock));
    store = new VendStore(clock, random, firstId);
    pricing = new VendPricing(settings);
    body = new VendBody(settings, pricing);
    sessions = new VendSessions(store, settings);
    till = new VendTill(store, pricing);
    checkout = new VendCheckout(store, pricing, till, agenda);
    refunds = new VendRefunds(store, pricing, agenda);
    desk = new VendDesk(new VendDesk.Parts(store, pricing, till, refunds, agenda), checkout);
    door = new VendDoor(new VendRoots.Parts(store, body, new VendList(pricing, body), sessions));
  }

  @Override
  public Platform platform() {
    return Platform.VENDURE;
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
      case Action.Place place -> checkout.place(place.purchase(), dice.happens(Chaos.Fault.HALF));
      case Action.Abandon abandon -> checkout.abandon(abandon.purchase());
      case Action.Convert convert -> checkout.convert(convert.checkout());
      case Action.Pay pay -> on(pay.order(), order -> till.pay(order, pay));
      case Action.AddLine add -> on(add.order(), order -> desk.addLine(order, add));
      case Action.RemoveLine remove -> on(remove.order(), order -> desk.removeLine(order, remove));
      case Action.ChangeAddress change ->
          on(change.order(), order -> desk.changeAddress(order, change));
      case Action.Annotate annotate ->
          on(annotate.order(), order -> desk.annotate(order, annotate));
      case Action.Ship ship -> on(ship.order(), order -> desk.ship(order, ship));
      case Action.Refund refund -> on(refund.order(), order -> refunds.refund(order, refund));
      case Action.Cancel cancel -> on(cancel.order(), desk::cancel);
      case Action.Trash trash -> new Refused("Vendure has no bin");
      case Action.Restore restore -> new Refused("Vendure has no bin");
      case Action.Delete delete -> new Refused("Vendure deletes no orders but drafts");
      case Action.ChangeEmail change -> changeEmail(change);
      case Action.Uninstall uninstall -> uninstall();
      case Action.RequestData request -> noCompliance();
      case Action.Redact redact -> noCompliance();
      case Action.RedactShop redact -> noCompliance();
    };
  }

  private ActionResult on(String id, Function<VendOrder, ActionResult> change) {
    return store
        .order(id)
        .map(
            order ->
                order.whole
                    ? change.apply(order)
                    : new Refused("order " + id + " is being written"))
        .orElseGet(() -> new Refused("there is no order " + id + " in this shop"));
  }

  private ActionResult changeEmail(Action.ChangeEmail change) {
    Optional<VendCustomer> customer = store.account(change.customer());
    if (customer.isEmpty()) {
      return new Refused("there is no account " + change.customer() + " in this shop");
    }
    customer.get().email = change.email();
    store.orders().forEach(VendOrder::touched);
    return new Done(Long.toString(customer.get().id));
  }

  private ActionResult uninstall() {
    sessions.revoke();
    return new Done("");
  }

  private static ActionResult noCompliance() {
    return new Refused("Vendure relays no requests of persons; erase in the shop itself");
  }

  @Override
  public List<Attempt> due() {
    agenda.run(clock.instant());
    return List.of();
  }

  @Override
  public Optional<Instant> nextDue() {
    return agenda.nextDue();
  }

  @Override
  public void report(Attempt attempt, Outcome outcome) {
    throw new IllegalStateException("nothing was sent");
  }

  @Override
  public List<AdminOrder> orders() {
    agenda.run(clock.instant());
    return store.orders().stream()
        .map(
            order ->
                new AdminOrder(
                    Long.toString(order.id),
                    pricing.amount(pricing.total(order)),
                    body.currency(order),
                    pricing.amount(order.refunded()),
                    order.state.word(),
                    order.placed().isEmpty()))
        .toList();
  }

  /// There is nothing to subscribe to.
  @Override
  public void subscribe(String address, String secret, List<String> topics) {}

  @Override
  public void unsubscribe() {}

  @Override
  public void disturb(Chaos chaos) {
    dice = new Dice(chaos);
  }
}
