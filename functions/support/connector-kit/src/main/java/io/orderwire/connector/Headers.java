package io.orderwire.connector;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// HTTP headers with case-insensitive names; of a repeated header the last value counts.
public record Headers(Map<String, String> values) {
  public Headers {
    TreeMap<String, String> lowered = new TreeMap<>();
    values.forEach((name, value) -> lowered.put(name.toLowerCase(Locale.ROOT), value));
    values = Collections.unmodifiableMap(lowered);
  }

  public static Headers none() {
    return new Headers(Map.of());
  }

  public Optional<String> first(String name) {
    return Optional.ofNullable(values.get(name.toLowerCase(Locale.ROOT)));
  }

  /// Only the named ones (lower case).
  public Headers only(Set<String> names) {
    TreeMap<String, String> kept = new TreeMap<>(values);
    kept.keySet().retainAll(names);
    return new Headers(kept);
  }
}
