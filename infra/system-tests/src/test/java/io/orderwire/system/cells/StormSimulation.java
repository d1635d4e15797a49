package io.orderwire.system.cells;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.connector.CartReply;
import io.orderwire.engine.Backfills;
import io.orderwire.engine.CartClient;
import io.orderwire.message.IntakeMessage;
import io.orderwire.message.PollJob;
import io.orderwire.model.StoreId;
import io.orderwire.normalizer.Backlogs;
import io.orderwire.normalizer.Normalizer;
import io.orderwire.poller.Worker;
import io.orderwire.port.CartTransport;
import io.orderwire.shops.Action;
import io.orderwire.shops.JsonText;
import io.orderwire.shops.Platform;
import io.orderwire.shops.Scenario;
import io.orderwire.shops.ShopReply;
import io.orderwire.shops.ShopRequest;
import io.orderwire.system.cells.FairQueue.Waiting;
import io.orderwire.system.cells.SimulatedLanes.Layout;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Many stores on a virtual clock. Functions work at the same time as on Lambda: an invocation
/// takes as long as its calls to carts and its waits, those for different stores at the same time,
/// and keeps one of a limited number of consumers busy until then.
///
/// Quiet stores trade and are polled; what a [Trouble] does to others shall not show in their
/// delays.
final class StormSimulation {
  static final int QUIET_STORES = 8;
  static final int BATCH = 10;
  static final Duration A_MESSAGE = Duration.ofMillis(15);
  static final Duration A_SEND = Duration.ofMillis(20);
  static final Duration A_CALL = Duration.ofMillis(150);

  /// As in the template.
  private static final int NORMALIZERS = 50;

  private static final int BULK_NORMALIZERS = 25;
  private static final int POLL_WORKERS = 10;
  private static final int BACKFILLS = 10;

  private static final int BULK = -1;

  /// A cart needs this to write a hundred orders.
  private static final Duration A_PAGE = Duration.ofSeconds(1);

  private static final Duration TICK = Duration.ofMillis(10);
  private static final int TICKS_BETWEEN_TRADES = 1000;
  private static final Duration TIMEOUT = Duration.ofSeconds(55);

  /// A store whose merchant edits many orders at once, now and then.
  static final StoreId EDITING = new StoreId("editing-cell");

  final CellStage stage = new CellStage();
  final SimulatedLanes lanes;
  final Normalizer normalizer;
  final Worker worker;
  private final Consumers<IntakeMessage> receipts;
  private final Consumers<IntakeMessage> bulk;
  private final Consumers<PollJob> polls;
  private final Consumers<PollJob> backfills;
  private final List<Cell> quiet = new ArrayList<>();
  private final List<RandomGenerator> pace = new ArrayList<>();
  private final Map<String, HugeCart> hugeCarts = new LinkedHashMap<>();
  private final List<Long> delays = new ArrayList<>();
  private final List<Long> editDelays = new ArrayList<>();
  private final List<Long> pollWaits = new ArrayList<>();
  private final ObjectNode template;
  private Duration spent = Duration.ZERO;
  private final Map<Integer, Backlogs> backlogs = new LinkedHashMap<>();
  private int mostBusy;

  StormSimulation(long seed, Layout layout) {
    this.lanes = new SimulatedLanes(this::now, layout);
    this.receipts = new Consumers<>(lanes.receipts, BATCH, NORMALIZERS);
    this.bulk = new Consumers<>(lanes.bulk, BATCH, BULK_NORMALIZERS);
    this.polls = new Consumers<>(lanes.polls, 1, POLL_WORKERS);
    this.backfills = new Consumers<>(lanes.backfills, 1, BACKFILLS);
    for (int store = 0; store < QUIET_STORES; store++) {
      RandomGenerator random = random(seed + store);
      Platform platform = store % 2 == 0 ? Platform.SHOPIFY : Platform.WOOCOMMERCE;
      Cell cell = stage.connect(Cell.open("quiet-" + store, platform, stage.clock, random));
      cell.shop().subscribe(cell.webhookAddress(), Cell.WEBHOOK_SECRET, List.of());
      quiet.add(cell);
      pace.add(random);
    }
    this.template = sample(seed);
    CartClient carts = stage.carts(this::exchange, this::now, this::sleep);
    this.normalizer = stage.normalizer(lanes, carts);
    this.worker = stage.worker(lanes, lanes.jobs(), carts);
  }

  /// Nothing but the trade of the quiet stores.
  static StormSimulation calm(long seed, Duration time) {
    StormSimulation calm = new StormSimulation(seed, Layout.AS_DEPLOYED);
    calm.run(time, now -> {});
    return calm;
  }

  static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  private ObjectNode sample(long seed) {
    Cell model =
        stage.connect(
            Cell.open("model-cell", Platform.WOOCOMMERCE, stage.clock, random(seed ^ 11)));
    model.shop().act(new Action.Place(Scenario.VIRTUAL.purchase(random(seed ^ 13))));
    String orders =
        "/wp-json/wc/v3/orders?consumer_key=" + Cell.KEY + "&consumer_secret=" + Cell.SECRET;
    ShopReply listed = model.shop().handle(ShopRequest.of("GET", orders, Map.of(), new byte[0]));
    JsonNode order = JsonText.parse(listed.body()).orElseThrow().get(0);
    return ((ObjectNode) order).put("status", "completed");
  }

  /// Connects a store with a [HugeCart].
  HugeCart connectHuge(StoreId id, RandomGenerator refusals, boolean refuses) {
    stage.connect(Cell.open(id.value(), Platform.WOOCOMMERCE, stage.clock, refusals));
    HugeCart cart = new HugeCart(template, refusals, refuses);
    hugeCarts.put(id.value() + ".test", cart);
    return cart;
  }

