package io.orderwire.shops.shopify;

import io.orderwire.shops.Attempt;
import io.orderwire.shops.Attempt.Header;
import io.orderwire.shops.Dice;
import io.orderwire.shops.Outbox;
import io.orderwire.shops.Outcome;
import io.orderwire.shops.ShopSettings;
import io.orderwire.shops.Signature;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Webhook subscriptions and deliveries: body and address of the moment of the event, one delivery
/// id kept over all retries, 8 retries within 4 hours, then the subscription is deleted.
final class ShopifyHooks {
  static final String VERSION = "2026-07";

  /// Topics a shop of ours can cause and an app can subscribe to.
  static final List<String> TOPICS =
      List.of(
          "orders/create",
          "orders/updated",
          "orders/paid",
          "orders/partially_fulfilled",
          "orders/fulfilled",
          "orders/cancelled",
          "orders/edited",
          "orders/delete",
          "order_transactions/create",
          "refunds/create",
          "fulfillments/create",
          "fulfillments/update",
          "checkouts/create",
          "checkouts/update",
          "checkouts/delete",
          "customers/create",
          "customers/update",
          "app/uninstalled");

  /// Compliance topics are set in the app's configuration only: never listed as subscriptions.
  static final List<String> COMPLIANCE =
      List.of("customers/data_request", "customers/redact", "shop/redact");

  private static final int RETRIES = 8;
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  /// One subscription.
  record Subscription(
      long id, String topic, String address, Instant created, Instant updated, String name) {}

  /// A delivery under way; the same for every attempt.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Delivery(
      long subscription,
      String topic,
      String resource,
      String address,
      List<Header> headers,
      byte[] body,
      int attempt) {

    Delivery next() {
      return new Delivery(subscription, topic, resource, address, headers, body, attempt + 1);
    }
  }

  private final ShopSettings settings;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final ShopifyStore store;
  private final Outbox<Delivery> outbox;
  private final Map<Long, Subscription> subscriptions = new LinkedHashMap<>();
  private final Map<Long, Delivery> underWay = new HashMap<>();
  private Optional<String> complianceAddress = Optional.empty();
  private String secret;
  private Dice dice;
  private String event = "";
  private Instant triggered = Instant.EPOCH;
  private long serial;
  private byte[] signed = new byte[0];
  private String signature = "";

  ShopifyHooks(
      ShopSettings settings, InstantSource clock, RandomGenerator random, ShopifyStore store) {
    this.settings = settings;
    this.clock = clock;
    this.random = random;
    this.store = store;
    this.outbox = new Outbox<>(random, settings.deliveryDelay());
    this.secret = settings.webhookSecret();
    this.dice = new Dice(settings.chaos());
  }

  void disturb(Dice newDice) {
    dice = newDice;
  }

  void signWith(String newSecret) {
    secret = newSecret;
    signed = new byte[0];
  }

  /// Where compliance webhooks go, as the app's configuration says.
  void complianceTo(String address) {
    complianceAddress = Optional.of(address);
  }

  void action() {
    event = uuid();
    triggered = clock.instant();
  }

  long editId() {
    return store.id();
  }

  boolean wanted(String topic) {
    return subscriptions.values().stream().anyMatch(each -> each.topic().equals(topic));
  }

  void happened(String topic, String resource, byte[] body) {
    if (COMPLIANCE.contains(topic)) {
      complianceAddress.ifPresent(to -> send(0, topic, resource, to, body));
      return;
    }
    for (Subscription subscription : subscriptions.values()) {
      if (subscription.topic().equals(topic)) {
        send(subscription.id(), topic, resource, subscription.address(), body);
      }
    }
  }

  private void send(long subscription, String topic, String resource, String to, byte[] body) {
    Delivery delivery =
        new Delivery(subscription, topic, resource, to, headers(topic, body), body, 1);
    outbox.add(delivery, clock.instant(), dice);
  }

  private List<Header> headers(String topic, byte[] body) {
    return List.of(
        new Header("User-Agent", "Shopify-Captain-Hook"),
        new Header("Content-Type", "application/json"),
        new Header("X-Shopify-Topic", topic),
        new Header("X-Shopify-Hmac-Sha256", signature(body)),
        new Header("X-Shopify-Shop-Domain", domain()),
        new Header("X-Shopify-API-Version", VERSION),
        new Header("X-Shopify-Webhook-Id", uuid()),
        new Header("X-Shopify-Event-Id", event),
        new Header("X-Shopify-Triggered-At", DateTimeFormatter.ISO_INSTANT.format(triggered)));
  }

  /// Several topics of one action carry the very same bytes.
  private String signature(byte[] body) {
    if (!Arrays.equals(body, signed)) {
      signature = Signature.base64(secret, body);
      signed = body;
    }
    return signature;
  }

  /// The shop's permanent domain, whatever address it is reached at here.
  String domain() {
    String host = Optional.ofNullable(URI.create(settings.baseUrl()).getHost()).orElse("shop");
    return host.endsWith(".myshopify.com") ? host : "simulated.myshopify.com";
  }

  List<Attempt> due(Instant now) {
    List<Attempt> attempts = new ArrayList<>();
    for (Delivery delivery : outbox.take(now)) {
      long number = serial++;
      underWay.put(number, delivery);
      attempts.add(
          new Attempt(
              number,
              Long.toString(delivery.subscription()),
              delivery.topic(),
              delivery.resource(),
              delivery.attempt(),
              now,
              URI.create(delivery.address()),
              TIMEOUT,
              delivery.headers(),
              delivery.body()));
    }
    return attempts;
  }

  Optional<Instant> nextDue() {
    return outbox.nextDue();
  }

  void report(Attempt attempt, Outcome outcome) {
    Optional<Delivery> found = Optional.ofNullable(underWay.remove(attempt.serial()));
    boolean delivered =
        switch (outcome) {
          case Outcome.Answered answered -> answered.status() / 100 == 2;
          case Outcome.Unanswered unanswered -> false;
        };
    if (found.isEmpty() || delivered) {
      return;
    }
    Delivery delivery = found.get();
    if (delivery.attempt() > RETRIES) {
      subscriptions.remove(delivery.subscription());
      return;
    }
    Duration wait = settings.retryBase().multipliedBy(1L << (delivery.attempt() - 1));
    outbox.put(delivery.next(), clock.instant().plus(wait));
  }

  /// A new subscription; empty when this topic goes to this address already.
  Optional<Subscription> create(String topic, String address, String name) {
    boolean taken =
        subscriptions.values().stream()
            .anyMatch(each -> each.topic().equals(topic) && each.address().equals(address));
    if (taken) {
      return Optional.empty();
    }
    Subscription made =
        new Subscription(store.id(), topic, address, store.now(), store.now(), name);
    subscriptions.put(made.id(), made);
    return Optional.of(made);
  }

  Optional<Subscription> find(long id) {
    return Optional.ofNullable(subscriptions.get(id));
  }

  Optional<Subscription> readdress(long id, String address) {
    return find(id)
        .map(
            old -> {
              Subscription moved =
                  new Subscription(
                      id, old.topic(), address, old.created(), store.now(), old.name());
              subscriptions.put(id, moved);
              return moved;
            });
  }

  boolean remove(long id) {
    return subscriptions.remove(id) != null;
  }

  void removeAll() {
    subscriptions.clear();
  }

  List<Subscription> all() {
    return new ArrayList<>(subscriptions.values());
  }

  private String uuid() {
    return new java.util.UUID(
            (random.nextLong() & ~0xF000L) | 0x4000L,
            (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L)
        .toString();
  }
}
