package io.orderwire.normalizer.violation;

import java.util.UUID;

/// Breaks a rule of the house on purpose: it makes its own randomness.
public final class RollsDice {
  private RollsDice() {}

  /// Another one each time.
  public static UUID next() {
    return UUID.randomUUID();
  }
}
