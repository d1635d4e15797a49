package io.orderwire.testkit.ports;

import io.orderwire.port.AskedPolls;
import io.orderwire.testkit.InMemoryAskedPolls;

class InMemoryAskedPollsTest extends AskedPollsContract {
  private final AskedPolls polls = new InMemoryAskedPolls();

  @Override
  protected AskedPolls polls() {
    return polls;
  }
}
