package io.orderwire.system.adapters;

import io.orderwire.port.SharedCalls;
import io.orderwire.port.Stores;
import io.orderwire.testkit.ports.SharedCallsContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnEmbeddedAws.class)
class DynamoSharedCallsTest extends SharedCallsContract {
  private final EmbeddedAws aws;

  DynamoSharedCallsTest(EmbeddedAws aws) {
    this.aws = aws;
  }

  @Override
  protected Stores stores() {
    return aws.wiring().stores();
  }

  @Override
  protected SharedCalls calls() {
    return aws.wiring().sharedCalls();
  }
}
