package io.orderwire.system.simulation;

import io.orderwire.connector.Delivery;
import io.orderwire.connector.FaultException;
import io.orderwire.connector.Headers;
import io.orderwire.connector.StoreMapping;
import io.orderwire.connectors.Connectors;
import io.orderwire.engine.CartClient;
import io.orderwire.engine.EventReplay;
import io.orderwire.engine.EventReplays;
import io.orderwire.engine.IntakeDoor;
import io.orderwire.engine.Platforms;
import io.orderwire.engine.Publisher;
import io.orderwire.engine.Rhythm;
import io.orderwire.engine.StoreHealth;
import io.orderwire.message.IntakeMessage;
import io.orderwire.message.PollJob;
import io.orderwire.model.PlatformId;
import io.orderwire.model.StoreId;
import io.orderwire.normalizer.Normalizer;
import io.orderwire.poller.IdleCarts;
import io.orderwire.poller.Planner;
import io.orderwire.poller.Worker;
import io.orderwire.port.Credentials;
import io.orderwire.port.LedgerEntry;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// The functions over in-memory ports. A crash ends a function's process: what it had in memory is
/// gone, what it had written is not.
final class SimulatedSuite {
  private static final Duration INVOCATION = Duration.ofSeconds(60);
  private static final Duration POLL_INTERVAL = Duration.ofMinutes(2);
  private static final int BATCH = 10;

  final InMemoryStores stores;
  final InMemoryLedger ledger;
  final InMemoryRawArchive archive;
  final InMemoryCartWatch watch;
  final InMemoryCustomers customers;
  final InMemoryErasures erasures;
  final InMemoryDeadLetters deadLetters;
  final InMemoryIntakeQueue intake;
  final InMemoryPollQueue jobs;
  final InMemoryEventBus bus;
  final InMemoryAskedPolls asked;

  private final ManualClock clock;
  private final InMemorySecretBox secrets;
  private final ShopTransport transport;
  private final Platforms platforms = new Platforms(Connectors.all());
  private final Map<String, Long> counts = new LinkedHashMap<>();
  private Processes running;
  private int streamPosition;
  private long nonces;

  /// The functions of one life.
  private record Processes(
      Receiver receiver,
      Planner planner,
      IdleCarts idleCarts,
      Worker worker,
      Normalizer normalizer,
      Publisher publisher) {}

  SimulatedSuite(List<SimulatedShop> shops, ManualClock clock, Faults faults) {
    this.clock = clock;
    this.stores = new InMemoryStores(faults);
    this.ledger = new InMemoryLedger(faults);
    this.archive = new InMemoryRawArchive(faults);
    this.customers = new InMemoryCustomers(faults);
    this.erasures = new InMemoryErasures(faults);
    this.deadLetters = new InMemoryDeadLetters(faults);
    this.watch = new InMemoryCartWatch(faults);
    this.intake = new InMemoryIntakeQueue(clock, faults);
    this.jobs = new InMemoryPollQueue(clock, faults);
    this.bus = new InMemoryEventBus(faults);
    this.asked = new InMemoryAskedPolls(faults);
    this.secrets = new InMemorySecretBox(faults);
    this.transport = new ShopTransport(shops, faults);
    this.running = start();
  }

