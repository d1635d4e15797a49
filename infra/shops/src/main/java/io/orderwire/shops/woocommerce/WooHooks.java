package io.orderwire.shops.woocommerce;

import io.orderwire.shops.Attempt;
import io.orderwire.shops.Attempt.Header;
import io.orderwire.shops.Dice;
import io.orderwire.shops.Outbox;
import io.orderwire.shops.Outcome;
import io.orderwire.shops.ShopSettings;
import io.orderwire.shops.Signature;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Core webhooks (`WC_Webhook`): queued per webhook and resource, not again while one waits; built
/// and signed when they leave; never retried; disabled after too many failures in a row.
final class WooHooks {
  /// Every topic of the core that a shop of ours can cause.
  static final List<String> TOPICS =
      List.of(
          "order.created",
          "order.updated",
          "order.deleted",
          "order.restored",
          "customer.created",
          "customer.updated",
          "customer.deleted");

  /// `WC_Webhook::failed_delivery` counts to six; the next failure disables.
  private static final int FAILURES_BEFORE_DISABLING = 6;

  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final String AGENT =
      "WooCommerce/" + WooCommerceShop.VERSION + " Hookshot (WordPress/6.6.2)";

  /// Renders the body of a webhook at the moment it leaves.
  interface Bodies {
    byte[] of(String topic, long resource);
  }

  private record Waiting(long hook, String topic, long resource, boolean ping) {}

  private final ShopSettings settings;
  private final WooStore store;
  private final Outbox<Waiting> outbox;
  private final String salt;
  private final Map<Long, WooHook> hooks = new LinkedHashMap<>();
  private final Map<Long, Long> hookOfAttempt = new HashMap<>();
  private Dice dice;
  private long nextHook = 1;
  private long serial;

  WooHooks(ShopSettings settings, WooStore store, RandomGenerator random) {
    this.settings = settings;
    this.store = store;
    this.outbox = new Outbox<>(random, settings.deliveryDelay());
    this.salt = Long.toHexString(random.nextLong());
    this.dice = new Dice(settings.chaos());
  }

  void disturb(Dice newDice) {
    dice = newDice;
  }

  /// Something happened that active webhooks of this topic speak of.
  void happened(String topic, long resource) {
    for (WooHook hook : hooks.values()) {
      if (!hook.status.equals("active") || !hook.topic.equals(topic)) {
        continue;
      }
      Waiting delivery = new Waiting(hook.id, topic, resource, false);
      if (!outbox.holds(delivery::equals)) {
        outbox.add(delivery, store.now(), dice);
      }
    }
  }

  /// The webhooks due by now, built from the state they find.
  List<Attempt> due(Instant now, Bodies bodies) {
    List<Attempt> attempts = new ArrayList<>();
    for (Waiting waiting : outbox.take(now)) {
      Optional.ofNullable(hooks.get(waiting.hook()))
          .filter(hook -> waiting.ping() || hook.status.equals("active"))
          .ifPresent(hook -> attempts.add(attempt(hook, waiting, now, bodies)));
    }
    return attempts;
  }

  Optional<Instant> nextDue() {
    return outbox.nextDue();
  }

  /// 200 to 302 count as delivered.
  void report(Attempt attempt, Outcome outcome) {
    Optional<WooHook> found =
        Optional.ofNullable(hookOfAttempt.remove(attempt.serial())).map(hooks::get);
    if (found.isEmpty()) {
      return;
    }
    WooHook hook = found.get();
    boolean delivered =
        switch (outcome) {
          case Outcome.Answered answered -> answered.status() >= 200 && answered.status() < 303;
          case Outcome.Unanswered unanswered -> false;
        };
    if (attempt.topic().equals("ping")) {
      hook.status = delivered ? hook.status : "disabled";
      return;
    }
    if (delivered) {
      hook.failures = 0;
      return;
    }
    if (hook.failures >= FAILURES_BEFORE_DISABLING) {
      hook.status = "disabled";
      return;
    }
    hook.failures++;
  }

  WooHook create(String name, String topic, String address, String secret, String status) {
    WooHook hook = new WooHook(nextHook++, store.now());
    hook.name = name;
    hook.topic = topic;
    hook.address = address;
    hook.secret = secret;
    hook.status = status;
    hooks.put(hook.id, hook);
    if (status.equals("active")) {
      ping(hook);
    }
    return hook;
  }

  /// The unsigned form that must be answered for a webhook to become active.
  void ping(WooHook hook) {
    outbox.put(new Waiting(hook.id, "ping", hook.id, true), store.now());
  }

  void remove(WooHook hook) {
    hooks.remove(hook.id);
  }

  void removeAll() {
    hooks.clear();
  }

  Optional<WooHook> find(String id) {
    try {
      return Optional.ofNullable(hooks.get(Long.parseLong(id)));
    } catch (NumberFormatException notAnId) {
      return Optional.empty();
    }
  }

  List<WooHook> all() {
    return new ArrayList<>(hooks.values());
  }

  private Attempt attempt(WooHook hook, Waiting waiting, Instant now, Bodies bodies) {
    long number = serial++;
    hookOfAttempt.put(number, hook.id);
    if (waiting.ping()) {
      byte[] form = ("webhook_id=" + hook.id).getBytes(StandardCharsets.UTF_8);
      return attempt(
          number,
          hook,
          waiting,
          now,
          List.of(
              new Header("User-Agent", AGENT),
              new Header("Content-Type", "application/x-www-form-urlencoded")),
          form);
    }
    byte[] body = bodies.of(waiting.topic(), waiting.resource());
    return attempt(number, hook, waiting, now, headers(hook, now, body), body);
  }

  private static Attempt attempt(
      long number, WooHook hook, Waiting waiting, Instant now, List<Header> headers, byte[] body) {
    return new Attempt(
        number,
        Long.toString(hook.id),
        waiting.topic(),
        Long.toString(waiting.resource()),
        1,
        now,
        URI.create(hook.address),
        TIMEOUT,
        headers,
        body);
  }

  private List<Header> headers(WooHook hook, Instant now, byte[] body) {
    String[] topic = hook.topic.split("\\.", 2);
    return List.of(
        new Header("User-Agent", AGENT),
        new Header("Content-Type", "application/json"),
        new Header("X-WC-Webhook-Source", settings.baseUrl() + "/"),
        new Header("X-WC-Webhook-Topic", hook.topic),
        new Header("X-WC-Webhook-Resource", topic[0]),
        new Header("X-WC-Webhook-Event", topic[1]),
        new Header("X-WC-Webhook-Signature", Signature.base64(unescaped(hook.secret), body)),
        new Header("X-WC-Webhook-ID", Long.toString(hook.id)),
        new Header(
            "X-WC-Webhook-Delivery-ID",
            Signature.md5Hex(salt, Long.toString(hook.id) + now.getEpochSecond())));
  }

  /// `wp_specialchars_decode` with both kinds of quotes.
  private static String unescaped(String secret) {
    return secret
        .replace("&#039;", "'")
        .replace("&#x27;", "'")
        .replace("&quot;", "\"")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
  }
}
