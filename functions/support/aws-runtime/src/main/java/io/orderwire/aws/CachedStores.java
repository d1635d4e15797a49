package io.orderwire.aws;

import io.orderwire.model.StoreId;
import io.orderwire.port.Store;
import io.orderwire.port.Stores;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Stores that remembers what it read for a short while: for the hot path, where many deliveries of
/// few stores come in. Absence is not remembered, so a store works as soon as it is connected; a
/// change made elsewhere shows after the time given at the latest.
public final class CachedStores implements Stores {
  private static final int MOST_STORES = 2_000;

  private final Stores stores;
  private final Remembered<StoreId, Store> byId;
  private final Remembered<String, Store> byToken;

  public CachedStores(Stores stores, Duration freshFor, InstantSource clock) {
    this.stores = stores;
    this.byId = new Remembered<>(MOST_STORES, freshFor, clock);
    this.byToken = new Remembered<>(MOST_STORES, freshFor, clock);
  }

  @Override
  public Optional<Store> get(StoreId id) {
    return byId.get(id, stores::get);
  }

  @Override
  public Optional<Store> byEndpoint(String endpointToken) {
    return byToken.get(endpointToken, stores::byEndpoint);
  }

  @Override
  public boolean add(Store store) {
    return stores.add(store);
  }

  /// Forgets the store in any case: when somebody else was first, the next read must see it.
  @Override
  public boolean update(Store store) {
    forget(store.id());
    return stores.update(store);
  }

  @Override
  public void remove(StoreId id) {
    forget(id);
    stores.remove(id);
  }

  @Override
  public StorePage list(Optional<String> cursor, int limit) {
    return stores.list(cursor, limit);
  }

  @Override
  public Optional<Polling> polling(StoreId id, String loop) {
    return stores.polling(id, loop);
  }

  @Override
  public boolean savePolling(StoreId id, String loop, Polling polling) {
    return stores.savePolling(id, loop, polling);
  }

  @Override
  public Optional<Note> note(StoreId id, String name) {
    return stores.note(id, name);
  }

  @Override
  public boolean saveNote(StoreId id, Note note) {
    return stores.saveNote(id, note);
  }

  @Override
  public List<Note> notes(StoreId id, String prefix, int limit) {
    return stores.notes(id, prefix, limit);
  }

  private void forget(StoreId id) {
    byId.forget((key, store) -> key.equals(id));
    byToken.forget((token, store) -> store.id().equals(id));
  }
}
