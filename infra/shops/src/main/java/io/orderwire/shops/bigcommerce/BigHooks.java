package io.orderwire.shops.bigcommerce;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.shops.Attempt;
import io.orderwire.shops.Attempt.Header;
import io.orderwire.shops.Dice;
import io.orderwire.shops.JsonText;
import io.orderwire.shops.Outbox;
import io.orderwire.shops.Outcome;
import io.orderwire.shops.ShopSettings;
import io.orderwire.shops.Signature;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Hooks and deliveries. A delivery's message keeps its id over all attempts; each attempt is
/// signed with its own time. Eleven retries within 48 hours, then the hook is deactivated; so it is
/// after
/// 90 days in which nothing happened.
final class BigHooks {
  static final String STORE = "abcd1234";

  /// Every scope that a shop of ours can cause.
  static final List<String> SCOPES =
      List.of(
          "store/order/created",
          "store/order/updated",
          "store/order/archived",
          "store/order/statusUpdated",
          "store/order/refund/created",
          "store/order/transaction/created",
          "store/order/metafield/created",
          "store/shipment/created",
          "store/cart/created",
          "store/cart/updated",
          "store/cart/abandoned",
          "store/cart/converted",
          "store/customer/created",
          "store/customer/updated",
          "store/app/uninstalled");

  private static final int MOST_ALIKE = 10;
  private static final Duration IDLE = Duration.ofDays(90);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final List<Integer> RETRY_SECONDS =
      List.of(60, 180, 300, 600, 900, 1800, 3600, 7200, 21600, 50400, 86400);

