package io.orderwire.system.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwire.connector.Authorization;
import io.orderwire.connector.Authorization.Answer;
import io.orderwire.connector.Authorization.App;
import io.orderwire.connector.Authorization.Asked;
import io.orderwire.connector.CartReply;
import io.orderwire.connector.Connector;
import io.orderwire.connector.Delivery;
import io.orderwire.connector.Headers;
import io.orderwire.connector.StoreContext;
import io.orderwire.connector.StoreMapping;
import io.orderwire.connectors.Connectors;
import io.orderwire.engine.Authorizing;
import io.orderwire.engine.CartClient;
import io.orderwire.engine.IntakeDoor;
import io.orderwire.engine.Platforms;
import io.orderwire.engine.StoreHealth;
import io.orderwire.message.Body;
import io.orderwire.message.Cause;
import io.orderwire.message.IntakeKind;
import io.orderwire.message.IntakeMessage;
import io.orderwire.message.PollJob;
import io.orderwire.model.PlatformId;
import io.orderwire.model.StoreId;
import io.orderwire.normalizer.Normalizer;
import io.orderwire.normalizer.World;
import io.orderwire.poller.Worker;
import io.orderwire.port.CartTransport;
import io.orderwire.port.Credentials;
import io.orderwire.port.Customers;
import io.orderwire.port.Store;
import io.orderwire.receiver.Receiver;
import io.orderwire.receiver.WebhookRequest;
import io.orderwire.shops.Action;
import io.orderwire.shops.Attempt;
import io.orderwire.shops.Platform;
import io.orderwire.shops.Purchase;
import io.orderwire.shops.Scenario;
import io.orderwire.shops.Shop;
import io.orderwire.shops.ShopReply;
import io.orderwire.shops.ShopRequest;
import io.orderwire.shops.ShopSettings;
import io.orderwire.testkit.InMemoryCustomers;
import io.orderwire.testkit.ManualClock;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/// What one order version costs in calls and capacity units, counted on the wire: exact, so that a
/// change that costs more is seen.
@Isolated("counts the calls of the whole JVM")
class CapacityTest {
  private static final StoreId STORE = new StoreId("capacity-shop");
  private static final ShopSettings SHOPIFY =
      Platform.SHOPIFY.cart().settings("http://127.0.0.1:8099");
  private static final Duration DELIVERED_WITHIN = Duration.ofSeconds(30);
  private static EmbeddedAws aws;

  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-23T08:00:00Z"));
  private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7L);
  private int cartCalls;
  private final Shop shop = open(1000, random);

  private Shop open(int firstId, RandomGenerator chance) {
    return Platform.WOOCOMMERCE
        .cart()
        .open(
            Platform.WOOCOMMERCE
                .cart()
                .settings("http://shop.test")
                .change()
                .firstId(firstId)
                .done(),
            clock,
            chance);
  }

  @BeforeAll
  static void start() {
    aws = new EmbeddedAws();
  }

  @AfterAll
  static void stop() {
    aws.close();
  }

  @Test
  void whatAVersionCosts() {
    Platforms platforms = new Platforms(Connectors.all());
    connect(STORE.value());
    Receiver receiver = receiver(platforms);
    learn(platforms);
    Normalizer normalizer = normalizer(platforms, aws.wiring().customers(), shop);
    String order = place(shop, random);
    Attempt placed = lastDelivery();
    Delivery delivery = delivery(placed);
    receive(receiver, delivery);

    CallCounter.reset();
    receive(receiver, delivery);
    report("receive a webhook, warm", Map.of("SendMessage", 1));

    process(normalizer, placed, "r1");
    CallCounter.reset();
    process(normalizer, placed, "r1");
    report("redundant delivery", Map.of("Query", 1));

    shop.act(new Action.Pay(order, Action.Payment.SALE, Optional.empty()));
    Attempt paid = lastDelivery();
    CallCounter.reset();
    process(normalizer, paid, "r2");
    // Two reads tell whose order it is.
    // The first call to a cart opens the store's credentials, once for the life of the process.
    report(
        "version that commits",
        Map.of("Decrypt", 1, "GetItem", 2, "PutItem", 1, "PutObject", 2, "Query", 2));

    shop.act(new Action.Ship(order, List.of(), Optional.empty()));
    Attempt shipped = lastDelivery();
    CallCounter.reset();
    process(normalizer, shipped, "r3");
    report("later version", Map.of("GetItem", 2, "PutItem", 1, "PutObject", 1, "Query", 1));
  }

  /// Another process, and another order before, of nobody that is known later: what the store's
  /// payloads look like is written down once, and read once by each process.
  private void learn(Platforms platforms) {
    RandomGenerator chance = RandomGeneratorFactory.of("L64X128MixRandom").create(8L);
    Shop before = open(9000, chance);
    before.subscribe(
        "https://orderwire.test/webhooks/capacity-token", "capacity secret", List.of());
    Normalizer first = normalizer(platforms, new InMemoryCustomers(), before);
    String order = place(before, chance);
    Attempt placed = lastDelivery(before);
    CallCounter.reset();
    process(first, placed, "l1");
    System.out.printf(
        "capacity: first payload of a store   calls %s units %s%n",
        CallCounter.calls(), CallCounter.units());
    // The order, and the shape of its payload.
    assertThat(CallCounter.calls())
        .isEqualTo(Map.of("GetItem", 2, "PutItem", 2, "PutObject", 1, "Query", 2));
    before.act(new Action.Pay(order, Action.Payment.SALE, Optional.empty()));
    process(first, lastDelivery(before), "l2");
    before.act(new Action.Ship(order, List.of(), Optional.empty()));
    Attempt shipped = lastDelivery(before);
    process(first, shipped, "l3");
    Normalizer second = normalizer(platforms, new InMemoryCustomers(), before);
    CallCounter.reset();
    process(second, shipped, "l3");
    // The store, the order, and the shapes of the store.
    report("first payload of a process", Map.of("GetItem", 1, "Query", 2));
  }

  private String place(Shop in, RandomGenerator buyer) {
    return in.act(
            new Action.Place(
                Scenario.GUEST
                    .purchase(buyer)
                    .change()
                    .tender(Purchase.Tender.CARD_PENDING)
                    .done()))
        .id();
  }

  /// A store in which nothing happens is polled for ever: it must cost next to nothing.
  @Test
  void whatAnUnchangedStoreCosts() {
    connect("quiet-shop");
    shop.act(new Action.Place(Scenario.GUEST.purchase(random)));
    clock.advance(Duration.ofMinutes(30));
    Worker worker = worker(new Platforms(Connectors.all()));
    StoreId quiet = new StoreId("quiet-shop");
    run(worker, PollJob.due(quiet));
    CallCounter.reset();
    cartCalls = 0;
    run(worker, PollJob.due(quiet));
    report("poll, nothing new", Map.of("GetItem", 2));
    assertThat(cartCalls).isEqualTo(1);

    CallCounter.reset();
    run(worker, PollJob.due(quiet, PollJob.REREAD));
    report("re-read, nothing open", Map.of("GetItem", 2, "Query", 1));
  }

  /// An access token that ends costs nothing until five minutes before its end; then one delivery
  /// pays for the next one.
  @Test
  void whatAnAccessTokenThatEndsCosts() {
    Shop shopify = Platform.SHOPIFY.cart().open(SHOPIFY, clock, random);
    StoreId store = new StoreId("token-shop");
    Instant end = authorize(store, shopify);
    Normalizer normalizer =
        normalizer(new Platforms(Connectors.all()), new InMemoryCustomers(), shopify);
    List<String> orders =
        Stream.generate(() -> placed(normalizer, store, shopify)).limit(7).toList();
    // What the store's payloads look like is known by then.
    orders.subList(0, 4).forEach(order -> pay(normalizer, store, shopify, order));
    Map<String, Integer> usual = Map.of("GetItem", 1, "PutItem", 1, "PutObject", 2, "Query", 3);

    Instant last = end.minus(Duration.ofMinutes(5)).minusSeconds(1);
    clock.advance(Duration.between(clock.instant(), last.minus(DELIVERED_WITHIN)));
    pay(normalizer, store, shopify, orders.get(4));
    report("delivery, good token", usual);
    assertThat(cartCalls).isEqualTo(1);

    pay(normalizer, store, shopify, orders.get(5));
    // The lease is taken and given back; the store is read twice, the second time to be replaced.
    Map<String, Integer> renewal = new TreeMap<>(usual);
    renewal.put("Encrypt", 1);
    renewal.merge("GetItem", 2, Integer::sum);
    renewal.put("TransactWriteItems", 1);
    renewal.put("UpdateItem", 2);
    report("delivery, token renewed", renewal);
    assertThat(cartCalls).isEqualTo(2);

    pay(normalizer, store, shopify, orders.get(6));
    report("delivery, the next token", usual);
    assertThat(cartCalls).isEqualTo(1);
  }

  private String placed(Normalizer normalizer, StoreId store, Shop in) {
    String order = place(in, random);
    process(normalizer, store, lastDelivery(in), "placed-" + order);
    return order;
  }

  private void pay(Normalizer normalizer, StoreId store, Shop in, String order) {
    in.act(new Action.Pay(order, Action.Payment.SALE, Optional.empty()));
    Attempt paid = lastDelivery(in);
    CallCounter.reset();
    cartCalls = 0;
    process(normalizer, store, paid, "paid-" + order);
  }

  /// As a merchant does who is sent to the shop.
  ///
  /// @return when the access token ends
  private Instant authorize(StoreId id, Shop in) {
    Connector connector =
        new Platforms(Connectors.all()).find(new PlatformId("shopify")).orElseThrow();
    Authorization authorization = connector.authorization().orElseThrow();
    Map<String, String> app = Platform.SHOPIFY.cart().app(SHOPIFY);
    URI callback = URI.create("http://orderwire.test/authorizations/shopify");
    in.answersAt(callback.toString());
    URI address = URI.create(SHOPIFY.baseUrl());
    Asked asked =
        new Asked(
            new StoreContext(
                id, connector.descriptor().id(), address, StoreMapping.standard(), Map.of()),
            "a-state-that-nobody-guesses",
            callback,
            callback,
            Optional.of(
                new App(
                    app.getOrDefault("client_id", ""),
                    app.getOrDefault("client_secret", ""),
                    Optional.empty())));
    Authorizing authorizing = new Authorizing(transport(in), clock);
    URI page = authorizing.page(authorization, asked);
    ShopReply agreed =
        in.handle(
            ShopRequest.of(
                "GET", page.getRawPath() + "?" + page.getRawQuery(), Map.of(), new byte[0]));
    URI back = URI.create(agreed.headers().getOrDefault("Location", ""));
    Answer answer =
        authorizing.answer(
            authorization,
            new Delivery("GET", Headers.none(), back.getRawQuery(), new byte[0]),
            asked);
    Credentials credentials = new Credentials(((Answer.Keys) answer).credentials());
    connect(id, "shopify", SHOPIFY.baseUrl(), "token-of-" + id, credentials);
    in.subscribe(
        "https://orderwire.test/webhooks/token-of-" + id,
        app.getOrDefault("client_secret", ""),
        List.of());
    return Instant.parse(credentials.value("access_token_ends").orElseThrow());
  }

  private void run(Worker worker, PollJob job) {
    assertThat(worker.run(job, clock.instant().plus(Duration.ofMinutes(1))).end())
        .isEqualTo(Worker.End.DONE);
  }

  private Worker worker(Platforms platforms) {
    return new Worker(
        new Worker.World(
            platforms,
            aws.wiring().stores(),
            aws.wiring().ledger(),
            door(),
            aws.wiring().pollQueue(),
            carts(shop),
            aws.wiring().secretBox(),
            new StoreHealth(aws.wiring().stores(), aws.wiring().ledger(), clock),
            aws.wiring().askedPolls(),
            (name, value, platform) -> {},
            clock));
  }

  private static void report(String path, Map<String, Integer> expected) {
    System.out.printf(
        "capacity: %-26s calls %s units %s%n", path, CallCounter.calls(), CallCounter.units());
    assertThat(CallCounter.calls()).as(path).isEqualTo(expected);
    assertThat(CallCounter.units().getOrDefault("PutItem", BigDecimal.ZERO))
        .as("write units of %s", path)
        .isLessThanOrEqualTo(new BigDecimal(4));
  }

  private static void receive(Receiver receiver, Delivery delivery) {
    assertThat(
            receiver
                .receive(new WebhookRequest("capacity-token", delivery, Optional.empty()))
                .status())
        .isEqualTo(200);
  }

  private void process(Normalizer normalizer, Attempt attempt, String receipt) {
    process(normalizer, STORE, attempt, receipt);
  }

  private void process(Normalizer normalizer, StoreId store, Attempt attempt, String receipt) {
    normalizer.process(
        new IntakeMessage(
            store,
            IntakeKind.DELIVERY,
            Cause.WEBHOOK,
            receipt,
            clock.instant(),
            delivery(attempt).headers().values(),
            Body.of(attempt.body()),
            Optional.empty(),
            0,
            false,
            Optional.empty()),
        clock.instant().plus(Duration.ofMinutes(1)));
  }

  private Attempt lastDelivery() {
    return lastDelivery(shop);
  }

  private Attempt lastDelivery(Shop from) {
    clock.advance(DELIVERED_WITHIN);
    return from.due().stream()
        .filter(attempt -> attempt.topic().matches("orders?[./].*"))
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  private static Delivery delivery(Attempt attempt) {
    Map<String, String> headers = new LinkedHashMap<>();
    attempt.headers().forEach(header -> headers.put(header.name(), header.value()));
    return new Delivery("POST", new Headers(headers), "", attempt.body());
  }

  private Receiver receiver(Platforms platforms) {
    return new Receiver(
        new Receiver.World(
            platforms,
            aws.wiring().cachedStores(),
            aws.wiring().stores(),
            aws.wiring().secretBox(),
            door(),
            (name, value, platform) -> {},
            clock));
  }

  private Normalizer normalizer(Platforms platforms, Customers customers, Shop cart) {
    return new Normalizer(
        new World(
            platforms,
            aws.wiring().cachedStores(),
            aws.wiring().stores(),
            aws.wiring().ledger(),
            aws.wiring().rawArchive(),
            aws.wiring().cartWatch(),
            customers,
            aws.wiring().erasures(),
            aws.wiring().deadLetters(),
            door(),
            carts(cart),
            (name, value, platform) -> {},
            clock));
  }

  private CartTransport transport(Shop cart) {
    return request -> {
      cartCalls++;
      String query = request.address().getRawQuery();
      ShopReply reply =
          cart.handle(
              ShopRequest.of(
                  request.method(),
                  request.address().getRawPath() + (query == null ? "" : "?" + query),
                  request.headers().values(),
                  request.body().orElse("").getBytes(StandardCharsets.UTF_8)));
      return new CartReply(reply.status(), new Headers(reply.headers()), reply.body());
    };
  }

  private CartClient carts(Shop cart) {
    int[] nonces = {0};
    return new CartClient(
        transport(cart),
        aws.wiring().secretBox(),
        aws.wiring().stores(),
        new CartClient.Surroundings(
            clock, clock::advance, () -> "nonce" + ++nonces[0], aws.wiring().sharedCalls()));
  }

  private static IntakeDoor door() {
    return new IntakeDoor(aws.wiring().intakeQueue(), aws.wiring().rawArchive());
  }

  private void connect(String id) {
    StoreId store = new StoreId(id);
    shop.subscribe("https://orderwire.test/webhooks/capacity-token", "capacity secret", List.of());
    Credentials credentials =
        new Credentials(
            Map.of(
                "consumer_key", "ck_0123456789abcdef0123456789abcdef01234567",
                "consumer_secret", "cs_76543210fedcba9876543210fedcba9876543210",
                "webhook_secret", "capacity secret"));
    connect(
        store,
        "woocommerce",
        "http://shop.test",
        id.equals(STORE.value()) ? "capacity-token" : "token-of-" + id,
        credentials);
  }

  private void connect(
      StoreId store, String platform, String address, String endpoint, Credentials credentials) {
    boolean added =
        aws.wiring()
            .stores()
            .add(
                new Store(
                    store,
                    new PlatformId(platform),
                    "Capacity",
                    URI.create(address),
                    endpoint,
                    aws.wiring().secretBox().seal(store, credentials),
                    true,
                    Map.of(),
                    StoreMapping.standard(),
                    Store.State.ACTIVE,
                    Optional.empty(),
                    clock.instant(),
                    0));
    assertThat(added).isTrue();
  }
}
