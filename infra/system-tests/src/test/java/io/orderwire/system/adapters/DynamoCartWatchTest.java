package io.orderwire.system.adapters;

import io.orderwire.port.CartWatch;
import io.orderwire.testkit.ports.CartWatchContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnEmbeddedAws.class)
class DynamoCartWatchTest extends CartWatchContract {
  private final CartWatch watch;

  DynamoCartWatchTest(EmbeddedAws aws) {
    watch = aws.wiring().cartWatch();
  }

  @Override
  protected CartWatch watch() {
    return watch;
  }
}
