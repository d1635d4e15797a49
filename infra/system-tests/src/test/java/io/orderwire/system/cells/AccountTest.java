package io.orderwire.system.cells;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwire.connector.CartReply;
import io.orderwire.connector.FaultException;
import io.orderwire.engine.Backfills;
import io.orderwire.engine.CartClient;
import io.orderwire.message.Cause;
import io.orderwire.message.EventData;
import io.orderwire.message.IntakeMessage;
import io.orderwire.message.PollJob;
import io.orderwire.model.ExternalId;
import io.orderwire.normalizer.Normalizer;
import io.orderwire.poller.Worker;
import io.orderwire.port.CallScope;
import io.orderwire.port.CartTransport;
import io.orderwire.port.Ledger.Consistency;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.SharedCalls;
import io.orderwire.port.Subject;
import io.orderwire.shops.Action;
import io.orderwire.shops.AdminOrder;
import io.orderwire.shops.Platform;
import io.orderwire.shops.Scenario;
import io.orderwire.shops.Shop;
import io.orderwire.shops.ShopSettings;
import io.orderwire.shops.api2cart.Api2CartAccount;
import io.orderwire.testkit.InMemoryQueue;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/// Three stores of one account, which allows ten calls at once and five to a store, while many more
/// processes than that have work for them: deliveries, polls and a back-fill each.
class AccountTest {
  private static final long SEED = 20261126L;
  private static final int STORES = 3;
  private static final int ORDERS = 15;
  private static final int NORMALIZERS = 24;
  private static final int WORKERS = 6;
  private static final Duration A_CALL = Duration.ofMillis(150);
  private static final Duration A_LOOK = Duration.ofMillis(200);
  private static final Duration INVOCATION = Duration.ofSeconds(60);
  private static final Duration TRADING = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofMinutes(20);

  private final CellStage stage = new CellStage();
  private final Processes processes = new Processes(stage.clock);
  private final Api2CartAccount account = new Api2CartAccount();
  private final List<Cell> cells = new ArrayList<>();
  private final Instant tradesUntil = CellStage.START.plus(TRADING);
  private int busy;

  /// How processes share what the platform allows: as they do, or wrongly.
  private enum Design {
    AS_DEPLOYED,
    /// Nobody counts for the account.
    WITHOUT_ACCOUNT,
    /// Nobody counts for the stores.
    WITHOUT_STORES;

    private boolean counts(CallScope scope) {
      return switch (scope) {
        case CallScope.OfStore ignored -> this != WITHOUT_STORES;
        case CallScope.OfAccount ignored -> this != WITHOUT_ACCOUNT;
        case CallScope.OfToken ignored -> true;
      };
    }
  }

  @Test
  void callsOfAllStoresStayWithinWhatTheAccountAllowsAndOrdersDoNotMix() {
    run(Design.AS_DEPLOYED);
    tell("as deployed");
    assertThat(account.refusals()).isEmpty();
    assertThat(account.mostAtOnce()).isEqualTo(10);
    cells.forEach(this::everyOrderIsItsOwnStores);
    assertThat(causes()).contains(Cause.WEBHOOK, Cause.BACKFILL);
    for (Cell cell : cells) {
      assertThat(stage.stores.polling(cell.storeId(), PollJob.ORDERS)).isPresent();
      assertThat(stage.healthEvents(cell)).isEmpty();
    }
  }

  @Test
  void whoDoesNotCountForTheAccountIsRefused() {
    run(Design.WITHOUT_ACCOUNT);
    tell("nobody counts for the account");
    assertThat(account.refusals()).containsKey(10).doesNotContainKey(7);
  }

  @Test
  void whoDoesNotCountForTheStoresIsRefused() {
    run(Design.WITHOUT_STORES);
    tell("nobody counts for the stores");
    assertThat(account.refusals()).containsKey(7).doesNotContainKey(10);
  }

  private void tell(String what) {
    System.out.printf(
        "account: %s: at most %d calls at once, refusals %s, done after %s%n",
        what,
        account.mostAtOnce(),
        account.refusals(),
        Duration.between(CellStage.START, stage.clock.instant()));
  }

  private void run(Design design) {
    for (int store = 0; store < STORES; store++) {
      open(store);
    }
    for (int process = 0; process < NORMALIZERS; process++) {
      Normalizer normalizer = stage.normalizer(stage.intake, client(design));
      processes.start(() -> untilDone(stage.intake.queue(), work(normalizer)));
    }
    for (int process = 0; process < WORKERS; process++) {
      Worker worker = stage.worker(stage.intake, stage.jobs, client(design));
      processes.start(() -> untilDone(stage.jobs.queue(), work(worker)));
    }
    processes.start(this::trade);
    processes.run();
    assertThat(stage.clock.instant()).isBefore(CellStage.START.plus(LONGEST));
  }

