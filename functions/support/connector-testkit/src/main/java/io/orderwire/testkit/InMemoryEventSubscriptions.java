package io.orderwire.testkit;

import io.orderwire.port.EventSubscription;
import io.orderwire.port.EventSubscriptions;
import io.orderwire.port.SubscriptionId;
import io.orderwire.testkit.Faults.Moment;
import io.orderwire.testkit.Faults.Step;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// The event subscriptions in memory.
public final class InMemoryEventSubscriptions implements EventSubscriptions {
  private final NavigableMap<SubscriptionId, EventSubscription> subscriptions = new TreeMap<>();
  private final NavigableMap<String, Attempt> attempts = new TreeMap<>();
  private final Faults faults;

  public InMemoryEventSubscriptions() {
    this(Faults.NONE);
  }

  public InMemoryEventSubscriptions(Faults faults) {
    this.faults = faults;
  }

  @Override
  public synchronized Optional<EventSubscription> get(SubscriptionId id) {
    faults.at(Step.SUBSCRIPTIONS_READ, Moment.BEFORE);
    return Optional.ofNullable(subscriptions.get(id));
  }

  @Override
  public synchronized boolean add(EventSubscription subscription) {
    faults.at(Step.SUBSCRIPTIONS_WRITE, Moment.BEFORE);
    boolean added = subscriptions.putIfAbsent(subscription.id(), subscription) == null;
    faults.at(Step.SUBSCRIPTIONS_WRITE, Moment.AFTER);
    return added;
  }

  @Override
  public synchronized boolean update(EventSubscription subscription) {
    faults.at(Step.SUBSCRIPTIONS_WRITE, Moment.BEFORE);
    EventSubscription held = subscriptions.get(subscription.id());
    boolean isFirst = held != null && held.revision() == subscription.revision();
    if (isFirst) {
      subscriptions.put(subscription.id(), subscription.withRevision(subscription.revision() + 1));
    }
    faults.at(Step.SUBSCRIPTIONS_WRITE, Moment.AFTER);
    return isFirst;
  }

  @Override
  public synchronized void remove(SubscriptionId id) {
    faults.at(Step.SUBSCRIPTIONS_WRITE, Moment.BEFORE);
    subscriptions.remove(id);
    faults.at(Step.SUBSCRIPTIONS_WRITE, Moment.AFTER);
  }

  @Override
  public synchronized SubscriptionPage list(Optional<SubscriptionId> cursor, int limit) {
    faults.at(Step.SUBSCRIPTIONS_READ, Moment.BEFORE);
    List<EventSubscription> rest =
        cursor
            .map(last -> subscriptions.tailMap(last, false))
            .orElse(subscriptions)
            .values()
            .stream()
            .limit(limit + 1L)
            .toList();
    boolean more = rest.size() > limit;
    List<EventSubscription> page = more ? rest.subList(0, limit) : rest;
    return new SubscriptionPage(page, more ? Optional.of(page.getLast().id()) : Optional.empty());
  }

  @Override
  public synchronized void record(Attempt attempt) {
    faults.at(Step.ATTEMPT_WRITE, Moment.BEFORE);
    attempts.put(key(attempt), attempt);
    faults.at(Step.ATTEMPT_WRITE, Moment.AFTER);
  }

  @Override
  public synchronized AttemptPage attempts(SubscriptionId id, Optional<String> cursor, int limit) {
    cursor.ifPresent(InMemoryEventSubscriptions::checked);
    List<Attempt> found =
        cursor
            .map(last -> attempts.headMap(last, false))
            .orElse(attempts)
            .descendingMap()
            .values()
            .stream()
            .filter(attempt -> attempt.subscriptionId().equals(id))
            .limit(limit + 1L)
            .toList();
    boolean more = found.size() > limit;
    List<Attempt> page = more ? found.subList(0, limit) : found;
    return new AttemptPage(page, more ? Optional.of(key(page.getLast())) : Optional.empty());
  }

  @Override
  public synchronized boolean deliveredSince(SubscriptionId id, Instant since) {
    return attempts.values().stream()
        .filter(attempt -> attempt.subscriptionId().equals(id))
        .filter(attempt -> !attempt.at().isBefore(since))
        .anyMatch(attempt -> attempt.failure().isEmpty());
  }

  /// Text that sorts as the instants do.
  private static String key(Attempt attempt) {
    return "%019d#%s#%05d#%s"
        .formatted(
            attempt.at().toEpochMilli(),
            attempt.eventId(),
            attempt.number(),
            attempt.subscriptionId());
  }

  private static void checked(String cursor) {
    if (!cursor.matches("[0-9]{19}#.+")) {
      throw new IllegalArgumentException("no page gave this cursor: " + cursor);
    }
  }
}
