package io.orderwire.testkit.ports;

import io.orderwire.port.Stores;
import io.orderwire.testkit.InMemoryStores;

class InMemoryStoresTest extends StoresContract {
  private final Stores stores = new InMemoryStores();

  @Override
  protected Stores stores() {
    return stores;
  }
}
