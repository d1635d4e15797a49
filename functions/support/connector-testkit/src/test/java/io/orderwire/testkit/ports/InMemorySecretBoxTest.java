package io.orderwire.testkit.ports;

import io.orderwire.port.SecretBox;
import io.orderwire.testkit.InMemorySecretBox;

class InMemorySecretBoxTest extends SecretBoxContract {
  private final SecretBox box = new InMemorySecretBox();

  @Override
  protected SecretBox box() {
    return box;
  }
}
