package io.orderwire.normalizer.violation;

import java.time.Instant;

/// Breaks a rule of the house on purpose: it asks the clock.
public final class TellsTheTime {
  private TellsTheTime() {}

  /// The clock on the wall.
  public static Instant time() {
    return Instant.now();
  }
}
