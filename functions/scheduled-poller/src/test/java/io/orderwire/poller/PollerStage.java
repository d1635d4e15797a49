package io.orderwire.poller;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.connector.Connector;
import io.orderwire.connector.Mapping;
import io.orderwire.connector.PlatformOrder;
import io.orderwire.connector.RawReads;
import io.orderwire.connector.StoreMapping;
import io.orderwire.engine.CartClient;
import io.orderwire.engine.IntakeDoor;
import io.orderwire.engine.OrderAssembler;
import io.orderwire.engine.Platforms;
import io.orderwire.engine.Provenance;
import io.orderwire.engine.StoreHealth;
import io.orderwire.engine.VersionDecision;
import io.orderwire.message.Cause;
import io.orderwire.message.Event;
import io.orderwire.message.EventData;
import io.orderwire.message.EventMetadata;
import io.orderwire.message.EventType;
import io.orderwire.message.IntakeKind;
import io.orderwire.message.IntakeMessage;
import io.orderwire.message.PollJob;
import io.orderwire.model.ExternalId;
import io.orderwire.model.Order;
import io.orderwire.model.Read;
import io.orderwire.model.Source;
import io.orderwire.model.StoreId;
import io.orderwire.port.CartTransport;
import io.orderwire.port.Credentials;
import io.orderwire.port.Ledger.Consistency;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Store;
import io.orderwire.port.Stores.Polling;
import io.orderwire.port.Subject;
import io.orderwire.testkit.CountedMetrics;
import io.orderwire.testkit.Faults;
import io.orderwire.testkit.Faults.Moment;
import io.orderwire.testkit.Faults.Step;
import io.orderwire.testkit.InMemoryAskedPolls;
import io.orderwire.testkit.InMemoryIntakeQueue;
import io.orderwire.testkit.InMemoryLedger;
import io.orderwire.testkit.InMemoryPollQueue;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/// A store of the test platform that is polled, and a ledger into which somebody records: in the
/// place of the normalizer, which is another function.
final class PollerStage {
  static final StoreId STORE = new StoreId("acme-eu");
  static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  final List<Step> calls = new ArrayList<>();
  final ManualClock clock = new ManualClock(NOON);
  Faults faults = Faults.NONE;
  private final Faults counted =
      (step, moment) -> {
        if (moment == Moment.BEFORE) {
          calls.add(step);
        }
        this.faults.at(step, moment);
      };
  final InMemoryStores stores = new InMemoryStores(counted);
  final InMemoryLedger ledger = new InMemoryLedger(counted);
  final InMemoryIntakeQueue intake = new InMemoryIntakeQueue(clock, counted);
  final InMemoryPollQueue jobs = new InMemoryPollQueue(clock, counted);
  final InMemoryAskedPolls asked = new InMemoryAskedPolls(counted);
  final CountedMetrics metrics = new CountedMetrics();
  final TestShop shop = new TestShop();
  Duration callTakes = Duration.ZERO;

  private final Map<String, ObjectNode> documents = new TreeMap<>();
  private final InMemorySecretBox secrets = new InMemorySecretBox();
  private final Connector connector = TestConnector.create();

  PollerStage() {
    this(Map.of());
  }

  PollerStage(Map<String, String> options) {
    stores.add(
        new Store(
            STORE,
            TestConnector.PLATFORM,
            "Acme",
            URI.create("https://shop.example"),
            "endpoint-token",
            secrets.seal(STORE, new Credentials(Map.of(TestConnector.TOKEN, "t0ken"))),
            true,
            options,
            StoreMapping.standard(),
            Store.State.ACTIVE,
            Optional.empty(),
            NOON.minus(Duration.ofDays(100)),
            0));
    calls.clear();
  }

  /// An order in the shop, changed so many seconds after noon.
  static ObjectNode order(String id, int second, String total) {
    return TestShop.order(id, NOON.plusSeconds(second), "pending").put("total", total);
  }

  /// The shop has it, and a webhook has brought it.
  void known(ObjectNode order) {
    shop.has(order);
    record(order, Cause.WEBHOOK);
  }

