package io.orderwire.port;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A store's secrets by field key. Never logged: `toString` shows no value.
public record Credentials(Map<String, String> values) {
  public Credentials {
    values = Collections.unmodifiableMap(new TreeMap<>(values));
  }

  public Optional<String> value(String key) {
    return Optional.ofNullable(values.get(key)).filter(value -> !value.isEmpty());
  }

  /// Key of the value that a signing secret had before it was rotated.
  public static String previous(String key) {
    return "previous_" + key;
  }

  /// The current and, during a rotation, the previous value of a signing secret.
  public List<String> currentAndPrevious(String key) {
    return Stream.of(value(key), value(previous(key))).flatMap(Optional::stream).toList();
  }

  @Override
  public String toString() {
    return "Credentials" + values.keySet();
  }
}
