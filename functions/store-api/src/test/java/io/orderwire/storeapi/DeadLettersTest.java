package io.orderwire.storeapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.port.DeadLetterQueues.Name;
import io.orderwire.storeapi.Api.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeadLettersTest {
  private static final String REDRIVE = "/v1/dead-letters/redrive";

  private final Api api = new Api();

  @BeforeEach
  void put() {
    api.deadLetters.add(Name.INTAKE, 3);
    api.deadLetters.add(Name.POLL, 1);
    api.deadLetters.add(Name.DISPATCH, 2);
  }

  @Test
  void tellsWhatWaitsAndWhatToDo() {
    JsonNode queues = api.get("/v1/dead-letters").json().at("/items");
    assertThat(queues.findValuesAsText("queue"))
        .containsExactly("intake", "poll", "webhook", "dispatch");
    assertThat(queues.findValuesAsText("waiting")).containsExactly("3", "1", "0", "2");
    assertThat(queues.findValuesAsText("can_be_redriven"))
        .containsExactly("true", "true", "true", "false");
    assertThat(queues.findValuesAsText("remedy")).allMatch(remedy -> !remedy.isEmpty());
  }

  @Test
  void redrivesOneQueue() {
    Answer answer = api.post(REDRIVE, "{\"queue\": \"intake\"}");
    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.json().at("/items").toString())
        .isEqualTo("[{\"queue\":\"intake\",\"waiting\":3,\"outcome\":\"started\"}]");
    assertThat(api.get("/v1/dead-letters").json().at("/items/0/being_redriven").asBoolean())
        .isTrue();
    assertThat(outcomes("{\"queue\": \"intake\"}").toString()).contains("under_way");
    api.deadLetters.finish();
    assertThat(api.deadLetters.back(Name.INTAKE)).isEqualTo(3);
    assertThat(api.deadLetters.back(Name.POLL)).isZero();
  }

  @Test
  void redrivesAllWhereAnythingWaits() {
    assertThat(outcomes("").findValuesAsText("outcome"))
        .containsExactly("started", "started", "nothing_waits");
    api.deadLetters.finish();
    assertThat(api.deadLetters.back(Name.POLL)).isEqualTo(1);
    assertThat(api.deadLetters.back(Name.DISPATCH)).isZero();
  }

  @Test
  void refusesWhatCannotBeRedriven() {
    for (String queue : new String[] {"dispatch", "letters"}) {
      Answer answer = api.post(REDRIVE, "{\"queue\": \"%s\"}".formatted(queue));
      assertThat(answer.status()).isEqualTo(422);
      assertThat(answer.json().at("/errors/0/remedy").asText())
          .isEqualTo("use one of intake, poll, webhook");
    }
    assertThat(api.post(REDRIVE, "[]").status()).isEqualTo(400);
  }

  private JsonNode outcomes(String body) {
    return api.post(REDRIVE, body).json().at("/items");
  }
}
