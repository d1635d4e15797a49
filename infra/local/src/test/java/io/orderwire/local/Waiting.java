package io.orderwire.local;

import java.time.Duration;
import java.util.function.Supplier;

/// Waits for what another process or thread brings about.
public final class Waiting {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private Waiting() {}

  /// Returns the value once it satisfies the condition.
  public static <T> T until(
      String what, Supplier<T> value, java.util.function.Predicate<T> condition)
      throws InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    T current = value.get();
    while (!condition.test(current)) {
      if (System.nanoTime() > end) {
        throw new AssertionError(what + " did not come about; last seen: " + current);
      }
      Thread.sleep(Duration.ofMillis(20));
      current = value.get();
    }
    return current;
  }
}
