package io.orderwire.system.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwire.connector.StoreMapping;
import io.orderwire.engine.IntakeDoor;
import io.orderwire.engine.RawKeys;
import io.orderwire.engine.Remap;
import io.orderwire.engine.Remaps;
import io.orderwire.message.Body;
import io.orderwire.message.Cause;
import io.orderwire.message.IntakeKind;
import io.orderwire.message.IntakeMessage;
import io.orderwire.message.PollJob;
import io.orderwire.model.ExternalId;
import io.orderwire.model.StoreId;
import io.orderwire.normalizer.Normalizer;
import io.orderwire.port.Ledger;
import io.orderwire.port.Ledger.Consistency;
import io.orderwire.port.Ledger.Tally;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Store;
import io.orderwire.port.Subject;
import io.orderwire.shops.Action;
import io.orderwire.storeapi.BilledCall;
import io.orderwire.storeapi.BilledCalls;
import io.orderwire.storeapi.CallsByCause;
import io.orderwire.testkit.InMemoryIntakeQueue;
import io.orderwire.testkit.ports.Samples;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/// What the store API's estimate goes by is what is called: what versions cost that no webhook
/// brought, and what it costs to count them.
@Isolated("counts the calls of the whole JVM")
class EstimatedCallsTest {
  private static final int VERSIONS = 2_000;
  private static final BigDecimal UNITS = new BigDecimal(50);
  private static EmbeddedAws aws;

  private CountedSuite suite;

  @BeforeAll
  static void start() {
    aws = new EmbeddedAws();
  }

  @AfterAll
  static void stop() {
    aws.close();
  }

  @BeforeEach
  void open() {
    suite = new CountedSuite(aws);
  }

  /// What goes to DynamoDB and S3 since the last reset.
  static void assertAsEstimated(BilledCalls estimate) {
    assertThat(counted().each()).isEqualTo(stored(estimate));
  }

  private static Map<BilledCall, BigDecimal> stored(BilledCalls calls) {
    return new BilledCalls(
            Map.of(
                BilledCall.DYNAMODB_READ, calls.of(BilledCall.DYNAMODB_READ).setScale(1),
                BilledCall.DYNAMODB_WRITE, calls.of(BilledCall.DYNAMODB_WRITE).setScale(1),
                BilledCall.S3_READ, calls.of(BilledCall.S3_READ).setScale(1),
                BilledCall.S3_WRITE, calls.of(BilledCall.S3_WRITE).setScale(1)))
        .each();
  }

  private static BilledCalls counted() {
    Map<String, BigDecimal> units = CallCounter.units();
    Map<String, Integer> calls = CallCounter.calls();
    return new BilledCalls(
        Map.of(
            BilledCall.DYNAMODB_READ,
            Stream.of("GetItem", "Query")
                .map(operation -> units.getOrDefault(operation, BigDecimal.ZERO))
                .reduce(new BigDecimal("0.0"), BigDecimal::add),
            BilledCall.DYNAMODB_WRITE,
            units.getOrDefault("PutItem", BigDecimal.ZERO).setScale(1),
            BilledCall.S3_READ,
            new BigDecimal(calls.getOrDefault("GetObject", 0)).setScale(1),
            BilledCall.S3_WRITE,
            new BigDecimal(calls.getOrDefault("PutObject", 0)).setScale(1)));
  }

  @Test
  void aPolledVersion() {
    StoreId store = new StoreId("polled-shop");
    Normalizer normalizer = connect(store);
    // the first one is there for its shapes to be known
    String order = "";
    for (int lives = 0; lives < 2; lives++) {
      order = suite.place(suite.shop, suite.random);
      polled(store, normalizer);
      suite.shop.act(new Action.Pay(order, Action.Payment.SALE, Optional.empty()));
      polled(store, normalizer);
      suite.shop.act(new Action.Ship(order, List.of(), Optional.empty()));
      if (lives == 0) {
        polled(store, normalizer);
      }
    }
    List<IntakeMessage> rows = listed(store);
    assertThat(rows).hasSize(1);
    CallCounter.reset();
    process(normalizer, rows.getFirst());
    assertAsEstimated(CallsByCause.of(Cause.POLL));
    assertBroughtBy(Cause.POLL, store, order);
    assertThat(CallsByCause.of(Cause.BACKFILL)).isEqualTo(CallsByCause.of(Cause.POLL));
  }

  @Test
  void aReplayedVersion() {
    StoreId store = new StoreId("replayed-shop");
    Normalizer before = connect(store);
    String first = suite.place(suite.shop, suite.random);
    String order = suite.place(suite.shop, suite.random);
    polled(store, before);
    mapOtherwise(store, 2);
    Normalizer learning = suite.normalizer(aws.wiring().customers(), suite.shop);
    process(learning, replay(store, order));
    mapOtherwise(store, 3);
    Normalizer normalizer = suite.normalizer(aws.wiring().customers(), suite.shop);
    // what a process learns of the store and its payloads once is no part of it
    process(normalizer, replay(store, first));
    IntakeMessage replay = replay(store, order);
    CallCounter.reset();
    process(normalizer, replay);
    assertAsEstimated(CallsByCause.of(Cause.REPLAY));
    assertBroughtBy(Cause.REPLAY, store, order);
  }

