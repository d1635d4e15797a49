package io.orderwire.engine;

import java.time.Duration;

/// Waiting, as an argument: real in the functions, none in tests.
@FunctionalInterface
public interface Pause {
  void sleep(Duration time);
}
