package io.orderwire.system.adapters;

import io.orderwire.port.Stores;
import io.orderwire.testkit.ports.StoresContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnEmbeddedAws.class)
class DynamoStoresTest extends StoresContract {
  private final Stores stores;

  DynamoStoresTest(EmbeddedAws aws) {
    stores = aws.wiring().stores();
  }

  @Override
  protected Stores stores() {
    return stores;
  }
}