  /// What two orders more cost, by two.
  @Test
  void aRemappedVersion() {
    BilledCalls one = remapped(new StoreId("remapped-shop"), 1);
    BilledCalls three = remapped(new StoreId("remapped-mall"), 3);
    BilledCalls estimate = CallsByCause.of(Cause.REMAP);
    for (BilledCall call : stored(estimate).keySet()) {
      assertThat(three.of(call).subtract(one.of(call)))
          .as("%s of two versions", call)
          .isEqualByComparingTo(estimate.of(call).multiply(new BigDecimal(2)));
    }
  }

  private BilledCalls remapped(StoreId store, int orders) {
    CountedSuite others = new CountedSuite(aws);
    others.connect(store);
    List<String> placed = new ArrayList<>();
    for (int order = 0; order < orders; order++) {
      placed.add(others.place(others.shop, others.random));
    }
    Normalizer before = others.normalizer(aws.wiring().customers(), others.shop);
    listed(others, store).forEach(message -> process(before, message));
    mapOtherwise(store, 2);
    others.clock.advance(Duration.ofMinutes(1));
    Remap remap = new Remaps(aws.wiring().stores()).ask(store, 2, others.clock.instant()).remap();
    others.clock.advance(Duration.ofMinutes(1));
    Normalizer normalizer = others.normalizer(aws.wiring().customers(), others.shop);
    IntakeMessage message = Remaps.message(remap, others.clock.instant(), Optional.empty()).again();
    CallCounter.reset();
    normalizer.process(message, others.clock.instant().plus(Duration.ofMinutes(1)));
    BilledCalls counted = counted();
    placed.forEach(order -> assertBroughtBy(Cause.REMAP, store, order));
    return counted;
  }

  /// Forty versions to a read unit: what one request may read is known.
  @Test
  void whatCountingCosts() {
    StoreId store = new StoreId("a-store-of-usual-length");
    Ledger ledger = aws.wiring().ledger();
    Instant ten = Instant.parse("2026-11-23T10:00:00Z");
    for (int order = 0; order < VERSIONS; order++) {
      ledger.append(
          Samples.order(
              store, Integer.toString(5_551_000 + order), 1, ten.plusMillis(order), Cause.WEBHOOK));
    }
    CallCounter.reset();
    Tally tally = ledger.tally(store, ten, ten.plusSeconds(3600), VERSIONS);
    System.out.printf(
        "capacity: counting %d versions %s %s%n",
        VERSIONS, CallCounter.calls(), CallCounter.units());
    assertThat(tally.counts()).hasSize(1);
    assertThat(CallCounter.units().getOrDefault("Query", BigDecimal.ZERO))
        .as("of a request that counts %d", VERSIONS)
        .isPositive()
        .isLessThanOrEqualTo(UNITS);
  }

  private Normalizer connect(StoreId store) {
    suite.connect(store);
    return suite.normalizer(aws.wiring().customers(), suite.shop);
  }

  private void polled(StoreId store, Normalizer normalizer) {
    listed(store).forEach(message -> process(normalizer, message));
  }

  private List<IntakeMessage> listed(StoreId store) {
    return listed(suite, store);
  }

  private List<IntakeMessage> listed(CountedSuite of, StoreId store) {
    of.clock.advance(Duration.ofMinutes(10));
    InMemoryIntakeQueue queue = new InMemoryIntakeQueue(of.clock);
    of.run(of.worker(new IntakeDoor(queue, aws.wiring().rawArchive())), PollJob.due(store));
    return queue.queue().messages();
  }

  private void process(Normalizer normalizer, IntakeMessage message) {
    normalizer.process(message, suite.clock.instant().plus(Duration.ofHours(1)));
  }

  private static void assertBroughtBy(Cause cause, StoreId store, String order) {
    assertThat(newest(store, order).event().detail().metadata().cause()).isEqualTo(cause);
  }

  private static LedgerEntry newest(StoreId store, String order) {
    return aws.wiring()
        .ledger()
        .newest(Subject.order(store, new ExternalId(order)), Consistency.STRONG)
        .orElseThrow();
  }

  /// One field more is kept of each order.
  private static void mapOtherwise(StoreId id, int version) {
    Store store = aws.wiring().stores().get(id).orElseThrow();
    StoreMapping mapping =
        new StoreMapping(
            version,
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of("of_version_" + version, "/currency"),
            store.mapping().policies());
    assertThat(aws.wiring().stores().update(store.withMapping(mapping))).isTrue();
  }

  /// As the store API asks for it.
  private static IntakeMessage replay(StoreId store, String order) {
    LedgerEntry entry = newest(store, order);
    String key = entry.rawKey().orElseThrow();
    return new IntakeMessage(
        store,
        IntakeKind.REPLAY,
        Cause.REPLAY,
        entry.event().detail().metadata().receiptId(),
        RawKeys.read(key).orElseThrow().at(),
        Map.of(),
        Body.archived(key),
        Optional.of(new ExternalId(order)),
        0,
        true,
        Optional.empty());
  }
}
