package io.orderwire.shops.magento;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.shops.Attempt;
import io.orderwire.shops.Attempt.Header;
import io.orderwire.shops.Dice;
import io.orderwire.shops.JsonText;
import io.orderwire.shops.Outbox;
import io.orderwire.shops.Outcome;
import io.orderwire.shops.ShopSettings;
import io.orderwire.shops.Signature;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// Adobe I/O Events: registrations in the Developer Console, and deliveries. An event keeps its id
/// over all attempts. Repeated after a 429, a 5xx other than 505, and no answer: after 1, 2, 4 and
/// 8 minutes, then every 15 for a day.
final class MageEvents {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration REPEATED_FOR = Duration.ofHours(24);
  private static final List<Integer> RETRY_MINUTES = List.of(1, 2, 4, 8, 15);

  /// An event on its way to one registration.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Message(
      MageRegistration registration,
      String id,
      String code,
      String resource,
      byte[] body,
      Instant since,
      int attempt) {

    Message next() {
      return new Message(registration, id, code, resource, body, since, attempt + 1);
    }
  }

  private final ShopSettings settings;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Outbox<Message> outbox;
  private final List<MageRegistration> registrations = new ArrayList<>();
  private final Map<Long, Message> underWay = new HashMap<>();
  private Dice dice;
  private long serial;

  MageEvents(ShopSettings settings, InstantSource clock, RandomGenerator random) {
    this.settings = settings;
    this.clock = clock;
    this.random = random;
    this.outbox = new Outbox<>(random, settings.deliveryDelay());
    this.dice = new Dice(settings.chaos());
  }

  /// The id that the Developer Console gives the project with this secret.
  static String clientId(String secret) {
    return Signature.md5Hex("client", secret);
  }

  /// What a receiver pins: the client id and the public keys of Adobe.
  static String pinned(String secret) {
    return AdobeKey.BOTH.stream()
        .map(AdobeKey::publicKey)
        .collect(Collectors.joining("\n", clientId(secret) + "\n", ""));
  }

  void disturb(Dice newDice) {
    dice = newDice;
  }

  /// @param codes empty for every event
  void register(String address, String secret, List<String> codes) {
    registrations.add(
        new MageRegistration("reg" + registrations.size(), address, clientId(secret), codes));
  }

  void removeAll() {
    registrations.clear();
  }

  /// Something happened: each registration that wants it is told.
  ///
  /// @param value the fields that were chosen at the subscription
  void happened(String code, String resource, ObjectNode value) {
    Instant now = clock.instant();
    for (MageRegistration registration : registrations) {
      if (registration.wants(code, now)) {
        String id = uuid();
        byte[] body = JsonText.plain(body(registration, id, code, value));
        outbox.add(new Message(registration, id, code, resource, body, now, 1), now, dice);
      }
    }
  }

  List<Attempt> due(Instant now) {
    List<Attempt> attempts = new ArrayList<>();
    for (Message message : outbox.take(now)) {
      if (registrations.contains(message.registration())
          && message.registration().wants(message.code(), now)) {
        attempts.add(attempt(message, now));
      }
    }
    return attempts;
  }

  Optional<Instant> nextDue() {
    return outbox.nextDue();
  }

  void report(Attempt attempt, Outcome outcome) {
    Optional<Message> sent = Optional.ofNullable(underWay.remove(attempt.serial()));
    if (sent.isEmpty()) {
      return;
    }
    int status =
        switch (outcome) {
          case Outcome.Answered answered -> answered.status();
          case Outcome.Unanswered unanswered -> 504;
        };
    Message message = sent.get();
    Instant now = clock.instant();
    message.registration().count(status / 100 == 2, now);
    boolean worthIt = status == 429 || (status >= 500 && status != 505);
    Duration wait =
        Duration.ofMinutes(
            RETRY_MINUTES.get(Math.min(message.attempt(), RETRY_MINUTES.size()) - 1));
    if (worthIt && now.plus(wait).isBefore(message.since().plus(REPEATED_FOR))) {
      outbox.put(message.next(), now.plus(wait));
    }
  }

  private Attempt attempt(Message message, Instant now) {
    long number = serial++;
    underWay.put(number, message);
    return new Attempt(
        number,
        message.registration().id(),
        message.code(),
        message.resource(),
        message.attempt(),
        now,
        URI.create(message.registration().address()),
        TIMEOUT,
        headers(message),
        message.body());
  }

  private static List<Header> headers(Message message) {
    List<Header> headers = new ArrayList<>();
    headers.add(new Header("Content-Type", "application/cloudevents+json"));
    headers.add(new Header("x-adobe-event-id", message.id()));
    headers.add(new Header("x-adobe-event-code", message.code()));
    headers.add(new Header("x-adobe-provider", "dx_commerce_events"));
    headers.add(new Header("x-adobe-retry-count", Integer.toString(message.attempt() - 1)));
    for (int key = 1; key <= AdobeKey.BOTH.size(); key++) {
      headers.add(
          new Header(
              "x-adobe-digital-signature-" + key, AdobeKey.BOTH.get(key - 1).sign(message.body())));
      headers.add(
          new Header(
              "x-adobe-public-key" + key + "-path", "/prod/keys/pub-key-simulated" + key + ".pem"));
    }
    return headers;
  }

  private ObjectNode body(MageRegistration registration, String id, String code, ObjectNode value) {
    ObjectNode node = JsonText.object();
    node.put("specversion", "1.0");
    node.put("id", id);
    node.put("source", "urn:uuid:" + clientId(settings.baseUrl()));
    node.put("type", code);
    node.put("datacontenttype", "application/json");
    node.put("time", clock.instant().toString());
    node.put("eventid", id);
    node.put("event_id", id);
    node.put("recipientclientid", registration.client());
    node.put("recipient_client_id", registration.client());
    ObjectNode data = node.putObject("data");
    data.put("key", id);
    data.set("value", value);
    data.put("source", "simulated.production");
    data.putObject("_metadata").put("commerceEdition", "Adobe Commerce").put("storeId", "1");
    return node;
  }

  private String uuid() {
    return new UUID(
            (random.nextLong() & ~0xF000L) | 0x4000L,
            (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L)
        .toString();
  }
}
