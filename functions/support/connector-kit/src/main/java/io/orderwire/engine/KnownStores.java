package io.orderwire.engine;

import io.orderwire.model.StoreId;
import io.orderwire.port.Store;
import io.orderwire.port.Stores;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Stores for a few seconds: a burst of one store's messages reads it once. What is unknown is not
/// remembered.
public final class KnownStores {
  private static final Duration FRESH = Duration.ofSeconds(5);
  private static final int MOST_KEPT = 2_000;

  private final Map<String, Known> known = new LinkedHashMap<>(16, 0.75f, true);
  private final Stores stores;
  private final InstantSource clock;

  private record Known(Store store, Instant until) {}

  public KnownStores(Stores stores, InstantSource clock) {
    this.stores = stores;
    this.clock = clock;
  }

  public Optional<Store> byId(StoreId id) {
    return kept("id:" + id, () -> stores.get(id));
  }

  public Optional<Store> byEndpoint(String token) {
    return kept("endpoint:" + token, () -> stores.byEndpoint(token));
  }

  /// Forgets a store that may have changed; true if it had been remembered, so that a new look may
  /// show something else.
  public synchronized boolean forgetEndpoint(String token) {
    return Optional.ofNullable(known.remove("endpoint:" + token)).isPresent();
  }

  private synchronized Optional<Store> kept(String key, Supplier<Optional<Store>> source) {
    Instant now = clock.instant();
    Optional<Known> kept =
        Optional.ofNullable(known.get(key)).filter(each -> now.isBefore(each.until()));
    if (kept.isPresent()) {
      return kept.map(Known::store);
    }
    known.remove(key);
    Optional<Store> read = source.get();
    read.ifPresent(store -> known.put(key, new Known(store, now.plus(FRESH))));
    if (known.size() > MOST_KEPT) {
      known.remove(known.keySet().iterator().next());
    }
    return read;
  }
}
