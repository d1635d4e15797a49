package io.orderwire.connector;

import io.orderwire.model.Reading;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A platform's published words for one kind of state. Words are compared without regard to case.
public record StatusTable<T>(Map<String, T> words) {
  public StatusTable {
    LinkedHashMap<String, T> lowered = new LinkedHashMap<>();
    words.forEach((word, state) -> lowered.put(word.toLowerCase(Locale.ROOT), state));
    words = Collections.unmodifiableMap(lowered);
  }

  /// The state a word means; the store's own `overrides` come first.
  public Reading<T> read(String raw, Map<String, T> overrides) {
    String word = raw.toLowerCase(Locale.ROOT);
    return Optional.ofNullable(overrides.get(word))
        .or(() -> Optional.ofNullable(words.get(word)))
        .map(state -> Reading.of(state, raw))
        .orElseGet(() -> Reading.unrecognized(raw));
  }
}
