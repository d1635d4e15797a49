package io.orderwire.system.cells;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.connector.CartReply;
import io.orderwire.connector.Headers;
import io.orderwire.engine.Backfills;
import io.orderwire.json.Json;
import io.orderwire.message.Body;
import io.orderwire.message.Cause;
import io.orderwire.message.IntakeKind;
import io.orderwire.message.IntakeMessage;
import io.orderwire.message.PollJob;
import io.orderwire.model.ExternalId;
import io.orderwire.model.StoreId;
import io.orderwire.normalizer.FairOrder;
import io.orderwire.normalizer.Normalizer;
import io.orderwire.poller.Worker;
import io.orderwire.port.CartTransport;
import io.orderwire.shops.Action;
import io.orderwire.shops.Platform;
import io.orderwire.shops.Scenario;
import io.orderwire.testkit.InMemoryQueue;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Many stores on a virtual clock. Functions work at the same time as on Lambda: an invocation
/// takes as long as its calls to carts and its waits, and keeps one of a limited number of
/// consumers busy until then.
///
/// The noisy store has a million orders and a cart that refuses three calls of four, each for some
/// seconds. A back-fill of all of it is asked for at the beginning, and polled rows that need a
/// fetch keep coming in.
final class StormSimulation {
  static final StoreId NOISY = new StoreId("noisy-cell");
  static final int QUIET_STORES = 8;
  private static final int NORMALIZERS = 50;
  private static final int POLL_WORKERS = 10;
  private static final int BATCH = 10;
  private static final Duration A_MESSAGE = Duration.ofMillis(15);
  private static final Duration A_CALL = Duration.ofMillis(150);
  private static final Duration TICK = Duration.ofMillis(50);
  private static final int STORM_PERMILLE = 700;
  private static final int MILLION = 1_000_000;
  private static final long FIRST_ID = 1_700_000_000L;

  final CellStage stage = new CellStage();
  private final FairIntake intake = new FairIntake(stage.clock);
  private final boolean stormy;
  private final List<Cell> quiet = new ArrayList<>();
  private final List<RandomGenerator> pace = new ArrayList<>();
  private final RandomGenerator refusals;
  private final PriorityQueue<Busy> busy =
      new PriorityQueue<>(Comparator.comparing(Busy::until).thenComparingLong(Busy::serial));
  private final List<Long> delays = new ArrayList<>();
  private final Normalizer normalizer;
  private final Worker worker;
  private final ObjectNode template;
  private Duration spent = Duration.ZERO;
  private int polling;
  private int normalizing;
  private int refused;
  private long serial;

  private record Busy(Instant until, long serial, Runnable end) {}

