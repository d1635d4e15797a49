package io.orderwire.normalizer.violation;

import java.util.Optional;

/// Breaks a rule of the house on purpose: only settings and wiring read the environment.
public final class AsksTheEnvironment {
  private AsksTheEnvironment() {}

  /// The table's name, from wherever this runs.
  public static Optional<String> table() {
    return Optional.ofNullable(System.getenv("ORDERS_TABLE"));
  }
}
