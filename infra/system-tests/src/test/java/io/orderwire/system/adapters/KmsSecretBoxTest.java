package io.orderwire.system.adapters;

import io.orderwire.port.SecretBox;
import io.orderwire.testkit.ports.SecretBoxContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnEmbeddedAws.class)
class KmsSecretBoxTest extends SecretBoxContract {
  private final SecretBox box;

  KmsSecretBoxTest(EmbeddedAws aws) {
    box = aws.wiring().secretBox();
  }

  @Override
  protected SecretBox box() {
    return box;
  }
}
