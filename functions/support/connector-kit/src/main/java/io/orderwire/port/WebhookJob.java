package io.orderwire.port;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.orderwire.model.ExternalId;
import io.orderwire.model.StoreId;
import java.time.Instant;
import java.util.Optional;

/// What the webhook sender is to do for one subscription. An event is named and not carried: what
/// is sent is read from the ledger when it is sent, so that an erased person leaves the queue, too.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "job")
@JsonSubTypes({
  @JsonSubTypes.Type(value = WebhookJob.Delivery.class, name = "delivery"),
  @JsonSubTypes.Type(value = WebhookJob.Trial.class, name = "trial"),
  @JsonSubTypes.Type(value = WebhookJob.Replay.class, name = "replay")
})
public sealed interface WebhookJob {
  SubscriptionId subscriptionId();

  /// Sends the event of a version.
  ///
  /// @param replay somebody asked for it again
  /// @param attempt number of the next try, from 1
  /// @param firstAt when the first try was due
  /// @param dueAt when the next one is
  record Delivery(
      SubscriptionId subscriptionId,
      Subject subject,
      long version,
      boolean replay,
      int attempt,
      Instant firstAt,
      Instant dueAt)
      implements WebhookJob {
    /// To be tried at once.
    public static Delivery first(
        SubscriptionId subscriptionId, LedgerEntry entry, boolean replay, Instant now) {
      return new Delivery(subscriptionId, entry.subject(), entry.version(), replay, 1, now, now);
    }

    public Delivery again(Instant at) {
      return new Delivery(subscriptionId, subject, version, replay, attempt + 1, firstAt, at);
    }

    public String eventId() {
      return subject.eventId(version);
    }
  }

  /// Sends a test event, once.
  ///
  /// @param id its `webhook-id`
  record Trial(SubscriptionId subscriptionId, String id) implements WebhookJob {}

  /// Sends again what the ledger recorded of one kind of subject in a period, both ends included.
  ///
  /// @param order that order alone
  /// @param cursor where the change feed goes on
  record Replay(
      SubscriptionId subscriptionId,
      StoreId storeId,
      Subject.Kind kind,
      Optional<ExternalId> order,
      Instant from,
      Instant to,
      Optional<String> cursor)
      implements WebhookJob {
    public Replay goingOn(String next) {
      return new Replay(subscriptionId, storeId, kind, order, from, to, Optional.of(next));
    }
  }
}
