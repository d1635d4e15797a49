package io.orderwire.system.cells;

import io.orderwire.connector.CartReply;
import io.orderwire.connector.Delivery;
import io.orderwire.connector.FaultException;
import io.orderwire.connector.Headers;
import io.orderwire.connector.StoreMapping;
import io.orderwire.connectors.Connectors;
import io.orderwire.engine.CartClient;
import io.orderwire.engine.IntakeDoor;
import io.orderwire.engine.Pause;
import io.orderwire.engine.Platforms;
import io.orderwire.engine.Publisher;
import io.orderwire.engine.Rhythm;
import io.orderwire.engine.StoreHealth;
import io.orderwire.engine.SubscriptionState;
import io.orderwire.message.EventData;
import io.orderwire.message.IntakeMessage;
import io.orderwire.message.PollJob;
import io.orderwire.model.PlatformId;
import io.orderwire.normalizer.Normalizer;
import io.orderwire.poller.Planner;
import io.orderwire.poller.Worker;
import io.orderwire.port.CartTransport;
import io.orderwire.port.Credentials;
import io.orderwire.port.IntakeQueue;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.PollQueue;
import io.orderwire.port.Store;
import io.orderwire.receiver.Receiver;
import io.orderwire.receiver.WebhookRequest;
import io.orderwire.shops.Attempt;
import io.orderwire.shops.Outcome;
import io.orderwire.testkit.Crash;
import io.orderwire.testkit.Faults;
import io.orderwire.testkit.InMemoryAskedPolls;
import io.orderwire.testkit.InMemoryCartWatch;
import io.orderwire.testkit.InMemoryCustomers;
import io.orderwire.testkit.InMemoryDeadLetters;
import io.orderwire.testkit.InMemoryErasures;
import io.orderwire.testkit.InMemoryEventBus;
import io.orderwire.testkit.InMemoryIntakeQueue;
import io.orderwire.testkit.InMemoryLedger;
import io.orderwire.testkit.InMemoryPollQueue;
import io.orderwire.testkit.InMemoryQueue;
import io.orderwire.testkit.InMemoryRawArchive;
import io.orderwire.testkit.InMemorySecretBox;
import io.orderwire.testkit.InMemoryStores;
import io.orderwire.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The functions over in-memory ports, and simulated shops to call. Time passes where a test says
/// so.
final class CellStage {
  static final Instant START = Instant.parse("2026-11-23T08:00:00Z");
  private static final Duration INVOCATION = Duration.ofSeconds(60);

  final ManualClock clock = new ManualClock(START);
  final InMemoryStores stores;
  final InMemoryLedger ledger;
  final InMemoryIntakeQueue intake;
  final InMemoryPollQueue jobs;
  private final InMemoryCartWatch watch = new InMemoryCartWatch();
  private final InMemoryCustomers customers = new InMemoryCustomers();
  private final InMemoryErasures erasures = new InMemoryErasures();
  private final InMemoryDeadLetters deadLetters = new InMemoryDeadLetters();
  final InMemoryAskedPolls asked = new InMemoryAskedPolls();
  final Map<String, Long> counts = new LinkedHashMap<>();
  private final List<Cell> cells = new ArrayList<>();
  private final InMemorySecretBox secrets = new InMemorySecretBox();
  private final Platforms platforms = new Platforms(Connectors.all());
  private final InMemoryRawArchive archive = new InMemoryRawArchive();
  private long nonces;
  private boolean reachable = true;

  CellStage() {
    this(Faults.NONE);
  }

  CellStage(Faults faults) {
    stores = new InMemoryStores(faults);
    ledger = new InMemoryLedger(faults);
    intake = new InMemoryIntakeQueue(clock, faults);
    jobs = new InMemoryPollQueue(clock, faults);
  }

  /// A store that was connected a moment ago: its webhook address is known, nothing is registered.
  Cell connect(Cell cell) {
    cells.add(cell);
    stores.add(
        new Store(
            cell.storeId(),
            new PlatformId(cell.platform().id()),
            cell.storeId().value(),
            cell.address(),
            cell.token(),
            secrets.seal(cell.storeId(), credentials(cell)),
            true,
            Map.of(),
            StoreMapping.standard(),
            Store.State.ACTIVE,
            Optional.empty(),
            clock.instant(),
            0));
    new SubscriptionState(
            cell.webhookAddress(),
            "",
            clock.instant(),
            Optional.empty(),
            Optional.empty(),
            0,
            List.of(),
            List.of())
        .save(stores, cell.storeId(), 0);
    return cell;
  }

  private static Credentials credentials(Cell cell) {
    return new Credentials(cell.platform().cart().credentials(cell.settings()));
  }

  /// Deliveries find Orderwire, or not.
  void reachable(boolean isReachable) {
    reachable = isReachable;
  }

  CartReply exchange(CartTransport.Request request) {
    return called(request).exchange(request);
  }

