package io.orderwire.sender;

import io.orderwire.connector.FaultException;
import io.orderwire.connector.Headers;
import io.orderwire.port.CartTransport.Request;
import io.orderwire.port.EventSubscription;
import io.orderwire.port.EventSubscriptions.Attempt;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.SubscriptionId;
import io.orderwire.port.WebhookJob;
import io.orderwire.port.WebhookJob.Delivery;
import io.orderwire.port.WebhookJob.Trial;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Does the jobs of the queue. A try is sent first and written down then: whoever is stopped in
/// between sends it once more, under the same id, and nothing is lost.
final class Sender {
  private static final Duration CALL = Duration.ofSeconds(15);
  private static final Duration LONGEST_DELAY = Duration.ofMinutes(15);

  private final World world;
  private final Replaying replaying;
  private final Disabling disabling;

  /// How a try went.
  private record Tried(Instant at, long tookMillis, Verdict verdict) {}

  Sender(World world) {
    this.world = world;
    this.replaying = new Replaying(world);
    this.disabling = new Disabling(world);
  }

  /// What became of the job, in one word for the log.
  String run(WebhookJob job) {
    Optional<EventSubscription> subscription = world.subscriptions().get(job.subscriptionId());
    if (subscription.isEmpty()) {
      return "removed";
    }
    return switch (job) {
      case Trial trial -> probe(trial, subscription.get());
      case Delivery ignored when !subscription.get().isActive() -> "disabled";
      case WebhookJob.Replay ignored when !subscription.get().isActive() -> "disabled";
      case Delivery delivery -> deliver(delivery, subscription.get());
      case WebhookJob.Replay replay -> replaying.run(replay, subscription.get());
    };
  }

  /// A disabled one may be tested: that is how its owner finds out whether to enable it.
  private String probe(Trial trial, EventSubscription subscription) {
    Letter letter = Letter.trial(trial.id(), subscription.id(), now());
    Tried tried = send(letter, subscription);
    record(subscription.id(), trial.id(), 1, tried, Optional.empty());
    return tried.verdict() instanceof Verdict.Delivered ? "delivered" : "failed";
  }

  private String deliver(Delivery delivery, EventSubscription subscription) {
    if (now().isBefore(delivery.dueAt())) {
      later(delivery);
      return "waiting";
    }
    // An event of a person who was erased meanwhile is announced to nobody.
    Optional<LedgerEntry> entry =
        world
            .ledger()
            .version(delivery.subject(), delivery.version())
            .filter(LedgerEntry::announced);
    if (entry.isEmpty()) {
      return "withdrawn";
    }
    Tried tried = send(Letter.of(entry.get().event(), delivery.replay()), subscription);
    return switch (tried.verdict()) {
      case Verdict.Delivered ignored -> delivered(delivery, tried);
      case Verdict.Gone ignored -> gone(delivery, tried);
      case Verdict.Failed failed -> failed(delivery, tried, failed);
    };
  }

  private Tried send(Letter letter, EventSubscription subscription) {
    Instant start = now();
    Headers headers =
        Signing.headers(
            letter,
            subscription.signingSecrets(
                world.secrets().open(subscription.id(), subscription.secret()), start),
            start);
    Request request =
        new Request("POST", subscription.url(), headers, Optional.of(letter.body()), CALL);
    Verdict verdict;
    try {
      verdict = Verdict.of(world.transport().exchange(request));
    } catch (FaultException fault) {
      verdict = Verdict.unanswered(fault.fault().detail());
    }
    return new Tried(start, Duration.between(start, now()).toMillis(), verdict);
  }

  private String delivered(Delivery delivery, Tried tried) {
    record(delivery, tried, Optional.empty());
    world.metrics().count("webhooks_delivered", 1, "");
    return "delivered";
  }

  private String gone(Delivery delivery, Tried tried) {
    record(delivery, tried, Optional.empty());
    disabling.gone(delivery, now());
    return "gone";
  }

  /// The next try is on the queue before this one is over; after the last, the ledger still has the
  /// event.
  private String failed(Delivery delivery, Tried tried, Verdict.Failed failed) {
    world.metrics().count("webhook_tries_failed", 1, "");
    Optional<Instant> next =
        RetrySchedule.after(delivery.attempt(), failed.retryAfter(), world.jitter())
            .map(wait -> now().plus(wait));
    record(delivery, tried, next);
    if (next.isPresent()) {
      later(delivery.again(next.get()));
      return "failed";
    }
    world.metrics().count("webhooks_given_up", 1, "");
    if (!world.subscriptions().deliveredSince(delivery.subscriptionId(), delivery.firstAt())) {
      disabling.exhausted(delivery, failed.reason(), now());
    }
    return "given_up";
  }

  /// A message can be delayed by a quarter of an hour: longer waits are a chain of such.
  private void later(Delivery next) {
    Duration wait = Duration.between(now(), next.dueAt());
    world.queue().sendLater(next, wait.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : wait);
  }

  private void record(Delivery delivery, Tried tried, Optional<Instant> next) {
    record(delivery.subscriptionId(), delivery.eventId(), delivery.attempt(), tried, next);
  }

  private void record(
      SubscriptionId id, String eventId, int number, Tried tried, Optional<Instant> next) {
    Optional<Integer> status =
        switch (tried.verdict()) {
          case Verdict.Delivered(int answered) -> Optional.of(answered);
          case Verdict.Gone() -> Optional.of(410);
          case Verdict.Failed failed -> failed.status();
        };
    Optional<String> failure =
        switch (tried.verdict()) {
          case Verdict.Delivered ignored -> Optional.empty();
          case Verdict.Gone() -> Optional.of("status 410: it wants no more events");
          case Verdict.Failed failed -> Optional.of(failed.reason());
        };
    world
        .subscriptions()
        .record(
            new Attempt(
                id, tried.at(), eventId, number, status, failure, tried.tookMillis(), next));
  }

  private Instant now() {
    return world.clock().instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
