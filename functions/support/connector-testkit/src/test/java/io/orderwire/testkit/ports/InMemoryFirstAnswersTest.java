package io.orderwire.testkit.ports;

import io.orderwire.port.FirstAnswers;
import io.orderwire.testkit.InMemoryFirstAnswers;

class InMemoryFirstAnswersTest extends FirstAnswersContract {
  private final FirstAnswers answers = new InMemoryFirstAnswers();

  @Override
  protected FirstAnswers answers() {
    return answers;
  }
}
