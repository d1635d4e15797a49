package io.orderwire.engine;

import io.orderwire.connector.Fault;
import io.orderwire.connector.FaultException;
import io.orderwire.message.Cause;
import io.orderwire.message.Event;
import io.orderwire.message.EventData;
import io.orderwire.message.EventMetadata;
import io.orderwire.message.EventType;
import io.orderwire.model.StoreId;
import io.orderwire.port.Ledger;
import io.orderwire.port.Ledger.Consistency;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Store;
import io.orderwire.port.Store.Health;
import io.orderwire.port.Store.State;
import io.orderwire.port.Stores;
import io.orderwire.port.Subject;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Changes a store's state and health and records each change in the ledger, from where it becomes
/// a `store.health_changed` event.
///
/// The store is changed first. Who crashes in between is repeated, finds the store changed already,
/// and records what is still missing.
public final class StoreHealth {
  private static final int TRIES = 5;
  private static final String HEALTHY = "healthy";

  private final Stores stores;
  private final Ledger ledger;
  private final InstantSource clock;

  /// What is wrong, in a stable code and in words.
  public record Trouble(String code, String reason, String remedy) {}

  /// What brought the change about.
  public record Trigger(Cause cause, String receiptId, Optional<String> traceId) {}

  public StoreHealth(Stores stores, Ledger ledger, InstantSource clock) {
    this.stores = stores;
    this.ledger = ledger;
    this.clock = clock;
  }

  /// Stops all calls and deliveries of the store until somebody acts. A store that its owner
  /// disabled stays as it is.
  public void park(StoreId id, Trouble trouble, Trigger trigger) {
    change(id, trigger, store -> parked(store, trouble));
  }

  /// Tells that something is wrong while the store goes on.
  public void raise(StoreId id, Trouble trouble, Trigger trigger) {
    change(id, trigger, store -> raised(store, trouble));
  }

  /// Takes back a health of one of these codes.
  public void clear(StoreId id, String code, Trigger trigger) {
    change(
        id,
        trigger,
        store ->
            store.isActive() && hasCode(store, code)
                ? store.withState(State.ACTIVE, Optional.empty())
                : store);
  }

  /// Makes one family of healths what was found just now. A health of another family that is there
  /// stays: it weighs more, and this one is found again at the next check.
  ///
  /// @param family the codes that only this caller raises
  public void settle(StoreId id, Set<String> family, Optional<Trouble> found, Trigger trigger) {
    change(id, trigger, store -> settled(store, family, found));
  }

  /// Records the store's present state and health if the ledger does not show it yet.
  public void record(Store store, Trigger trigger) {
    Subject subject = Subject.health(store.id());
    for (int attempt = 0; attempt < TRIES; attempt++) {
      Optional<LedgerEntry> newest = ledger.newest(subject, Consistency.STRONG);
      EventData.StoreHealth told = told(store);
      boolean known =
          newest.map(entry -> entry.event().detail().data()).filter(told::equals).isPresent();
      boolean nothingToTell = newest.isEmpty() && store.isActive() && store.health().isEmpty();
      if (known || nothingToTell) {
        return;
      }
      long version = newest.map(LedgerEntry::version).orElse(0L) + 1;
      if (ledger.append(entry(store, told, version, trigger))) {
        return;
      }
    }
    throw contended(store.id());
  }

  @FunctionalInterface
  private interface Change {
    /// The same instance when nothing is to change.
    Store of(Store store);
  }

  private void change(StoreId id, Trigger trigger, Change change) {
    for (int attempt = 0; attempt < TRIES; attempt++) {
      Optional<Store> found = stores.get(id);
      if (found.isEmpty()) {
        return;
      }
      Store changed = change.of(found.get());
      if (changed.equals(found.get()) || stores.update(changed)) {
        record(changed, trigger);
        return;
      }
    }
    throw contended(id);
  }

  private Store parked(Store store, Trouble trouble) {
    return switch (store.state()) {
      case DISABLED -> store;
      case PARKED, ACTIVE ->
          store.state() == State.PARKED && hasCode(store, trouble.code())
              ? store
              : store.withState(State.PARKED, Optional.of(health(trouble)));
    };
  }

  private Store raised(Store store, Trouble trouble) {
    return !store.isActive() || hasCode(store, trouble.code())
        ? store
        : store.withState(State.ACTIVE, Optional.of(health(trouble)));
  }

  private Store settled(Store store, Set<String> family, Optional<Trouble> found) {
    boolean theirs = store.health().filter(each -> !family.contains(each.code())).isPresent();
    if (!store.isActive() || theirs) {
      return store;
    }
    boolean told =
        store
            .health()
            .map(each -> new Trouble(each.code(), each.reason(), each.remedy()))
            .equals(found);
    return told ? store : store.withState(State.ACTIVE, found.map(this::health));
  }

  private static boolean hasCode(Store store, String code) {
    return store.health().map(Health::code).equals(Optional.of(code));
  }

  private Health health(Trouble trouble) {
    return new Health(trouble.code(), trouble.reason(), trouble.remedy(), now());
  }

  private EventData.StoreHealth told(Store store) {
    String state = store.state().name().toLowerCase(Locale.ROOT);
    return store
        .health()
        .map(
            health ->
                new EventData.StoreHealth(
                    state, health.code(), health.reason(), health.remedy(), health.since()))
        .orElseGet(() -> new EventData.StoreHealth(state, HEALTHY, "", "", store.connectedAt()));
  }

  private LedgerEntry entry(
      Store store, EventData.StoreHealth told, long version, Trigger trigger) {
    Subject subject = Subject.health(store.id());
    EventMetadata metadata =
        new EventMetadata(
            subject.eventId(version),
            EventMetadata.SCHEMA_VERSION,
            store.id(),
            store.platform(),
            version,
            told.since(),
            now(),
            trigger.cause(),
            trigger.receiptId(),
            store.mapping().version(),
            false,
            trigger.traceId());
    Event event = new Event(EventType.STORE_HEALTH_CHANGED, new Event.Detail(metadata, told));
    return new LedgerEntry(subject, version, event, true, Optional.empty());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static FaultException contended(StoreId id) {
    return new FaultException(
        Fault.of(Fault.Category.UNAVAILABLE, "store " + id + " is being changed by many at once"));
  }
}
