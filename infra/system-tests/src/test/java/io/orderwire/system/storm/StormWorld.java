package io.orderwire.system.storm;

import io.orderwire.connector.Connector;
import io.orderwire.connector.FaultException;
import io.orderwire.connector.StoreMapping;
import io.orderwire.engine.CartClient;
import io.orderwire.engine.IntakeDoor;
import io.orderwire.engine.Platforms;
import io.orderwire.engine.Publisher;
import io.orderwire.engine.ReceiptIds;
import io.orderwire.engine.Rhythm;
import io.orderwire.engine.StoreHealth;
import io.orderwire.message.Event;
import io.orderwire.message.IntakeKind;
import io.orderwire.message.IntakeMessage;
import io.orderwire.message.PollJob;
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
import io.orderwire.system.storm.Design.Habit;
import io.orderwire.system.storm.Postman.Letter;
import io.orderwire.testkit.Crash;
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
import io.orderwire.testkit.TestConnector;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// The functions over in-memory ports before a light cart, and the event sources that call them. A
/// crash ends a process: what it had in memory is gone, what it had written is not.
final class StormWorld {
  static final StoreId STORE = new StoreId("acme-eu");

  static final String TOKEN = "endpoint";
  private static final int STRAY = 8;
  private static final Duration INVOCATION = Duration.ofSeconds(60);
  private static final Rhythm RHYTHM = new Rhythm(Duration.ofMinutes(1));

  final ManualClock clock;
  final Swarm swarm;
  final Journal journal;
  final StormFaults faults;
  final Postman postman;
  final LightCart cart;
  final InMemoryStores stores;
  final InMemoryLedger ledger;
  final InMemoryRawArchive archive;
  final InMemoryIntakeQueue intake;
  final InMemoryPollQueue jobs;
  final InMemoryEventBus bus;
  final InMemoryCustomers customers;
  final InMemoryCartWatch watch;
  final InMemoryErasures erasures;
  final InMemoryDeadLetters deadLetters;
  final Tally tally = new Tally();
  final Connector connector;

  /// Bodies of the deliveries that were answered with success.
  final List<Letter> accepted = new ArrayList<>();

  /// Messages that became dead letters once and that nobody put back.
  final List<IntakeMessage> stray = new ArrayList<>();

  private final InMemorySecretBox secrets = new InMemorySecretBox();
  private final Design design;
  private Processes running;
  private int streamPosition;

  /// The functions of one life.
  private record Processes(
      Receiver receiver,
      Planner planner,
      IdleCarts idleCarts,
      Worker worker,
      Normalizer normalizer,
      Publisher publisher) {}

  StormWorld(Swarm swarm, Design design, ManualClock clock, Journal journal) {
    this.clock = clock;
    this.swarm = swarm;
    this.journal = journal;
    this.design = design;
    faults = new StormFaults(swarm, clock, journal);
    postman = new Postman(clock, swarm, journal);
    cart = new LightCart(clock, swarm, faults, journal, postman);
    stores = new InMemoryStores(faults);
    ledger = new InMemoryLedger(faults);
    archive = new InMemoryRawArchive(faults);
    intake = new InMemoryIntakeQueue(clock, faults);
    jobs = new InMemoryPollQueue(clock, faults);
    bus = new InMemoryEventBus(faults);
    customers = new InMemoryCustomers(faults);
    watch = new InMemoryCartWatch(faults);
    erasures = new InMemoryErasures(faults);
    deadLetters = new InMemoryDeadLetters(faults);
    connector = design.connector(light(TestConnector.create(), swarm.has(Trouble.UNSUBSCRIBED)));
    stores.add(store());
    if (swarm.has(Trouble.UNSUBSCRIBED)) {
      LightHooks.connected(clock.instant()).save(stores, STORE, 0);
    }
    running = start();
  }

  private static Connector light(Connector test, boolean registers) {
    return new Connector(
        test.descriptor(),
        test.webhooks(),
        registers ? Optional.of(new LightHooks()) : test.registry(),
        new LightFeed(test.feed()),
        test.orders(),
        test.carts(),
        test.statuses());
  }

  private Store store() {
    StoreMapping standard = StoreMapping.standard();
    return new Store(
        STORE,
        TestConnector.PLATFORM,
        "Acme",
        URI.create("https://shop.example"),
        TOKEN,
        secrets.seal(
            STORE,
            new Credentials(
                Map.of(TestConnector.TOKEN, "t0ken", TestConnector.SECRET, Postman.SECRET))),
        true,
        Map.of(),
        new StoreMapping(
            1, Map.of(), Map.of(), Map.of(), Map.of(), design.policies(standard.policies())),
        Store.State.ACTIVE,
        Optional.empty(),
        clock.instant(),
        0);
  }

  private Processes start() {
    Design.Ports ports =
        design.ports(
            new Design.Ports(
                new LaggingLedger(ledger, swarm, faults::isRaging),
                stores,
                intake,
                archive,
                bus,
                new Design.Beside(watch, customers, erasures, deadLetters)),
            clock);
    Platforms platforms = new Platforms(List.of(connector));
    CartClient carts =
        new CartClient(
            cart, secrets, new CartClient.Surroundings(clock, clock::advance, () -> "nonce"));
    IntakeDoor door = new IntakeDoor(ports.intake(), ports.archive());
    StoreHealth health = new StoreHealth(ports.stores(), ports.ledger(), clock);
    return new Processes(
        new Receiver(
            new Receiver.World(
                platforms, ports.stores(), ports.stores(), secrets, door, tally, clock)),
        new Planner(platforms, ports.stores(), new Planner.Queues(jobs, ports.intake()), RHYTHM),
        new IdleCarts(ports.beside().watch(), ports.intake()),
        new Worker(
            new Worker.World(
                platforms,
                ports.stores(),
                ports.ledger(),
                door,
                jobs,
                carts,
                secrets,
                health,
                new InMemoryAskedPolls(faults),
                tally,
                clock)),
        new Normalizer(
            new io.orderwire.normalizer.World(
                platforms,
                ports.stores(),
                ports.stores(),
                ports.ledger(),
                ports.archive(),
                ports.beside().watch(),
                ports.beside().customers(),
                ports.beside().erasures(),
                ports.beside().deadLetters(),
                door,
                carts,
                new Publisher(ports.bus(), clock::advance),
                tally,
                clock)),
        new Publisher(ports.bus(), clock::advance));
  }

