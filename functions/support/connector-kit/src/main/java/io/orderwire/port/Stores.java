package io.orderwire.port;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.model.StoreId;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The connected stores and their polling state.
public interface Stores {

  Optional<Store> get(StoreId id);

  Optional<Store> byEndpoint(String endpointToken);

  /// Adds a store; false if the id is taken.
  boolean add(Store store);

  /// Replaces a store if its revision is still the one that `store` was read with; the stored one
  /// is one higher. False if somebody else was first.
  boolean update(Store store);

  /// Removes the store and its endpoint. Orders stay in the ledger.
  void remove(StoreId id);

  /// Stores by id.
  StorePage list(Optional<String> cursor, int limit);

  record StorePage(List<Store> stores, Optional<String> nextCursor) {
    public StorePage {
      stores = List.copyOf(stores);
    }
  }

  Optional<Polling> polling(StoreId id, String loop);

  /// Saves if the revision is still the one read (0 for the first). False if another poll of this
  /// store was first.
  boolean savePolling(StoreId id, String loop, Polling polling);

  /// A small document that functions keep beside a store: where a back-fill stands, what is known
  /// of its subscriptions. Read consistently.
  Optional<Note> note(StoreId id, String name);

  /// Saves if the revision is still the one read (0 for a new note); the stored one is one higher.
  /// False if somebody else was first.
  boolean saveNote(StoreId id, Note note);

  /// The notes whose names begin so, the greatest name first.
  List<Note> notes(StoreId id, String prefix, int limit);

  /// A document under a name of its own.
  ///
  /// @param revision of the note as it was read
  record Note(String name, JsonNode content, long revision) {}

  /// Where a polling loop of a store stands.
  ///
  /// @param watermark the largest change time (the cart's clock) that is durably enqueued; never
  /// our own clock
  /// @param seen rows at or after watermark minus overlap that were enqueued already: id to hash of
  /// the row
  record Polling(Instant watermark, Map<String, String> seen, long revision) {
    public Polling {
      seen = Collections.unmodifiableMap(new LinkedHashMap<>(seen));
    }
  }
}
