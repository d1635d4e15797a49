package io.orderwire.aws;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;

/// Values that were read lately. At most so many, the least recently used go first; what is absent
/// is not remembered.
final class Remembered<K, V> {
  private static final float LOAD = 0.75f;

  private final Map<K, Held<V>> entries;
  private final Duration freshFor;
  private final InstantSource clock;

  private record Held<V>(V value, Instant freshUntil) {}

  Remembered(int most, Duration freshFor, InstantSource clock) {
    this.freshFor = freshFor;
    this.clock = clock;
    this.entries =
        new LinkedHashMap<>(16, LOAD, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<K, Held<V>> eldest) {
            return size() > most;
          }
        };
  }

  /// Nobody waits while another reads: two who miss the same value at once both read it.
  Optional<V> get(K key, Function<K, Optional<V>> source) {
    Instant now = clock.instant();
    Optional<V> known = fresh(key, now);
    if (known.isPresent()) {
      return known;
    }
    Optional<V> read = source.apply(key);
    keep(key, read, now.plus(freshFor));
    return read;
  }

  private synchronized Optional<V> fresh(K key, Instant now) {
    return Optional.ofNullable(entries.get(key))
        .filter(held -> now.isBefore(held.freshUntil()))
        .map(Held::value);
  }

  private synchronized void keep(K key, Optional<V> read, Instant freshUntil) {
    entries.remove(key);
    read.ifPresent(value -> entries.put(key, new Held<>(value, freshUntil)));
  }

  synchronized void forget(BiPredicate<K, V> stale) {
    entries.entrySet().removeIf(entry -> stale.test(entry.getKey(), entry.getValue().value()));
  }
}
