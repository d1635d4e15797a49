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
import io.orderwire.engine.Publisher;
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
import io.orderwire.testkit.ManualClock;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// The parts of the suite over real tables, queues and buckets, and a shop whose calls are counted.
final class CountedSuite {
  private static final Duration DELIVERED_WITHIN = Duration.ofSeconds(30);

  final ManualClock clock = new ManualClock(Instant.parse("2026-11-23T08:00:00Z"));
  final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7L);
  int cartCalls;
  private int nonces;
  final Shop shop = open(1000, random);
  final Platforms platforms = new Platforms(Connectors.all());
  private final EmbeddedAws aws;

  CountedSuite(EmbeddedAws aws) {
    this.aws = aws;
  }

  Shop open(int firstId, RandomGenerator chance) {
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

  String place(Shop in, RandomGenerator buyer) {
    return in.act(
            new Action.Place(
                Scenario.GUEST
                    .purchase(buyer)
                    .change()
                    .tender(Purchase.Tender.CARD_PENDING)
                    .done()))
        .id();
  }

  void run(Worker worker, PollJob job) {
    Worker.Report report = worker.run(job, clock.instant().plus(Duration.ofMinutes(1)));
    assertThat(report.end()).as(report.detail()).isEqualTo(Worker.End.DONE);
  }

  Worker worker(IntakeDoor door) {
    return new Worker(
        new Worker.World(
            platforms,
            aws.wiring().stores(),
            aws.wiring().ledger(),
            door,
            aws.wiring().pollQueue(),
            carts(shop),
            aws.wiring().secretBox(),
            new StoreHealth(aws.wiring().stores(), aws.wiring().ledger(), clock),
            aws.wiring().askedPolls(),
            (name, value, platform) -> {},
            clock));
  }

  static void receive(Receiver receiver, StoreId store, Delivery delivery) {
    assertThat(
            receiver.receive(new WebhookRequest(token(store), delivery, Optional.empty())).status())
        .isEqualTo(200);
  }

  void process(Normalizer normalizer, StoreId store, Attempt attempt, String receipt) {
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

  Attempt lastDelivery() {
    return lastDelivery(shop);
  }

  Attempt lastDelivery(Shop from) {
    clock.advance(DELIVERED_WITHIN);
    return from.due().stream()
        .filter(attempt -> attempt.topic().matches("orders?[./].*"))
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  static Delivery delivery(Attempt attempt) {
    Map<String, String> headers = new LinkedHashMap<>();
    attempt.headers().forEach(header -> headers.put(header.name(), header.value()));
    return new Delivery("POST", new Headers(headers), "", attempt.body());
  }

  Receiver receiver() {
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

  Normalizer normalizer(Customers customers, Shop cart) {
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
            new Publisher(aws.wiring().eventBus(), pause -> {}),
            (name, value, platform) -> {},
            clock));
  }

  private CartClient carts(Shop cart) {
    return new CartClient(
        transport(cart),
        aws.wiring().secretBox(),
        aws.wiring().stores(),
        new CartClient.Surroundings(
            clock, clock::advance, () -> "nonce" + ++nonces, aws.wiring().sharedCalls()));
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

  IntakeDoor door() {
    return new IntakeDoor(aws.wiring().intakeQueue(), aws.wiring().rawArchive());
  }

  private static String token(StoreId store) {
    return "token-of-" + store;
  }

  /// Has a shop tell a store.
  static void subscribe(Shop shop, StoreId store) {
    shop.subscribe("https://orderwire.test/webhooks/" + token(store), "capacity secret", List.of());
  }

  /// So that what happens now is delivered at an instant.
  void waitUntilDeliveredAt(Instant last) {
    clock.advance(Duration.between(clock.instant(), last.minus(DELIVERED_WITHIN)));
  }

  /// Connects a shop as a merchant does who is sent there.
  ///
  /// @return when the access token ends
  Instant authorize(StoreId store, Shop in, Platform platform, ShopSettings settings) {
    PlatformId id = new PlatformId(platform.id());
    Connector connector = platforms.find(id).orElseThrow();
    Authorization authorization = connector.authorization().orElseThrow();
    Map<String, String> app = platform.cart().app(settings);
    URI callback = URI.create("http://orderwire.test/authorizations/" + id);
    in.answersAt(callback.toString());
    URI address = URI.create(settings.baseUrl());
    Asked asked =
        new Asked(
            new StoreContext(store, id, address, StoreMapping.standard(), Map.of()),
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
    connect(store, id, address, credentials);
    in.subscribe(
        "https://orderwire.test/webhooks/" + token(store),
        app.getOrDefault("client_secret", ""),
        List.of());
    return Instant.parse(credentials.value("access_token_ends").orElseThrow());
  }

  void connect(StoreId store) {
    subscribe(shop, store);
    Credentials credentials =
        new Credentials(
            Map.of(
                "consumer_key", "ck_0123456789abcdef0123456789abcdef01234567",
                "consumer_secret", "cs_76543210fedcba9876543210fedcba9876543210",
                "webhook_secret", "capacity secret"));
    connect(store, new PlatformId("woocommerce"), URI.create("http://shop.test"), credentials);
  }

  private void connect(StoreId store, PlatformId platform, URI address, Credentials credentials) {
    boolean added =
        aws.wiring()
            .stores()
            .add(
                new Store(
                    store,
                    platform,
                    "Capacity",
                    address,
                    token(store),
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
