package io.orderwire.sender;

import io.orderwire.connector.CartReply;
import io.orderwire.message.EventType;
import io.orderwire.model.StoreId;
import io.orderwire.model.Transition;
import io.orderwire.port.CartTransport.Request;
import io.orderwire.port.Credentials;
import io.orderwire.port.EventSubscription;
import io.orderwire.port.EventSubscription.Selection;
import io.orderwire.port.EventSubscriptions.Attempt;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.SubscriptionId;
import io.orderwire.port.WebhookJob;
import io.orderwire.testkit.CountedMetrics;
import io.orderwire.testkit.Crash;
import io.orderwire.testkit.InMemoryEventSubscriptions;
import io.orderwire.testkit.InMemoryLedger;
import io.orderwire.testkit.InMemoryQueue.Received;
import io.orderwire.testkit.InMemorySecretBox;
import io.orderwire.testkit.InMemoryWebhookQueue;
import io.orderwire.testkit.ManualClock;
import io.orderwire.testkit.ScriptedCart;
import io.orderwire.testkit.ScriptedFaults;
import io.orderwire.testkit.ports.Samples;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGeneratorFactory;

/// The sender over in-memory ports under a clock that stands still until it is moved. A receiver is
/// known by the host of its URL.
final class Stage {
  static final StoreId STORE = new StoreId("acme-eu");
  static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  static final String OLD_SECRET = "whsec_b2xkIHNlY3JldCBvZiBhIHN1YnNjcmlwdGlvbg==";

  final ScriptedFaults faults = new ScriptedFaults();
  final ManualClock clock = new ManualClock(Samples.NOON);
  final InMemoryEventSubscriptions subscriptions = new InMemoryEventSubscriptions(faults);
  final InMemorySecretBox secrets = new InMemorySecretBox();
  final InMemoryLedger ledger = new InMemoryLedger();
  final InMemoryWebhookQueue queue = new InMemoryWebhookQueue(clock, faults);
  final CountedMetrics metrics = new CountedMetrics();
  final ScriptedCart receivers = new ScriptedCart(this::answer);
  final Map<String, Function<Request, CartReply>> answers = new LinkedHashMap<>();
  final Map<String, Instant> firstArrivals = new LinkedHashMap<>();
  private final World world =
      new World(
          subscriptions,
          secrets,
          ledger,
          receivers,
          queue,
          metrics,
          clock,
          RandomGeneratorFactory.of("L64X128MixRandom").create(20261126L));
  final FanOut fanOut = new FanOut(world);
  final Sender sender = new Sender(world);

  private CartReply answer(Request request) {
    String host = request.address().getHost();
    firstArrivals.putIfAbsent(
        host + " " + request.headers().first("webhook-id").orElseThrow(), clock.instant());
    return answers.getOrDefault(host, asked -> status(204)).apply(request);
  }

  static CartReply status(int status) {
    return ScriptedCart.json(status, "");
  }

  EventSubscription subscribe(String name) {
    return subscribe(name, new Selection(List.of(), List.of(), List.of()));
  }

  EventSubscription subscribe(String name, Selection selection) {
    SubscriptionId id = new SubscriptionId(name);
    EventSubscription subscription =
        new EventSubscription(
            id,
            name,
            URI.create("https://" + name + "/hooks"),
            selection,
            secrets.seal(
                id, new Credentials(Map.of("secret", SECRET, "previous_secret", OLD_SECRET))),
            Optional.empty(),
            Optional.empty(),
            clock.instant(),
            1);
    subscriptions.add(subscription);
    return subscription;
  }

  EventSubscription subscription(String name) {
    return subscriptions.get(new SubscriptionId(name)).orElseThrow();
  }

  /// A version is recorded and reaches the sender by the bus.
  LedgerEntry happens(String order, long version) {
    LedgerEntry entry = Samples.order(STORE, order, version, clock.instant(), "Ünïcode");
    ledger.append(entry);
    fanOut.spread(entry.event().detail().metadata(), fanOut.active());
    return entry;
  }

  /// Works off the queue for so long, a minute or less at a time.
  void pass(Duration time) {
    Instant end = clock.instant().plus(time);
    while (clock.instant().isBefore(end)) {
      workOff();
      clock.advance(Duration.ofSeconds(1));
    }
    workOff();
  }

  /// Until nothing is visible. A crash leaves the message to the next try.
  void workOff() {
    for (List<Received<WebhookJob>> taken = queue.queue().receive(1);
        !taken.isEmpty();
        taken = queue.queue().receive(1)) {
      try {
        sender.run(taken.getFirst().message());
      } catch (Crash stopped) {
        queue.queue().release(taken.getFirst());
      }
    }
  }

  List<Request> requestsTo(String name) {
    return receivers.requests().stream()
        .filter(request -> request.address().getHost().equals(name))
        .toList();
  }

  List<Attempt> attempts(String name) {
    return subscriptions
        .attempts(new SubscriptionId(name), Optional.empty(), 100)
        .attempts()
        .reversed();
  }

  static Selection of(EventType... types) {
    return new Selection(List.of(types), List.of(), List.of());
  }

  static Selection of(Transition... transitions) {
    return new Selection(List.of(), List.of(transitions), List.of());
  }
}