  /// Asks for a back-fill of all that a huge cart has.
  void backfill(StoreId store) {
    Instant now = stage.clock.instant();
    String id =
        new Backfills(stage.stores).ask(store, now.minusSeconds(HugeCart.MILLION), now, now).id();
    lanes.jobs().sendAll(List.of(PollJob.backfill(store, id)));
  }

  /// Every call takes its time.
  private CartReply exchange(CartTransport.Request request) {
    Optional<HugeCart> huge = Optional.ofNullable(hugeCarts.get(request.address().getHost()));
    boolean isPage = request.address().getPath().endsWith("/orders");
    spent = spent.plus(huge.isPresent() && isPage ? A_PAGE : A_CALL);
    return huge.map(cart -> cart.exchange(request)).orElseGet(() -> stage.exchange(request));
  }

  private void sleep(Duration wait) {
    spent = spent.plus(wait);
  }

  /// The time within an invocation.
  private Instant now() {
    return stage.clock.instant().plus(spent);
  }

  /// What happens to others while the quiet stores trade.
  @FunctionalInterface
  interface Trouble {
    void at(Instant now);
  }

  void run(Duration time, Trouble trouble) {
    Instant end = stage.clock.instant().plus(time);
    while (stage.clock.instant().isBefore(end)) {
      stage.clock.advance(TICK);
      spent = Duration.ZERO;
      Instant now = stage.clock.instant();
      trade();
      ask(now);
      stage.deliver(lanes);
      trouble.at(now);
      polls.work(now, (job, process) -> poll(job.getFirst(), now));
      backfills.work(now, (job, process) -> poll(job.getFirst(), now));
      receipts.work(now, (batch, process) -> normalize(batch, now, process));
      bulk.work(now, (batch, process) -> normalize(batch, now, BULK));
      mostBusy = Math.max(mostBusy, receipts.busy());
    }
  }

  private void trade() {
    for (int store = 0; store < QUIET_STORES; store++) {
      if (pace.get(store).nextInt(TICKS_BETWEEN_TRADES) == 0) {
        quiet.get(store).trader().step();
      }
    }
  }

  /// Each quiet store is polled once a minute.
  private void ask(Instant now) {
    for (int store = 0; store < QUIET_STORES; store++) {
      if (now.toEpochMilli() % 60_000 == 7_000L * store) {
        lanes.jobs().sendAll(List.of(PollJob.due(quiet.get(store).storeId())));
      }
    }
  }

  private Duration poll(Waiting<PollJob> job, Instant begun) {
    spent = Duration.ZERO;
    if (isQuiet(job.message().storeId())) {
      pollWaits.add(Duration.between(job.visibleAt(), begun).toMillis());
    }
    worker.run(job.message(), begun.plus(TIMEOUT));
    return ended();
  }

  /// Each store's messages one after another, the stores at the same time.
  private Duration normalize(List<Waiting<IntakeMessage>> batch, Instant begun, int process) {
    Map<StoreId, List<Waiting<IntakeMessage>>> stores = new LinkedHashMap<>();
    for (Waiting<IntakeMessage> each : batch) {
      stores.computeIfAbsent(each.message().storeId(), none -> new ArrayList<>()).add(each);
    }
    Duration longest = Duration.ZERO;
    for (List<Waiting<IntakeMessage>> store : stores.values()) {
      spent = Duration.ZERO;
      if (isMoved(store, begun, process)) {
        lanes.sendInBulk(store.stream().map(Waiting::message).toList());
        spent = A_SEND;
        continue;
      }
      for (Waiting<IntakeMessage> each : store) {
        normalizer.process(each.message(), begun.plus(TIMEOUT));
        spent = spent.plus(A_MESSAGE);
        if (isQuiet(each.message().storeId())) {
          delays.add(Duration.between(each.visibleAt(), now()).toMillis());
        }
        if (each.message().storeId().equals(EDITING)) {
          editDelays.add(Duration.between(each.message().receivedAt(), now()).toMillis());
        }
      }
      longest = longest.compareTo(spent) > 0 ? longest : spent;
    }
    spent = longest;
    return ended();
  }

  private boolean isMoved(List<Waiting<IntakeMessage>> store, Instant now, int process) {
    return process != BULK
        && lanes.movesBacklogs()
        && backlogs
            .computeIfAbsent(process, none -> new Backlogs())
            .has(store.getFirst().message().storeId(), store.size(), now);
  }

  private Duration ended() {
    Duration took = spent;
    spent = Duration.ZERO;
    return took;
  }

  private static boolean isQuiet(StoreId store) {
    return store.value().startsWith("quiet-");
  }

  /// From when a delivery, or what it left to do later, could be received until it was done.
  Delays delays() {
    return Delays.of(delays);
  }

  /// The same for a whole edit of [#EDITING], by way of both queues.
  Delays editDelays() {
    return Delays.of(editDelays);
  }

  /// From when a poll was asked for until a worker began with it.
  Delays pollWaits() {
    return Delays.of(pollWaits);
  }

  void tell(String what) {
    System.out.printf(
        "cells: %s: %d deliveries of %d other stores %s; %d polls wait at most %d ms; edits %s;"
            + " %d normalizers busy%n",
        what,
        delays.size(),
        QUIET_STORES,
        delays(),
        pollWaits.size(),
        pollWaits().most(),
        editDelays(),
        mostBusy);
  }

  /// How many normalizers of live receipts were at work at the same time.
  int mostBusy() {
    return mostBusy;
  }
}
