package io.orderwire.normalizer.violation;

import java.time.Instant;
import java.util.function.Supplier;

/// Breaks a rule of the house on purpose: a reference to the clock is a use of it.
public final class RefersToTheClock {
  private RefersToTheClock() {}

  /// The clock on the wall, by a method reference.
  public static Supplier<Instant> time() {
    return Instant::now;
  }
}