  /// The cell at the address of a request, or one of those there.
  Cell called(CartTransport.Request request) {
    return cells.stream()
        .filter(cell -> cell.address().getHost().equals(request.address().getHost()))
        .findFirst()
        .orElseThrow();
  }

  /// The client of a process of its own.
  CartClient carts(CartTransport transport, Pause pause) {
    return carts(transport, clock, pause);
  }

  CartClient carts(CartTransport transport, InstantSource time, Pause pause) {
    return carts(transport, new CartClient.Surroundings(time, pause, this::nonce, stores));
  }

  CartClient carts(CartTransport transport, CartClient.Surroundings surroundings) {
    return new CartClient(transport, secrets, surroundings);
  }

  String nonce() {
    return "nonce" + ++nonces;
  }

  /// A worker in a process of its own.
  Worker worker() {
    return worker(intake, jobs, carts(this::exchange, clock::advance));
  }

  Worker worker(IntakeQueue queue, PollQueue jobs, CartClient carts) {
    return new Worker(
        new Worker.World(
            platforms,
            stores,
            ledger,
            new IntakeDoor(queue, archive),
            jobs,
            carts,
            secrets,
            new StoreHealth(stores, ledger, clock),
            asked,
            (name, value, platform) -> counts.merge(name, value, Long::sum),
            clock));
  }

  Normalizer normalizer() {
    return normalizer(intake, carts(this::exchange, clock::advance));
  }

  Normalizer normalizer(IntakeQueue queue, CartClient carts) {
    return new Normalizer(
        new io.orderwire.normalizer.World(
            platforms,
            stores,
            stores,
            ledger,
            archive,
            watch,
            customers,
            erasures,
            deadLetters,
            new IntakeDoor(queue, archive),
            carts,
            new Publisher(new InMemoryEventBus(), clock::advance),
            (name, value, platform) -> counts.merge(name, value, Long::sum),
            clock));
  }

  Worker.Report run(PollJob job) {
    return worker().run(job, clock.instant().plus(INVOCATION));
  }

  /// The shops' webhooks that are due go out.
  void deliver() {
    deliver(intake);
  }

  void deliver(IntakeQueue queue) {
    Receiver receiver =
        new Receiver(
            new Receiver.World(
                platforms,
                stores,
                stores,
                secrets,
                new IntakeDoor(queue, archive),
                (name, value, platform) -> {},
                clock));
    for (Cell cell : cells) {
      for (Attempt attempt : cell.shop().due()) {
        cell.shop()
            .report(
                attempt,
                reachable ? received(receiver, attempt) : new Outcome.Unanswered("no route"));
      }
    }
  }

  private static Outcome received(Receiver receiver, Attempt attempt) {
    String path = attempt.address().getPath();
    Map<String, String> headers = new LinkedHashMap<>();
    attempt.headers().forEach(header -> headers.put(header.name(), header.value()));
    Delivery delivery = new Delivery("POST", new Headers(headers), attempt.query(), attempt.body());
    String token = path.substring(path.lastIndexOf('/') + 1);
    return new Outcome.Answered(
        receiver.receive(new WebhookRequest(token, delivery, Optional.empty())).status());
  }

  /// So many minutes pass; in each, shops deliver, the planner plans and everything waiting is
  /// done.
  void minutes(int minutes) {
    Planner planner =
        new Planner(
            platforms, stores, new Planner.Queues(jobs, intake), new Rhythm(Duration.ofMinutes(5)));
    for (int minute = 0; minute < minutes; minute++) {
      clock.advance(Duration.ofMinutes(1));
      planner.plan(clock.instant());
      work();
    }
  }

  /// Everything that waits now.
  void work() {
    deliver();
    boolean busy = true;
    while (busy) {
      boolean polled = poll();
      busy = normalize() || polled;
    }
  }

  private boolean poll() {
    List<InMemoryQueue.Received<PollJob>> received = jobs.queue().receive(1);
    for (InMemoryQueue.Received<PollJob> each : received) {
      try {
        run(each.message());
      } catch (FaultException | Crash again) {
        jobs.queue().release(each);
      }
    }
    return !received.isEmpty();
  }

  private boolean normalize() {
    List<InMemoryQueue.Received<IntakeMessage>> received = intake.queue().receive(10);
    for (InMemoryQueue.Received<IntakeMessage> each : received) {
      try {
        normalizer().process(each.message(), clock.instant().plus(INVOCATION));
      } catch (FaultException | Crash again) {
        intake.queue().release(each);
      }
    }
    return !received.isEmpty();
  }

  Store store(Cell cell) {
    return stores.get(cell.storeId()).orElseThrow();
  }

  /// The codes of the store's health events, oldest first.
  List<String> healthEvents(Cell cell) {
    return ledger.stream(0).stream()
        .filter(entry -> entry.subject().storeId().equals(cell.storeId()))
        .map(LedgerEntry::event)
        .flatMap(
            event ->
                event.detail().data() instanceof EventData.StoreHealth health
                    ? java.util.stream.Stream.of(health.code())
                    : java.util.stream.Stream.empty())
        .toList();
  }
}
