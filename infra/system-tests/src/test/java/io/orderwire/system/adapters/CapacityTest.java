package io.orderwire.system.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwire.connector.Delivery;
import io.orderwire.message.Cause;
import io.orderwire.message.PollJob;
import io.orderwire.model.StoreId;
import io.orderwire.normalizer.Normalizer;
import io.orderwire.poller.Worker;
import io.orderwire.receiver.Receiver;
import io.orderwire.shops.Action;
import io.orderwire.shops.Attempt;
import io.orderwire.shops.Platform;
import io.orderwire.shops.Scenario;
import io.orderwire.shops.Shop;
import io.orderwire.shops.ShopSettings;
import io.orderwire.storeapi.CallsByCause;
import io.orderwire.testkit.InMemoryCustomers;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/// What one order version costs in calls and capacity units, counted on the wire: exact, so that a
/// change that costs more is seen.
@Isolated("counts the calls of the whole JVM")
class CapacityTest {
  private static final StoreId STORE = new StoreId("capacity-shop");
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

  @Test
  void whatAVersionCosts() {
    suite.connect(STORE);
    Receiver receiver = suite.receiver();
    learn();
    Normalizer normalizer = suite.normalizer(aws.wiring().customers(), suite.shop);
    String order = suite.place(suite.shop, suite.random);
    Attempt placed = suite.lastDelivery();
    Delivery delivery = CountedSuite.delivery(placed);
    CountedSuite.receive(receiver, STORE, delivery);

    CallCounter.reset();
    CountedSuite.receive(receiver, STORE, delivery);
    report("receive a webhook, warm", Map.of("SendMessage", 1));

    suite.process(normalizer, STORE, placed, "r1");
    CallCounter.reset();
    suite.process(normalizer, STORE, placed, "r1");
    report("redundant delivery", Map.of("Query", 1));

    suite.shop.act(new Action.Pay(order, Action.Payment.SALE, Optional.empty()));
    Attempt paid = suite.lastDelivery();
    CallCounter.reset();
    suite.process(normalizer, STORE, paid, "r2");
    // Two reads tell whose order it is.
    // The first call to a cart opens the store's credentials, once for the life of the process.
    report(
        "version that commits",
        Map.of("Decrypt", 1, "GetItem", 2, "PutItem", 1, "PutObject", 2, "Query", 2));

    suite.shop.act(new Action.Ship(order, List.of(), Optional.empty()));
    Attempt shipped = suite.lastDelivery();
    CallCounter.reset();
    suite.process(normalizer, STORE, shipped, "r3");
    report("later version", Map.of("GetItem", 2, "PutItem", 1, "PutObject", 1, "Query", 1));
    EstimatedCallsTest.assertAsEstimated(CallsByCause.of(Cause.WEBHOOK));
  }

  /// Another process, and another order before, of nobody that is known later: what the store's
  /// payloads look like is written down once, and read once by each process.
  private void learn() {
    RandomGenerator chance = RandomGeneratorFactory.of("L64X128MixRandom").create(8L);
    Shop before = suite.open(9000, chance);
    CountedSuite.subscribe(before, STORE);
    Normalizer first = suite.normalizer(new InMemoryCustomers(), before);
    String order = suite.place(before, chance);
    Attempt placed = suite.lastDelivery(before);
    CallCounter.reset();
    suite.process(first, STORE, placed, "l1");
    System.out.printf(
        "capacity: first payload of a store   calls %s units %s%n",
        CallCounter.calls(), CallCounter.units());
    // The order, and the shape of its payload.
    assertThat(CallCounter.calls())
        .isEqualTo(Map.of("GetItem", 2, "PutItem", 2, "PutObject", 1, "Query", 2));
    before.act(new Action.Pay(order, Action.Payment.SALE, Optional.empty()));
    suite.process(first, STORE, suite.lastDelivery(before), "l2");
    before.act(new Action.Ship(order, List.of(), Optional.empty()));
    Attempt shipped = suite.lastDelivery(before);
    suite.process(first, STORE, shipped, "l3");
    Normalizer second = suite.normalizer(new InMemoryCustomers(), before);
    CallCounter.reset();
    suite.process(second, STORE, shipped, "l3");
    // The store, the order, and the shapes of the store.
    report("first payload of a process", Map.of("GetItem", 1, "Query", 2));
  }