  /// Appends the next version of an order, unless it is what is there.
  void record(ObjectNode document, Cause cause) {
    Subject subject = Subject.order(STORE, new ExternalId(document.path("id").asText()));
    Optional<LedgerEntry> newest = ledger.newest(subject, Consistency.STRONG);
    Mapping<PlatformOrder> mapped =
        connector.orders().map(document, store().context(), RawReads.UNTRACKED);
    if (!(mapped instanceof Mapping.Normalized<PlatformOrder> normalized)
        || !(OrderAssembler.assemble(
                normalized,
                newest.flatMap(LedgerEntry::order),
                new Provenance(store(), connector, Read.FETCHED, "receipt"),
                true)
            instanceof OrderAssembler.Assembly.Assembled(Order order, boolean draft))) {
      throw new IllegalStateException("not an order: " + document);
    }
    Optional<Source> known = newest.flatMap(LedgerEntry::order).map(Order::source);
    if (VersionDecision.of(order.source(), known) != VersionDecision.DUPLICATE) {
      append(subject, order, draft, cause);
    }
    documents.put(subject.id(), document.deepCopy());
  }

  private void append(Subject subject, Order order, boolean draft, Cause cause) {
    Instant now = clock.instant();
    EventMetadata metadata =
        new EventMetadata(
            subject.eventId(order.version()),
            EventMetadata.SCHEMA_VERSION,
            STORE,
            TestConnector.PLATFORM,
            order.version(),
            order.lifecycle().updatedAt(),
            now,
            cause,
            "receipt",
            1,
            false,
            Optional.empty());
    EventData data =
        new EventData.OrderChange(
            List.of(), List.of(), Optional.empty(), Optional.of(order), Optional.empty());
    ledger.append(
        new LedgerEntry(
            subject,
            order.version(),
            new Event(EventType.ORDER_CHANGED, new Event.Detail(metadata, data)),
            !draft,
            Optional.empty()));
  }

  /// Takes in what was handed over, as the normalizer would: what is fetched is the shop's own.
  void takeIn() {
    for (Received<IntakeMessage> received : intake.queue().receive(1_000)) {
      IntakeMessage message = received.message();
      ExternalId id = message.subject().orElseThrow();
      shop.order(id.value())
          .ifPresentOrElse(
              order -> record(order, Cause.POLL),
              () -> {
                if (message.kind() == IntakeKind.MISSING) {
                  record(
                      Objects.requireNonNull(documents.get(id.value())).put("cancelled", true),
                      Cause.POLL);
                }
              });
    }
  }

  Worker.Report run(PollJob job) {
    return run(job, Duration.ofMinutes(10));
  }

  Worker.Report run(PollJob job, Duration time) {
    return worker().run(job, clock.instant().plus(time));
  }

  /// Runs the jobs that wait and takes in what they hand over, until nothing waits.
  void settle() {
    for (int round = 0;
        round < 100 && !(jobs.queue().isEmpty() && intake.queue().isEmpty());
        round++) {
      takeIn();
      for (Received<PollJob> received : jobs.queue().receive(10)) {
        run(received.message());
      }
      clock.advance(Duration.ofSeconds(10));
    }
  }

  Worker worker() {
    CartTransport transport =
        request -> {
          counted.at(Step.CART_CALL, Moment.BEFORE);
          clock.advance(callTakes);
          return shop.exchange(request);
        };
    CartClient carts =
        new CartClient(
            transport, secrets, new CartClient.Surroundings(clock, clock::advance, () -> "nonce"));
    return new Worker(
        new Worker.World(
            new Platforms(List.of(connector)),
            stores,
            ledger,
            new IntakeDoor(intake, new InMemoryRawArchive()),
            jobs,
            carts,
            secrets,
            new StoreHealth(stores, ledger, clock),
            asked,
            metrics,
            clock));
  }

  List<String> enqueued() {
    return intake.queue().messages().stream()
        .map(message -> message.subject().orElseThrow().value())
        .toList();
  }

  Optional<Polling> polling(String loop) {
    return stores.polling(STORE, loop);
  }

  List<EventData.Reconciled> certificates() {
    return ledger.history(Subject.reconciliation(STORE), 1, 100).stream()
        .map(entry -> (EventData.Reconciled) entry.event().detail().data())
        .toList();
  }

  private Store store() {
    return stores.get(STORE).orElseThrow();
  }
}
