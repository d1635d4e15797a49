package io.orderwire.testkit;

import io.orderwire.model.StoreId;
import io.orderwire.port.CallScope;
import io.orderwire.port.SharedCalls;
import io.orderwire.port.Store;
import io.orderwire.port.Stores;
import io.orderwire.testkit.Faults.Moment;
import io.orderwire.testkit.Faults.Step;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// The stores in memory, and what processes tell one another of their calls.
public final class InMemoryStores implements Stores, SharedCalls {
  private final NavigableMap<StoreId, Store> stores = new TreeMap<>();
  private final Map<String, StoreId> endpoints = new HashMap<>();
  private final Map<Loop, Polling> pollings = new HashMap<>();
  private final Map<CallScope.OfAccount, Instant> accounts = new HashMap<>();
  private final Map<CallScope, Map<Integer, Instant>> takenPlaces = new HashMap<>();
  private final Faults faults;

  private final Map<StoreId, NavigableMap<String, Note>> notes = new HashMap<>();

  private record Loop(StoreId storeId, String name) {}

  public InMemoryStores() {
    this(Faults.NONE);
  }

  public InMemoryStores(Faults faults) {
    this.faults = faults;
  }

  @Override
  public synchronized Optional<Store> get(StoreId id) {
    faults.at(Step.STORES_READ, Moment.BEFORE);
    return Optional.ofNullable(stores.get(id));
  }

  @Override
  public synchronized Optional<Store> byEndpoint(String endpointToken) {
    faults.at(Step.STORES_READ, Moment.BEFORE);
    return Optional.ofNullable(endpoints.get(endpointToken))
        .flatMap(id -> Optional.ofNullable(stores.get(id)));
  }

  @Override
  public synchronized boolean add(Store store) {
    faults.at(Step.STORES_WRITE, Moment.BEFORE);
    boolean free = !stores.containsKey(store.id()) && !endpoints.containsKey(store.endpointToken());
    if (free) {
      stores.put(store.id(), store);
      endpoints.put(store.endpointToken(), store.id());
    }
    faults.at(Step.STORES_WRITE, Moment.AFTER);
    return free;
  }

  @Override
  public synchronized boolean update(Store store) {
    faults.at(Step.STORES_WRITE, Moment.BEFORE);
    Optional<Store> held =
        Optional.ofNullable(stores.get(store.id()))
            .filter(current -> current.revision() == store.revision());
    held.ifPresent(
        current -> {
          endpoints.remove(current.endpointToken());
          endpoints.put(store.endpointToken(), store.id());
          stores.put(store.id(), store.withRevision(store.revision() + 1));
        });
    faults.at(Step.STORES_WRITE, Moment.AFTER);
    return held.isPresent();
  }

  @Override
  public synchronized void remove(StoreId id) {
    faults.at(Step.STORES_WRITE, Moment.BEFORE);
    Store held = stores.remove(id);
    if (held != null) {
      endpoints.remove(held.endpointToken());
    }
    pollings.keySet().removeIf(loop -> loop.storeId().equals(id));
    notes.remove(id);
    faults.at(Step.STORES_WRITE, Moment.AFTER);
  }

  @Override
  public synchronized StorePage list(Optional<String> cursor, int limit) {
    faults.at(Step.STORES_READ, Moment.BEFORE);
    List<Store> rest =
        cursor
            .map(last -> stores.tailMap(new StoreId(last), false))
            .orElse(stores)
            .values()
            .stream()
            .limit(limit + 1L)
            .toList();
    return rest.size() <= limit
        ? new StorePage(rest, Optional.empty())
        : new StorePage(rest.subList(0, limit), Optional.of(rest.get(limit - 1).id().value()));
  }

  @Override
  public synchronized Optional<Polling> polling(StoreId id, String loop) {
    faults.at(Step.POLLING_READ, Moment.BEFORE);
    return Optional.ofNullable(pollings.get(new Loop(id, loop)));
  }

