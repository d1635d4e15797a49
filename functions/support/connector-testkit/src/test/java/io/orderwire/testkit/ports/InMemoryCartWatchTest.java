package io.orderwire.testkit.ports;

import io.orderwire.port.CartWatch;
import io.orderwire.testkit.InMemoryCartWatch;

class InMemoryCartWatchTest extends CartWatchContract {
  private final CartWatch watch = new InMemoryCartWatch();

  @Override
  protected CartWatch watch() {
    return watch;
  }
}
