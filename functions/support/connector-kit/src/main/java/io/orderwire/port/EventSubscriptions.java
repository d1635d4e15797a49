package io.orderwire.port;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The event subscriptions, and what became of the tries to deliver to them. Subscriptions are read
/// consistently: what was added is there for every event that is recorded after.
public interface EventSubscriptions {
  Optional<EventSubscription> get(SubscriptionId id);

  /// Adds a subscription; false if the id is taken.
  boolean add(EventSubscription subscription);

  /// Replaces a subscription if its revision is still the one that it was read with; the stored one
  /// is one higher. False if somebody else was first.
  boolean update(EventSubscription subscription);

  void remove(SubscriptionId id);

  /// Subscriptions by id, after `cursor`.
  SubscriptionPage list(Optional<SubscriptionId> cursor, int limit);

  /// All of them, by id.
  default List<EventSubscription> all() {
    List<EventSubscription> all = new ArrayList<>();
    Optional<SubscriptionId> cursor = Optional.empty();
    do {
      SubscriptionPage page = list(cursor, 100);
      all.addAll(page.subscriptions());
      cursor = page.nextCursor();
    } while (cursor.isPresent());
    return all;
  }

  /// A page of subscriptions.
  record SubscriptionPage(
      List<EventSubscription> subscriptions, Optional<SubscriptionId> nextCursor) {
    public SubscriptionPage {
      subscriptions = List.copyOf(subscriptions);
    }
  }

  /// Writes a try down; kept for two weeks.
  void record(Attempt attempt);

  /// The tries of a subscription, the newest first.
  ///
  /// @throws IllegalArgumentException for a cursor that no page gave
  AttemptPage attempts(SubscriptionId id, Optional<String> cursor, int limit);

  /// True if a try at or after `since` delivered an event.
  boolean deliveredSince(SubscriptionId id, Instant since);

  /// One try.
  ///
  /// @param eventId the `webhook-id`
  /// @param number of the try for this event, from 1
  /// @param status of the answer, if there was one
  /// @param failure why the event is not delivered; empty if it is
  /// @param nextTryAt when it is tried again, if at all
  record Attempt(
      SubscriptionId subscriptionId,
      Instant at,
      String eventId,
      int number,
      Optional<Integer> status,
      Optional<String> failure,
      long tookMillis,
      Optional<Instant> nextTryAt) {}

  /// A page of tries.
  record AttemptPage(List<Attempt> attempts, Optional<String> nextCursor) {
    public AttemptPage {
      attempts = List.copyOf(attempts);
    }
  }
}
