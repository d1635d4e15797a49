package io.orderwire.shops.api2cart;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.shops.Attempt;
import io.orderwire.shops.Attempt.Header;
import io.orderwire.shops.Dice;
import io.orderwire.shops.JsonText;
import io.orderwire.shops.Outbox;
import io.orderwire.shops.Outcome;
import io.orderwire.shops.ShopSettings;
import java.net.URI;
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

/// Webhooks and deliveries. Nothing is signed. A delivery that fails is tried again, each time
/// after twice as long; after five failures in a row the webhook is inactive.
final class HubHooks {
  static final List<String> TOPICS = List.of("order.add", "order.update", "order.delete");
  private static final int MOST_FAILURES = 5;
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /// One webhook.
  static final class Hook {
    final long id;
    final String topic;
    String callback;
    boolean active = true;
    private int failures;

    Hook(long id, String topic, String callback) {
      this.id = id;
      this.topic = topic;
      this.callback = callback;
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Message(long hook, String order, byte[] body, int attempt) {}

  private final ShopSettings settings;
  private final InstantSource clock;
  private final Kind kind;
  private final Outbox<Message> outbox;
  private final Map<Long, Hook> hooks = new LinkedHashMap<>();
  private final Map<Long, Message> underWay = new HashMap<>();
  private Dice dice;
  private long nextHook = 1;
  private long serial;

  HubHooks(ShopSettings settings, InstantSource clock, RandomGenerator random, Kind kind) {
    this.settings = settings;
    this.clock = clock;
    this.kind = kind;
    this.outbox = new Outbox<>(random, settings.deliveryDelay());
    this.dice = new Dice(settings.chaos());
  }

  void disturb(Dice newDice) {
    dice = newDice;
  }

  /// @param topic `order.add`, `order.update`
  void happened(String topic, HubOrder order) {
    ObjectNode body = JsonText.object();
    body.put("id", Long.toString(order.id));
    body.put("order_id", HubBody.number(order));
    body.set("modified_at", kind.time(order.modified));
    for (Hook hook : hooks.values()) {
      if (hook.active && hook.topic.equals(topic)) {
        Message message = new Message(hook.id, Long.toString(order.id), JsonText.plain(body), 1);
        outbox.add(message, clock.instant(), dice);
      }
    }
  }

  List<Attempt> due(Instant now) {
    List<Attempt> attempts = new ArrayList<>();
    for (Message message : outbox.take(now)) {
      Optional.ofNullable(hooks.get(message.hook()))
          .filter(hook -> hook.active)
          .ifPresent(hook -> attempts.add(attempt(hook, message, now)));
    }
    return attempts;
  }

  Optional<Instant> nextDue() {
    return outbox.nextDue();
  }

  void report(Attempt attempt, Outcome outcome) {
    Optional<Message> message = Optional.ofNullable(underWay.remove(attempt.serial()));
    Optional<Hook> hook = message.flatMap(each -> Optional.ofNullable(hooks.get(each.hook())));
    if (hook.isEmpty()) {
      return;
    }
    boolean delivered =
        switch (outcome) {
          case Outcome.Answered answered -> answered.status() / 100 == 2;
          case Outcome.Unanswered unanswered -> false;
        };
    hook.get().failures = delivered ? 0 : hook.get().failures + 1;
    hook.get().active &= hook.get().failures < MOST_FAILURES;
    if (!delivered && hook.get().active) {
      again(message.orElseThrow());
    }
  }

  Optional<Hook> create(String topic, String callback) {
    boolean known =
        hooks.values().stream()
            .anyMatch(hook -> hook.topic.equals(topic) && hook.callback.equals(callback));
    if (known || !TOPICS.contains(topic)) {
      return Optional.empty();
    }
    Hook hook = new Hook(nextHook++, topic, callback);
    hooks.put(hook.id, hook);
    return Optional.of(hook);
  }

  Optional<Hook> find(String id) {
    return id.matches("[0-9]{1,18}")
        ? Optional.ofNullable(hooks.get(Long.parseLong(id)))
        : Optional.empty();
  }

  void activate(Hook hook, boolean active) {
    hook.active = active;
    hook.failures = 0;
  }

  void remove(Hook hook) {
    hooks.remove(hook.id);
  }

  void removeAll() {
    hooks.clear();
  }

  List<Hook> all() {
    return new ArrayList<>(hooks.values());
  }

  private void again(Message message) {
    Duration wait = settings.retryBase().multipliedBy(1L << (message.attempt() - 1));
    outbox.put(
        new Message(message.hook(), message.order(), message.body(), message.attempt() + 1),
        clock.instant().plus(wait));
  }

  private Attempt attempt(Hook hook, Message message, Instant now) {
    long number = serial++;
    underWay.put(number, message);
    String[] topic = hook.topic.split("\\.", 2);
    return new Attempt(
        number,
        Long.toString(hook.id),
        hook.topic,
        message.order(),
        message.attempt(),
        now,
        URI.create(hook.callback),
        TIMEOUT,
        List.of(
            new Header("Content-Type", "application/json"),
            new Header("X-Webhook-Store-Id", "1"),
            new Header("X-Webhook-Entity", topic[0]),
            new Header("X-Webhook-Action", topic[1])),
        message.body());
  }
}
