package io.orderwire.normalizer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.connector.FaultException;
import io.orderwire.connector.StoreMapping;
import io.orderwire.connector.StoreMapping.Policies;
import io.orderwire.connector.StoreMapping.ReadPolicy;
import io.orderwire.engine.CartClient;
import io.orderwire.engine.IntakeDoor;
import io.orderwire.engine.Platforms;
import io.orderwire.engine.Publisher;
import io.orderwire.engine.ReceiptIds;
import io.orderwire.message.Body;
import io.orderwire.message.Cause;
import io.orderwire.message.EventData;
import io.orderwire.message.EventType;
import io.orderwire.message.IntakeKind;
import io.orderwire.message.IntakeMessage;
import io.orderwire.model.ExternalId;
import io.orderwire.model.Order;
import io.orderwire.model.StoreId;
import io.orderwire.port.CartTransport;
import io.orderwire.port.Credentials;
import io.orderwire.port.Ledger;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Store;
import io.orderwire.port.Subject;
import io.orderwire.testkit.CountedMetrics;
import io.orderwire.testkit.Crash;
import io.orderwire.testkit.Faults;
import io.orderwire.testkit.InMemoryCartWatch;
import io.orderwire.testkit.InMemoryCustomers;
import io.orderwire.testkit.InMemoryDeadLetters;
import io.orderwire.testkit.InMemoryErasures;
import io.orderwire.testkit.InMemoryEventBus;
import io.orderwire.testkit.InMemoryIntakeQueue;
import io.orderwire.testkit.InMemoryLedger;
import io.orderwire.testkit.InMemoryQueue.Received;
import io.orderwire.testkit.InMemoryRawArchive;
import io.orderwire.testkit.InMemorySecretBox;
import io.orderwire.testkit.InMemoryStores;
import io.orderwire.testkit.ManualClock;
import io.orderwire.testkit.TestConnector;
import io.orderwire.testkit.TestShop;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The normalizer over an in-memory world, with one store of the test platform.
final class Stage {
  static final StoreId STORE = new StoreId("acme-eu");
  static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  final CountedSteps steps;
  final ManualClock clock = new ManualClock(NOON.plusSeconds(3600));
  final InMemoryLedger ledger;
  final InMemoryStores stores;
  final InMemoryRawArchive archive;
  final InMemoryCartWatch watch;
  final InMemoryCustomers customers;
  final InMemoryErasures erasures;
  final InMemoryDeadLetters deadLetters;
  final InMemoryIntakeQueue intake;
  final InMemoryEventBus bus;
  final TestShop shop = new TestShop();
  final CountedMetrics metrics = new CountedMetrics();
  private final InMemorySecretBox secrets = new InMemorySecretBox();
  Duration readTakes = Duration.ZERO;
  private Ledger seenLedger;
  private Optional<Normalizer> running = Optional.empty();

  Stage() {
    this(Faults.NONE);
  }

  Stage(Faults faults) {
    steps =
        new CountedSteps(
            (step, moment) -> {
              if (step == Faults.Step.LEDGER_READ) {
                clock.advance(readTakes);
              }
              faults.at(step, moment);
            });
    ledger = new InMemoryLedger(steps);
    stores = new InMemoryStores(steps);
    archive = new InMemoryRawArchive(steps);
    watch = new InMemoryCartWatch(steps);
    customers = new InMemoryCustomers(steps);
    erasures = new InMemoryErasures(steps);
    deadLetters = new InMemoryDeadLetters(steps);
    intake = new InMemoryIntakeQueue(clock, steps);
    bus = new InMemoryEventBus(steps);
    seenLedger = ledger;
    stores.add(store(policies(ReadPolicy.CONFIRM), true));
    steps.reset();
  }

  static Policies policies(ReadPolicy read) {
    return new Policies(read, false, Set.of(), false, false, Optional.empty(), false);
  }

  Stage with(Policies policies, boolean canCall) {
    stores.remove(STORE);
    stores.add(store(policies, canCall));
    steps.reset();
    return this;
  }

  /// The normalizer sees the ledger through this.
  Stage through(Ledger other) {
    seenLedger = other;
    return this;
  }

  /// One process from here on, which knows what the store's payloads look like: with nothing but
  /// what each of them has, and with whatever one may have.
  Stage warm() {
    Normalizer process = normalizer();
    ObjectNode plain = order("known", 0, "pending");
    ObjectNode full =
        order("known", 1, "pending")
            .put("total", "1.00")
            .put("stated", "1.00")
            .put("paid_at", NOON.toString())
            .put("method", "card")
            .put("shipped", false)
            .put("draft", false)
            .put("test", false)
            .put("fraud", false);
    for (ObjectNode each : List.of(plain, full)) {
      shop.has(each);
      IntakeMessage delivered = webhook(each);
      process.process(delivered, clock.instant().plusSeconds(30));
      process.process(row(each), clock.instant().plusSeconds(30));
      process.process(
          delivery("order-thin", TestShop.bytes(order("known", 0, ""))),
          clock.instant().plusSeconds(30));
    }
    running = Optional.of(process);
    shop.hasNot("known");
    steps.reset();
    return this;
  }

