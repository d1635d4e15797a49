package io.orderwire.model;

import java.util.Optional;

/// What became of outside text that should be a domain value.
public sealed interface Parsed<T> {

  record Valid<T>(T value) implements Parsed<T> {}

  /// The text is no such value. `expected` says in words what would have been accepted.
  record InvalidValue<T>(String expected, String raw) implements Parsed<T> {}

  static <T> Parsed<T> valid(T value) {
    return new Valid<>(value);
  }

  static <T> Parsed<T> invalid(String expected, String raw) {
    return new InvalidValue<>(expected, raw);
  }

  default Optional<T> optional() {
    return switch (this) {
      case Valid<T>(T value) -> Optional.of(value);
      case InvalidValue<T> ignored -> Optional.empty();
    };
  }
}
