package io.orderwire.testkit.ports;

import io.orderwire.port.Erasures;
import io.orderwire.testkit.InMemoryErasures;

class InMemoryErasuresTest extends ErasuresContract {
  private final Erasures erasures = new InMemoryErasures();

  @Override
  protected Erasures erasures() {
    return erasures;
  }
}