  @Override
  public synchronized boolean savePolling(StoreId id, String loop, Polling polling) {
    faults.at(Step.POLLING_WRITE, Moment.BEFORE);
    Loop key = new Loop(id, loop);
    Polling held = pollings.get(key);
    boolean current = (held == null ? 0 : held.revision()) == polling.revision();
    if (current) {
      pollings.put(key, new Polling(polling.watermark(), polling.seen(), polling.revision() + 1));
    }
    faults.at(Step.POLLING_WRITE, Moment.AFTER);
    return current;
  }

  @Override
  public synchronized Optional<Note> note(StoreId id, String name) {
    faults.at(Step.NOTES_READ, Moment.BEFORE);
    return Optional.ofNullable(of(id).get(name));
  }

  @Override
  public synchronized boolean saveNote(StoreId id, Note note) {
    faults.at(Step.NOTES_WRITE, Moment.BEFORE);
    Note held = of(id).get(note.name());
    boolean current = (held == null ? 0 : held.revision()) == note.revision();
    if (current) {
      of(id).put(note.name(), new Note(note.name(), note.content(), note.revision() + 1));
    }
    faults.at(Step.NOTES_WRITE, Moment.AFTER);
    return current;
  }

  @Override
  public synchronized List<Note> notes(StoreId id, String prefix, int limit) {
    faults.at(Step.NOTES_READ, Moment.BEFORE);
    return of(id).descendingMap().values().stream()
        .filter(note -> note.name().startsWith(prefix))
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized void hold(CallScope scope, Instant until) {
    faults.at(Step.STORES_WRITE, Moment.BEFORE);
    switch (scope) {
      case CallScope.OfStore(StoreId id) ->
          Optional.ofNullable(stores.get(id))
              .filter(store -> store.callsFrom().filter(until::isBefore).isEmpty())
              .ifPresent(store -> stores.put(id, store.withCallsFrom(until)));
      case CallScope.OfAccount account ->
          accounts.merge(account, until, (told, now) -> told.isAfter(now) ? told : now);
      case CallScope.OfToken token -> throw new IllegalArgumentException("not held: " + token);
    }
    faults.at(Step.STORES_WRITE, Moment.AFTER);
  }

  @Override
  public synchronized Optional<Instant> heldUntil(CallScope.OfAccount account) {
    faults.at(Step.STORES_READ, Moment.BEFORE);
    return Optional.ofNullable(accounts.get(account));
  }

  @Override
  public synchronized Optional<Place> take(
      CallScope scope, int places, Instant now, Instant until) {
    faults.at(Step.STORES_WRITE, Moment.BEFORE);
    Map<Integer, Instant> taken = takenPlaces.computeIfAbsent(scope, none -> new TreeMap<>());
    taken.values().removeIf(end -> end.isBefore(now));
    for (int number = 0; number < places; number++) {
      if (!taken.containsKey(number)) {
        taken.put(number, until);
        faults.at(Step.STORES_WRITE, Moment.AFTER);
        return Optional.of(new Place(scope, number, until));
      }
    }
    return Optional.empty();
  }

  @Override
  public synchronized void giveBack(Place place) {
    faults.at(Step.STORES_WRITE, Moment.BEFORE);
    takenPlaces.getOrDefault(place.scope(), new TreeMap<>()).remove(place.number(), place.until());
    faults.at(Step.STORES_WRITE, Moment.AFTER);
  }

  @Override
  public synchronized int taken(CallScope scope, Instant now) {
    faults.at(Step.STORES_READ, Moment.BEFORE);
    return (int)
        takenPlaces.getOrDefault(scope, Map.of()).values().stream().filter(now::isBefore).count();
  }

  private NavigableMap<String, Note> of(StoreId id) {
    return notes.computeIfAbsent(id, none -> new TreeMap<>());
  }
}
