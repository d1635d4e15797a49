package io.orderwire.system.adapters;

import io.orderwire.port.AskedPolls;
import io.orderwire.testkit.ports.AskedPollsContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnEmbeddedAws.class)
class DynamoAskedPollsTest extends AskedPollsContract {
  private final AskedPolls polls;

  DynamoAskedPollsTest(EmbeddedAws aws) {
    polls = aws.wiring().askedPolls();
  }

  @Override
  protected AskedPolls polls() {
    return polls;
  }
}