  /// The stores have the same ids for their orders, and other orders.
  private void open(int number) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED + number);
    ShopSettings settings =
        Cell.usual(Platform.API2CART, "https://hub.test")
            .withCredentials(Cell.KEY, "store" + number + Cell.KEY, Cell.WEBHOOK_SECRET);
    Shop shop = account.open(settings, stage.clock, random);
    Cell cell = stage.connect(Cell.of("store-" + number, shop, settings, random));
    cells.add(cell);
    for (int order = 0; order < ORDERS; order++) {
      shop.act(new Action.Place(Scenario.COUPON.purchase(random)));
    }
    shop.subscribe(cell.webhookAddress(), Cell.WEBHOOK_SECRET, List.of());
    Instant now = stage.clock.instant();
    String backfill =
        new Backfills(stage.stores)
            .ask(cell.storeId(), now.minus(Duration.ofDays(1)), now, now)
            .id();
    stage.jobs.sendAll(
        List.of(PollJob.backfill(cell.storeId(), backfill), PollJob.due(cell.storeId())));
  }

  private CartClient client(Design design) {
    return stage.carts(
        this::exchange,
        new CartClient.Surroundings(
            stage.clock, processes::pause, stage::nonce, new Counted(design, stage.stores)));
  }

  /// What is not counted always has a place, and nobody tells of a refusal.
  private record Counted(Design design, SharedCalls calls) implements SharedCalls {
    @Override
    public void hold(CallScope scope, Instant until) {
      if (design.counts(scope)) {
        calls.hold(scope, until);
      }
    }

    @Override
    public Optional<Instant> heldUntil(CallScope.OfAccount scope) {
      return design.counts(scope) ? calls.heldUntil(scope) : Optional.empty();
    }

    @Override
    public Optional<Place> take(CallScope scope, int places, Instant now, Instant until) {
      return design.counts(scope)
          ? calls.take(scope, places, now, until)
          : Optional.of(new Place(scope, 0, until));
    }

    @Override
    public void giveBack(Place place) {
      if (design.counts(place.scope())) {
        calls.giveBack(place);
      }
    }

    @Override
    public int taken(CallScope scope, Instant now) {
      return calls.taken(scope, now);
    }
  }

  private CartReply exchange(CartTransport.Request request) {
    Shop.Call call = stage.called(request).begin(request);
    processes.pause(A_CALL);
    call.end().run();
    return Cell.read(call.reply());
  }

  private Consumer<IntakeMessage> work(Normalizer normalizer) {
    return message -> normalizer.process(message, stage.clock.instant().plus(INVOCATION));
  }

  private Consumer<PollJob> work(Worker worker) {
    return job -> worker.run(job, stage.clock.instant().plus(INVOCATION));
  }

  /// One consumer of a queue, until nothing waits anywhere and nobody is at work.
  private <M> void untilDone(InMemoryQueue<M> queue, Consumer<M> work) {
    while (!isDone()) {
      List<InMemoryQueue.Received<M>> received = queue.receive(1);
      for (InMemoryQueue.Received<M> each : received) {
        busy++;
        try {
          work.accept(each.message());
        } catch (FaultException again) {
          queue.release(each);
        }
        busy--;
      }
      if (received.isEmpty()) {
        processes.pause(A_LOOK);
      }
    }
  }

  private boolean isDone() {
    return isClosed()
        && busy == 0
        && stage.intake.queue().isEmpty()
        && stage.jobs.queue().isEmpty();
  }

  private boolean isClosed() {
    return stage.clock.instant().isAfter(tradesUntil.plusSeconds(5));
  }

  /// Something happens in each store every second.
  private void trade() {
    while (!isClosed()) {
      if (stage.clock.instant().isBefore(tradesUntil)) {
        cells.forEach(cell -> cell.trader().step());
      }
      stage.deliver();
      processes.pause(Duration.ofSeconds(1));
    }
  }

  private void everyOrderIsItsOwnStores(Cell cell) {
    Map<String, String> placed = new TreeMap<>();
    for (AdminOrder order : cell.shop().orders()) {
      placed.put(order.id(), plain(order.grandTotal()));
    }
    Map<String, String> held = new TreeMap<>();
    for (LedgerEntry entry : stage.ledger.stream(0)) {
      if (entry.subject().storeId().equals(cell.storeId())
          && entry.subject().kind() == Subject.Kind.ORDER) {
        held.put(entry.subject().id(), total(cell, entry.subject().id()));
      }
    }
    assertThat(held).as("%s", cell.storeId()).isEqualTo(placed).hasSizeGreaterThan(ORDERS);
  }

  private String total(Cell cell, String id) {
    return stage
        .ledger
        .newest(Subject.order(cell.storeId(), new ExternalId(id)), Consistency.STRONG)
        .map(entry -> entry.event().detail().data())
        .map(data -> ((EventData.OrderChange) data).order().orElseThrow())
        .map(order -> plain(order.totals().display().grandTotal().amount()))
        .orElse("none");
  }

  private Set<Cause> causes() {
    Set<Cause> causes = new TreeSet<>();
    stage.ledger.stream(0).forEach(entry -> causes.add(entry.event().detail().metadata().cause()));
    return causes;
  }

  private static String plain(BigDecimal amount) {
    return amount.stripTrailingZeros().toPlainString();
  }
}