  /// A store in which nothing happens is polled for ever: it must cost next to nothing.
  @Test
  void whatAnUnchangedStoreCosts() {
    StoreId quiet = new StoreId("quiet-shop");
    suite.connect(quiet);
    suite.shop.act(new Action.Place(Scenario.GUEST.purchase(suite.random)));
    suite.clock.advance(Duration.ofMinutes(30));
    Worker worker = suite.worker(suite.door());
    suite.run(worker, PollJob.due(quiet));
    CallCounter.reset();
    suite.cartCalls = 0;
    suite.run(worker, PollJob.due(quiet));
    report("poll, nothing new", Map.of("GetItem", 2));
    EstimatedCallsTest.assertAsEstimated(CallsByCause.ofPoll());
    assertThat(suite.cartCalls).isEqualTo(1);

    CallCounter.reset();
    suite.run(worker, PollJob.due(quiet, PollJob.REREAD));
    report("re-read, nothing open", Map.of("GetItem", 2, "Query", 1));
  }

  /// An access token that ends costs nothing until five minutes before its end; then one delivery
  /// pays for the next one.
  @Test
  void whatAnAccessTokenThatEndsCosts() {
    ShopSettings settings = Platform.SHOPIFY.cart().settings("http://127.0.0.1:8099");
    Shop shopify = Platform.SHOPIFY.cart().open(settings, suite.clock, suite.random);
    StoreId store = new StoreId("token-shop");
    Instant end = suite.authorize(store, shopify, Platform.SHOPIFY, settings);
    Normalizer normalizer = suite.normalizer(new InMemoryCustomers(), shopify);
    List<String> orders =
        Stream.generate(() -> placed(normalizer, store, shopify)).limit(7).toList();
    // What the store's payloads look like is known by then.
    orders.subList(0, 4).forEach(order -> pay(normalizer, store, shopify, order));
    Map<String, Integer> usual = Map.of("GetItem", 1, "PutItem", 1, "PutObject", 2, "Query", 3);

    suite.waitUntilDeliveredAt(end.minus(Duration.ofMinutes(5)).minusSeconds(1));
    pay(normalizer, store, shopify, orders.get(4));
    report("delivery, good token", usual);
    assertThat(suite.cartCalls).isEqualTo(1);

    pay(normalizer, store, shopify, orders.get(5));
    // The lease is taken and given back; the store is read twice, the second time to be replaced.
    Map<String, Integer> renewal = new TreeMap<>(usual);
    renewal.put("Encrypt", 1);
    renewal.merge("GetItem", 2, Integer::sum);
    renewal.put("TransactWriteItems", 1);
    renewal.put("UpdateItem", 2);
    report("delivery, token renewed", renewal);
    assertThat(suite.cartCalls).isEqualTo(2);

    pay(normalizer, store, shopify, orders.get(6));
    report("delivery, the next token", usual);
    assertThat(suite.cartCalls).isEqualTo(1);
  }

  private String placed(Normalizer normalizer, StoreId store, Shop in) {
    String order = suite.place(in, suite.random);
    suite.process(normalizer, store, suite.lastDelivery(in), "placed-" + order);
    return order;
  }

  private void pay(Normalizer normalizer, StoreId store, Shop in, String order) {
    in.act(new Action.Pay(order, Action.Payment.SALE, Optional.empty()));
    Attempt paid = suite.lastDelivery(in);
    CallCounter.reset();
    suite.cartCalls = 0;
    suite.process(normalizer, store, paid, "paid-" + order);
  }

  private static void report(String path, Map<String, Integer> expected) {
    System.out.printf(
        "capacity: %-26s calls %s units %s%n", path, CallCounter.calls(), CallCounter.units());
    assertThat(CallCounter.calls()).as(path).isEqualTo(expected);
    assertThat(CallCounter.units().getOrDefault("PutItem", BigDecimal.ZERO))
        .as("write units of %s", path)
        .isLessThanOrEqualTo(new BigDecimal(4));
  }
}
