package io.orderwire.system.adapters;

import io.orderwire.port.FirstAnswers;
import io.orderwire.testkit.ports.FirstAnswersContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnEmbeddedAws.class)
class DynamoFirstAnswersTest extends FirstAnswersContract {
  private final FirstAnswers answers;

  DynamoFirstAnswersTest(EmbeddedAws aws) {
    answers = aws.wiring().firstAnswers();
  }

  @Override
  protected FirstAnswers answers() {
    return answers;
  }
}