  /// A delivery under way.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Message(
      long hook, String id, String scope, String resource, byte[] body, int attempt) {

    Message next() {
      return new Message(hook, id, scope, resource, body, attempt + 1);
    }
  }

  private final ShopSettings settings;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Outbox<Message> outbox;
  private final Map<Long, BigHook> hooks = new LinkedHashMap<>();
  private final Map<Long, Message> underWay = new HashMap<>();
  private final BigSuccess success = new BigSuccess();
  private String secret;
  private Dice dice;
  private long nextHook = 20172984;
  private long serial;

  BigHooks(ShopSettings settings, InstantSource clock, RandomGenerator random) {
    this.settings = settings;
    this.clock = clock;
    this.random = random;
    this.outbox = new Outbox<>(random, settings.deliveryDelay());
    this.secret = settings.webhookSecret();
    this.dice = new Dice(settings.chaos());
  }

  void disturb(Dice newDice) {
    dice = newDice;
  }

  void signWith(String newSecret) {
    secret = newSecret;
  }

  /// Something happened: each active hook that listens to it, by name or by `/*`, is told.
  ///
  /// @param data what the delivery says of it
  void happened(String scope, String resource, ObjectNode data) {
    Instant now = clock.instant();
    sleep(now);
    for (BigHook hook : hooks.values()) {
      if (hook.active && hook.hears(scope)) {
        hook.lastEvent = now;
        byte[] body = JsonText.plain(body(scope, data, now));
        outbox.add(new Message(hook.id, messageId(), scope, resource, body, 1), now, dice);
      }
    }
  }

  List<Attempt> due(Instant now) {
    List<Attempt> attempts = new ArrayList<>();
    for (Message message : outbox.take(now)) {
      Optional<BigHook> hook = Optional.ofNullable(hooks.get(message.hook()));
      if (hook.isEmpty() || !hook.get().active) {
        continue;
      }
      if (success.isBlocked(host(hook.get()), now)) {
        again(hook.get(), message, now);
        continue;
      }
      attempts.add(attempt(hook.get(), message, now));
    }
    return attempts;
  }

  Optional<Instant> nextDue() {
    return outbox.nextDue();
  }

  void report(Attempt attempt, Outcome outcome) {
    Optional<Message> message = Optional.ofNullable(underWay.remove(attempt.serial()));
    Optional<BigHook> hook = message.map(Message::hook).map(hooks::get);
    if (hook.isEmpty()) {
      return;
    }
    boolean delivered =
        switch (outcome) {
          case Outcome.Answered answered -> answered.status() / 100 == 2;
          case Outcome.Unanswered unanswered -> false;
        };
    Instant now = clock.instant();
    success.count(host(hook.get()), delivered, now);
    if (!delivered) {
      again(hook.get(), message.orElseThrow(), now);
    }
  }

  /// A new hook; empty where this scope goes to this address already, or ten hooks listen to it.
  Optional<BigHook> create(String scope, String address, Map<String, String> headers) {
    List<BigHook> alike = hooks.values().stream().filter(h -> h.scope.equals(scope)).toList();
    if (alike.size() >= MOST_ALIKE || alike.stream().anyMatch(h -> h.address.equals(address))) {
      return Optional.empty();
    }
    BigHook hook = new BigHook(nextHook++, scope, clock.instant());
    hook.address = address;
    hook.headers = headers;
    hooks.put(hook.id, hook);
    return Optional.of(hook);
  }

  Optional<BigHook> find(String id) {
    return id.matches("[0-9]{1,18}")
        ? Optional.ofNullable(hooks.get(Long.parseLong(id)))
        : Optional.empty();
  }

  void wake(BigHook hook) {
    hook.lastEvent = clock.instant();
  }

  void remove(BigHook hook) {
    hooks.remove(hook.id);
  }

  void removeAll() {
    hooks.clear();
  }

  List<BigHook> all() {
    sleep(clock.instant());
    return new ArrayList<>(hooks.values());
  }

  private void again(BigHook hook, Message message, Instant now) {
    if (message.attempt() > RETRY_SECONDS.size()) {
      hook.active = false;
      return;
    }
    outbox.put(message.next(), now.plusSeconds(RETRY_SECONDS.get(message.attempt() - 1)));
  }

  private void sleep(Instant now) {
    for (BigHook hook : hooks.values()) {
      hook.active &= Duration.between(hook.lastEvent, now).compareTo(IDLE) < 0;
    }
  }

  private Attempt attempt(BigHook hook, Message message, Instant now) {
    long number = serial++;
    underWay.put(number, message);
    return new Attempt(
        number,
        Long.toString(hook.id),
        message.scope(),
        message.resource(),
        message.attempt(),
        now,
        URI.create(hook.address),
        TIMEOUT,
        headers(hook, message, now),
        message.body());
  }

  private List<Header> headers(BigHook hook, Message message, Instant now) {
    String sentAt = Long.toString(now.getEpochSecond());
    ByteArrayOutputStream signed = new ByteArrayOutputStream();
    signed.writeBytes((message.id() + "." + sentAt + ".").getBytes(StandardCharsets.UTF_8));
    signed.writeBytes(message.body());
    List<Header> headers = new ArrayList<>();
    headers.add(new Header("Content-Type", "application/json"));
    headers.add(new Header("webhook-id", message.id()));
    headers.add(new Header("webhook-timestamp", sentAt));
    headers.add(
        new Header("webhook-signature", "v1," + Signature.base64(secret, signed.toByteArray())));
    hook.headers.forEach((name, value) -> headers.add(new Header(name, value)));
    return headers;
  }

  private ObjectNode body(String scope, ObjectNode data, Instant now) {
    ObjectNode node = JsonText.object();
    node.put("scope", scope);
    node.put("store_id", "1025646");
    node.set("data", data);
    node.put("hash", Signature.md5Hex(settings.baseUrl(), scope + data));
    node.put("created_at", now.getEpochSecond());
    node.put("producer", "stores/" + STORE);
    return node;
  }

  private String messageId() {
    return "msg_" + Long.toString(random.nextLong() & Long.MAX_VALUE, 36);
  }

  private static String host(BigHook hook) {
    return Optional.ofNullable(URI.create(hook.address).getHost()).orElse("");
  }
}
