package io.orderwire.system.adapters;

import io.orderwire.port.Erasures;
import io.orderwire.testkit.ports.ErasuresContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnEmbeddedAws.class)
class DynamoErasuresTest extends ErasuresContract {
  private final Erasures erasures;

  DynamoErasuresTest(EmbeddedAws aws) {
    erasures = aws.wiring().erasures();
  }

  @Override
  protected Erasures erasures() {
    return erasures;
  }
}