  private Store store(Policies policies, boolean canCall) {
    return new Store(
        STORE,
        TestConnector.PLATFORM,
        "Acme",
        URI.create("https://shop.example"),
        "endpoint-token",
        secrets.seal(
            STORE,
            new Credentials(Map.of(TestConnector.TOKEN, "t0ken", TestConnector.SECRET, "s3cret"))),
        canCall,
        Map.of(),
        new StoreMapping(1, Map.of(), Map.of(), Map.of(), Map.of(), policies),
        Store.State.ACTIVE,
        Optional.empty(),
        NOON.minus(Duration.ofDays(1)),
        0);
  }

  /// A new process: nothing is remembered but what is durable.
  Normalizer normalizer() {
    CartTransport transport =
        request -> {
          steps.at(Faults.Step.CART_CALL, Faults.Moment.BEFORE);
          return shop.exchange(request);
        };
    CartClient carts =
        new CartClient(
            transport, secrets, new CartClient.Surroundings(clock, clock::advance, () -> "nonce"));
    return new Normalizer(
        new World(
            new Platforms(List.of(TestConnector.create())),
            stores,
            stores,
            seenLedger,
            archive,
            watch,
            customers,
            erasures,
            deadLetters,
            new IntakeDoor(intake, archive),
            carts,
            new Publisher(bus, clock::advance),
            metrics,
            clock));
  }

  List<Outcome> process(IntakeMessage message) {
    return running.orElseGet(this::normalizer).process(message, clock.instant().plusSeconds(30));
  }

  Outcome.What one(IntakeMessage message) {
    return process(message).getFirst().what();
  }

  /// Works the queue off as Lambda does: what fails is delivered again, what is delayed comes when
  /// its time has come.
  void drain() {
    for (int round = 0; round < 2_000 && !intake.queue().isEmpty(); round++) {
      if (!intake.queue().hasVisible()) {
        clock.advance(Duration.ofMinutes(5));
      }
      for (Received<IntakeMessage> each : intake.queue().receive(10)) {
        try {
          process(each.message());
        } catch (FaultException | Crash again) {
          intake.queue().release(each);
        }
      }
    }
  }

  static ObjectNode order(String id, int second, String payment) {
    return TestShop.order(id, NOON.plusSeconds(second), payment);
  }

  IntakeMessage webhook(ObjectNode document) {
    return delivery("order", TestShop.bytes(document));
  }

  IntakeMessage delivery(String topic, byte[] body) {
    Map<String, String> headers = new TreeMap<>();
    headers.put("x-test-topic", topic);
    return new IntakeMessage(
        STORE,
        IntakeKind.DELIVERY,
        Cause.WEBHOOK,
        ReceiptIds.delivery(Optional.empty(), topic, body),
        clock.instant(),
        headers,
        Body.of(body),
        Optional.empty(),
        0,
        false,
        Optional.of("1-trace"));
  }

  IntakeMessage row(ObjectNode document) {
    byte[] body = TestShop.bytes(document);
    return new IntakeMessage(
        STORE,
        IntakeKind.ROW,
        Cause.POLL,
        ReceiptIds.delivery(Optional.empty(), "row", body),
        clock.instant(),
        Map.of(),
        Body.of(body),
        Optional.of(new ExternalId(document.path("id").textValue())),
        0,
        false,
        Optional.empty());
  }

  IntakeMessage replay(String rawKey, Map<String, String> headers, String receiptId) {
    return new IntakeMessage(
        STORE,
        IntakeKind.REPLAY,
        Cause.REPLAY,
        receiptId,
        clock.instant(),
        headers,
        Body.archived(rawKey),
        Optional.empty(),
        0,
        true,
        Optional.empty());
  }

  List<LedgerEntry> versions(String id) {
    return ledger.history(Subject.order(STORE, new ExternalId(id)), 1, 1_000);
  }

  List<EventType> types(String id) {
    return versions(id).stream().map(entry -> entry.event().type()).toList();
  }

  Order newest(String id) {
    return versions(id).getLast().order().orElseThrow();
  }

  EventData.OrderChange change(String id, int version) {
    return (EventData.OrderChange) versions(id).get(version - 1).event().detail().data();
  }

  List<EventData.Quarantined> receipt(String receiptId) {
    return ledger.history(Subject.receipt(STORE, receiptId), 1, 100).stream()
        .map(entry -> Entries.receiptOf(entry).orElseThrow())
        .toList();
  }

  List<EventData.StoreHealth> health() {
    return ledger.history(Subject.health(STORE), 1, 100).stream()
        .map(entry -> (EventData.StoreHealth) entry.event().detail().data())
        .toList();
  }

  Store store() {
    return stores.get(STORE).orElseThrow();
  }
}