  /// Lets a webhook in and answers with the status.
  int receive(Letter letter) {
    try {
      int status =
          running
              .receiver()
              .receive(new WebhookRequest(TOKEN, letter.delivery(), Optional.empty()))
              .status();
      if (status == 200) {
        accepted.add(letter);
      }
      return status;
    } catch (Crash crash) {
      restart();
      return 502;
    }
  }

  void plan() {
    survive(() -> running.planner().plan(clock.instant()));
    if (swarm.has(Trouble.CARTS)) {
      lookAtCarts();
    }
  }

  void lookAtCarts() {
    survive(() -> running.idleCarts().sweep(clock.instant()));
  }

  /// Asks that a buyer be forgotten. True once that is durable.
  boolean forget(IntakeMessage request) {
    return survive(() -> intake.send(request));
  }

  /// Runs one poll job, if one waits.
  void poll() {
    for (InMemoryQueue.Received<PollJob> received : jobs.queue().receive(1)) {
      String loop = received.message().loop();
      if ((loop.equals(PollJob.REREAD) && design.has(Habit.NOTHING_IS_READ_AGAIN))
          || (loop.equals(PollJob.SUBSCRIPTIONS) && design.has(Habit.NOBODY_MINDS_SUBSCRIPTIONS))) {
        continue;
      }
      boolean done =
          survive(
              () -> {
                Worker.Report report =
                    running.worker().run(received.message(), clock.instant().plus(INVOCATION));
                journal.note(() -> "poll " + received.message().loop() + ": " + report);
              });
      if (!done) {
        jobs.queue().release(received);
      }
    }
  }

  /// Processes intake messages as the event source does: what failed comes again.
  void normalize(int most) {
    for (InMemoryQueue.Received<IntakeMessage> received : intake.queue().receive(most)) {
      normalize(received);
    }
  }

  private void normalize(InMemoryQueue.Received<IntakeMessage> received) {
    IntakeMessage message = received.message();
    if (swarm.has(Trouble.REDACT)
        && message.kind() != IntakeKind.ERASE
        && swarm.aside(STRAY) == 0
        && !cart.trader().visitors().isFarewellSaid()) {
      stray.add(message);
      deadLetters.add(message);
    }
    boolean done =
        survive(
            () -> {
              var outcomes =
                  running.normalizer().process(message, clock.instant().plus(INVOCATION));
              journal.note(
                  () ->
                      "%s %s of %s: %s"
                          .formatted(message.cause(), message.kind(), message.subject(), outcomes));
            });
    boolean lost = design.has(Habit.ACKNOWLEDGE_BEFORE_WORK);
    boolean comesAgain =
        done ? swarm.strikes(Trouble.REDELIVERY) && received.receiveCount() < 3 : !lost;
    if (comesAgain) {
      intake.queue().release(received);
    }
  }

  /// Publishes what the stream holds since the last checkpoint.
  void dispatch() {
    if (streamPosition > 0 && swarm.strikes(Trouble.STREAM_REPLAY)) {
      int back = swarm.below(streamPosition);
      journal.note(() -> "the stream is read again from " + back);
      streamPosition = back;
    }
    List<LedgerEntry> entries = ledger.stream(streamPosition);
    if (entries.isEmpty()) {
      return;
    }
    int from = streamPosition;
    if (design.has(Habit.CHECKPOINT_BEFORE_PUBLISHING)) {
      streamPosition = from + entries.size();
    }
    int heard = bus.size();
    survive(
        () -> {
          OptionalInt missing = running.publisher().publish(entries);
          int reached = from + missing.orElse(entries.size());
          streamPosition =
              design.has(Habit.CHECKPOINT_BEFORE_PUBLISHING) ? streamPosition : reached;
          journal.note(() -> "published up to " + reached);
        });
    Set<String> ids = new HashSet<>();
    for (Event event : bus.since(heard)) {
      if (!ids.add(event.detail().metadata().eventId())) {
        tally.count("heard_twice", 1, "");
      }
    }
  }

  /// Something can be done without time passing.
  boolean hasWork() {
    return intake.queue().hasVisible()
        || jobs.queue().hasVisible()
        || ledger.size() > streamPosition;
  }

  boolean isIdle() {
    return intake.queue().isEmpty() && jobs.queue().isEmpty() && ledger.size() <= streamPosition;
  }

  /// The name under which a delivery is known for ever.
  String receiptId(Letter letter) {
    return ReceiptIds.delivery(
        connector.webhooks().deliveryId(letter.delivery().headers()),
        connector.webhooks().topic(letter.delivery().headers()),
        letter.delivery().body());
  }

  boolean has(Habit habit) {
    return design.has(habit);
  }

  private void restart() {
    running = start();
    tally.count("crashes", 1, "");
  }

  private boolean survive(Runnable work) {
    try {
      work.run();
      return true;
    } catch (FaultException fault) {
      journal.note(() -> "failed: " + fault.getMessage());
      return false;
    } catch (Crash crash) {
      restart();
      return false;
    }
  }
}