  private Processes start() {
    CartClient carts =
        new CartClient(
            transport,
            secrets,
            new CartClient.Surroundings(clock, clock::advance, () -> "nonce" + ++nonces));
    IntakeDoor door = new IntakeDoor(intake, archive);
    StoreHealth health = new StoreHealth(stores, ledger, clock);
    return new Processes(
        new Receiver(
            new Receiver.World(platforms, stores, stores, secrets, door, this::count, clock)),
        new Planner(platforms, stores, new Planner.Queues(jobs, intake), new Rhythm(POLL_INTERVAL)),
        new IdleCarts(watch, intake),
        new Worker(
            new Worker.World(
                platforms,
                stores,
                ledger,
                door,
                jobs,
                carts,
                secrets,
                health,
                asked,
                this::count,
                clock)),
        new Normalizer(
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
                door,
                carts,
                new Publisher(bus, clock::advance),
                this::count,
                clock)),
        new Publisher(bus, clock::advance));
  }

  /// Connects a shop as the store API does, before anything goes wrong.
  void connect(SimulatedShop shop) {
    StoreId id = new StoreId(shop.storeId());
    Credentials credentials =
        new Credentials(
            shop.platform()
                .cart()
                .credentials(
                    shop.platform()
                        .cart()
                        .settings(shop.address().toString())
                        .withCredentials(
                            SimulatedShop.KEY,
                            SimulatedShop.SECRET,
                            SimulatedShop.WEBHOOK_SECRET)));
    stores.add(
        new Store(
            id,
            new PlatformId(shop.platform().id()),
            shop.storeId(),
            shop.address(),
            "token-of-" + shop.storeId(),
            secrets.seal(id, credentials),
            true,
            Map.of(),
            StoreMapping.standard(),
            Store.State.ACTIVE,
            Optional.empty(),
            clock.instant(),
            0));
    shop.shop()
        .subscribe(
            "https://orderwire.test/webhooks/token-of-" + shop.storeId(),
            SimulatedShop.WEBHOOK_SECRET,
            List.of());
  }

  /// All that a store ever announced, as who asks the store API.
  void askForReplay(SimulatedShop shop) {
    EventReplay.Selection everything =
        new EventReplay.Selection(
            Optional.of(Instant.EPOCH), Optional.of(clock.instant()), Optional.empty(), List.of());
    EventReplay asked =
        new EventReplays(stores)
            .ask(new StoreId(shop.storeId()), everything, clock.instant())
            .orElseThrow()
            .replay();
    intake.send(EventReplays.message(asked, clock.instant(), Optional.empty()));
  }

  /// Lets a webhook in.
  Outcome deliver(Attempt attempt) {
    String path = attempt.address().getPath();
    Map<String, String> headers = new LinkedHashMap<>();
    attempt.headers().forEach(header -> headers.put(header.name(), header.value()));
    WebhookRequest request =
        new WebhookRequest(
            path.substring(path.lastIndexOf('/') + 1),
            new Delivery("POST", new Headers(headers), attempt.query(), attempt.body()),
            Optional.empty());
    try {
      return new Outcome.Answered(running.receiver().receive(request).status());
    } catch (Crash crash) {
      restart();
      return new Outcome.Unanswered("the receiver crashed");
    }
  }

  void plan() {
    survive(() -> running.planner().plan(clock.instant()));
    survive(() -> running.idleCarts().sweep(clock.instant()));
  }

  /// Runs one poll job, if one waits.
  void poll() {
    for (InMemoryQueue.Received<PollJob> received : jobs.queue().receive(1)) {
      if (!survive(
          () -> running.worker().run(received.message(), clock.instant().plus(INVOCATION)))) {
        jobs.queue().release(received);
      }
    }
  }

  /// Processes one batch of intake messages as the event source does: what failed comes again.
  void normalize() {
    for (InMemoryQueue.Received<IntakeMessage> received : intake.queue().receive(BATCH)) {
      if (!survive(
          () ->
              running.normalizer().process(received.message(), clock.instant().plus(INVOCATION)))) {
        intake.queue().release(received);
      }
    }
  }

  /// Publishes what the stream holds since the last checkpoint.
  void dispatch() {
    List<LedgerEntry> entries = ledger.stream(streamPosition);
    survive(
        () -> {
          OptionalInt missing = running.publisher().publish(entries);
          streamPosition += missing.orElse(entries.size());
        });
  }

  /// What operators do with dead letters once the cause is gone.
  void redrive() {
    intake.queue().redrive();
    jobs.queue().redrive();
  }

  /// Something can be done without time passing.
  boolean hasWork() {
    return intake.queue().hasVisible()
        || jobs.queue().hasVisible()
        || !ledger.stream(streamPosition).isEmpty();
  }

  boolean isIdle() {
    return intake.queue().isEmpty()
        && jobs.queue().isEmpty()
        && ledger.stream(streamPosition).isEmpty();
  }

  long counted(String name) {
    return counts.getOrDefault(name, 0L);
  }

  private void count(String name, long value, String platform) {
    counts.merge(name, value, Long::sum);
  }

  private void restart() {
    running = start();
    count("crashes", 1, "");
  }

  private boolean survive(Runnable work) {
    try {
      work.run();
      return true;
    } catch (FaultException fault) {
      return false;
    } catch (Crash crash) {
      restart();
      return false;
    }
  }
}
