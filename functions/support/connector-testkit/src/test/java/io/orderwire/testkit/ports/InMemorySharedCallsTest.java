package io.orderwire.testkit.ports;

import io.orderwire.port.SharedCalls;
import io.orderwire.port.Stores;
import io.orderwire.testkit.InMemoryStores;

class InMemorySharedCallsTest extends SharedCallsContract {
  private final InMemoryStores stores = new InMemoryStores();

  @Override
  protected Stores stores() {
    return stores;
  }

  @Override
  protected SharedCalls calls() {
    return stores;
  }
}
