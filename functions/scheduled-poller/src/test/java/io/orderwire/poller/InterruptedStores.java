package io.orderwire.poller;

import io.orderwire.model.StoreId;
import io.orderwire.port.Store;
import io.orderwire.port.Stores;
import java.util.List;
import java.util.Optional;

/// Stores between whose steps something else happens.
record InterruptedStores(Stores stores, Runnable beforeSave) implements Stores {

  @Override
  public Optional<Store> get(StoreId id) {
    return stores.get(id);
  }

  @Override
  public Optional<Store> byEndpoint(String endpointToken) {
    return stores.byEndpoint(endpointToken);
  }

  @Override
  public boolean add(Store store) {
    return stores.add(store);
  }

  @Override
  public boolean update(Store store) {
    return stores.update(store);
  }

  @Override
  public void remove(StoreId id) {
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
    beforeSave.run();
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
}
