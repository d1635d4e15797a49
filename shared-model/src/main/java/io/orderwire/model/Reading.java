package io.orderwire.model;

import java.util.Optional;
import java.util.function.Predicate;

/// A platform's word for a state, beside what it means here. An unrecognized word is kept and never
/// acted upon.
///
/// JSON: `{"state":"paid","raw":"processing"}`; unrecognized:
/// `{"state":"unrecognized","raw":"sent-to-moon"}`; a state that the platform expresses by silence
/// has no `raw`.
public sealed interface Reading<T> {

  record Recognized<T>(T value, Optional<String> raw) implements Reading<T> {}

  record Unrecognized<T>(String raw) implements Reading<T> {}

  static <T> Reading<T> of(T value, String raw) {
    return new Recognized<>(value, Optional.of(raw));
  }

  static <T> Reading<T> silent(T value) {
    return new Recognized<>(value, Optional.empty());
  }

  static <T> Reading<T> unrecognized(String raw) {
    return new Unrecognized<>(raw);
  }

  default boolean is(T expected) {
    return matches(expected::equals);
  }

  default boolean matches(Predicate<T> test) {
    return switch (this) {
      case Recognized<T>(T value, Optional<String> raw) -> test.test(value);
      case Unrecognized<T> ignored -> false;
    };
  }

  default boolean isRecognized() {
    return this instanceof Recognized<T>;
  }
}