  /// How long deliveries took from their arrival to their end, in milliseconds.
  record Delays(int count, long median, long p95, long p99, long most) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT, "p50 %d ms, p95 %d ms, p99 %d ms, max %d ms", median, p95, p99, most);
    }
  }

  StormSimulation(long seed, boolean stormy) {
    this.stormy = stormy;
    this.refusals = RandomGeneratorFactory.of("L64X128MixRandom").create(seed ^ 7);
    for (int store = 0; store < QUIET_STORES; store++) {
      RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed + store);
      Platform platform = store % 2 == 0 ? Platform.SHOPIFY : Platform.WOOCOMMERCE;
      Cell cell = stage.connect(Cell.open("quiet-" + store, platform, stage.clock, random));
      cell.shop().subscribe(cell.webhookAddress(), Cell.WEBHOOK_SECRET, List.of());
      quiet.add(cell);
      pace.add(random);
    }
    Cell noisy =
        stage.connect(
            Cell.open(
                NOISY.value(),
                Platform.WOOCOMMERCE,
                stage.clock,
                RandomGeneratorFactory.of("L64X128MixRandom").create(seed)));
    this.template = sample(noisy);
    CartTransport carts = this::exchange;
    this.normalizer = stage.normalizer(intake, stage.carts(carts, this::sleep));
    this.worker = stage.worker(intake, stage.carts(carts, this::sleep));
  }

  private ObjectNode sample(Cell noisy) {
    noisy.shop().act(new Action.Place(Scenario.GUEST.purchase(pace.getFirst())));
    JsonNode order =
        ShopSide.call(noisy, "GET", "/wp-json/wc/v3/orders?" + ShopSide.keys(), "").get(0);
    return ((ObjectNode) order).deepCopy().put("status", "completed");
  }

  /// The noisy store's cart is arithmetic, the others are shops. Every call takes its time.
  private CartReply exchange(CartTransport.Request request) {
    spent = spent.plus(A_CALL);
    if (!request.address().getHost().startsWith(NOISY.value())) {
      return stage.exchange(request);
    }
    if (refusals.nextInt(4) > 0) {
      refused++;
      return new CartReply(
          429,
          new Headers(Map.of("retry-after", Integer.toString(2 + refusals.nextInt(9)))),
          new byte[0]);
    }
    String path = request.address().getPath();
    return path.endsWith("/orders") ? page(request.address()) : one(path);
  }

  private CartReply one(String path) {
    long id = Long.parseLong(path.replaceFirst(".*/orders/", "").replaceFirst("/.*", ""));
    return json(Json.text(order(Instant.ofEpochSecond(id + FIRST_ID))), Map.of());
  }

  private ObjectNode order(Instant at) {
    String text = at.toString().replace("Z", "");
    return template
        .deepCopy()
        .put("id", at.getEpochSecond() - FIRST_ID)
        .put("date_modified_gmt", text)
        .put("date_modified", text);
  }

  private static CartReply json(String body, Map<String, String> headers) {
    Map<String, String> all = new TreeMap<>(headers);
    all.put("content-type", "application/json");
    return new CartReply(200, new Headers(all), body.getBytes(StandardCharsets.UTF_8));
  }

  /// A page of orders that changed one a second; an order for each second of the window.
  private CartReply page(URI address) {
    Instant after = Instant.EPOCH;
    int rows = 100;
    for (String pair : address.getQuery().split("&", -1)) {
      if (pair.startsWith("modified_after=")) {
        after =
            LocalDateTime.parse(pair.substring("modified_after=".length()))
                .toInstant(ZoneOffset.UTC);
      }
      rows = pair.equals("per_page=1") ? 1 : rows;
    }
    List<JsonNode> orders = new ArrayList<>();
    for (int row = 1; row <= rows; row++) {
      orders.add(order(after.plusSeconds(row)));
    }
    return json(
        Json.text(orders),
        Map.of(
            "x-wp-total", Integer.toString(MILLION),
            "x-wp-totalpages", Integer.toString(MILLION / 100)));
  }

  private void sleep(Duration wait) {
    spent = spent.plus(wait);
  }

  int refused() {
    return refused;
  }

  Delays run(int minutes) {
    if (stormy) {
      Instant now = stage.clock.instant();
      String id = new Backfills(stage.stores).ask(NOISY, now.minusSeconds(MILLION), now, now).id();
      stage.jobs.sendAll(List.of(PollJob.backfill(NOISY, id)));
    }
    Instant end = stage.clock.instant().plus(Duration.ofMinutes(minutes));
    while (stage.clock.instant().isBefore(end)) {
      stage.clock.advance(TICK);
      trade();
      stage.deliver(intake);
      if (stormy) {
        storm();
      }
      while (!busy.isEmpty() && !busy.peek().until().isAfter(stage.clock.instant())) {
        busy.remove().end().run();
      }
      poll();
      normalize();
    }
    List<Long> sorted = delays.stream().sorted().toList();
    return new Delays(
        sorted.size(), at(sorted, 50), at(sorted, 95), at(sorted, 99), sorted.getLast());
  }

  private static long at(List<Long> sorted, int percent) {
    return sorted.get((sorted.size() - 1) * percent / 100);
  }

  private void trade() {
    for (int store = 0; store < QUIET_STORES; store++) {
      if (pace.get(store).nextInt(400) == 0) {
        quiet.get(store).trader().step();
      }
    }
  }

  /// Polled rows that name an order and do not carry it: each has to be fetched.
  private void storm() {
    if (refusals.nextInt(1000) >= STORM_PERMILLE) {
      return;
    }
    Instant now = stage.clock.instant();
    intake.send(
        new IntakeMessage(
            NOISY,
            IntakeKind.CONFIRM,
            Cause.POLL,
            "storm-" + serial++,
            now,
            Map.of(),
            Body.empty(),
            Optional.of(new ExternalId(Long.toString(now.getEpochSecond() - FIRST_ID))),
            0,
            false,
            Optional.empty()));
  }

  private void poll() {
    while (polling < POLL_WORKERS) {
      List<InMemoryQueue.Received<PollJob>> jobs = stage.jobs.queue().receive(1);
      if (jobs.isEmpty()) {
        return;
      }
      polling++;
      spent = Duration.ZERO;
      worker.run(jobs.getFirst().message(), stage.clock.instant().plusSeconds(6));
      keepBusy(spent, () -> polling--);
    }
  }

  private void normalize() {
    while (normalizing < NORMALIZERS) {
      List<FairIntake.Waiting> batch = intake.receive(BATCH);
      if (batch.isEmpty()) {
        return;
      }
      normalizing++;
      spent = Duration.ZERO;
      Instant begun = stage.clock.instant();
      for (FairIntake.Waiting each : FairOrder.of(batch, FairIntake.Waiting::message)) {
        normalizer.process(each.message(), begun.plus(Duration.ofSeconds(5)));
        ended(each, begun);
      }
      keepBusy(
          spent,
          () -> {
            normalizing--;
            intake.done(batch);
          });
    }
  }

  private void ended(FairIntake.Waiting each, Instant begun) {
    spent = spent.plus(A_MESSAGE);
    if (!each.message().storeId().equals(NOISY)) {
      // a pause that was asked for is no delay
      delays.add(Duration.between(each.visibleAt(), begun.plus(spent)).toMillis());
    }
  }

  private void keepBusy(Duration time, Runnable end) {
    busy.add(new Busy(stage.clock.instant().plus(time), serial++, end));
  }
}
