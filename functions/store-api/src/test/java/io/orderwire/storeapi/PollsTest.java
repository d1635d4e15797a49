package io.orderwire.storeapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwire.message.PollJob;
import io.orderwire.model.StoreId;
import io.orderwire.port.AskedPolls.LoopEnd;
import io.orderwire.storeapi.Api.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PollsTest {
  private static final StoreId ID = new StoreId("acme-eu");
  private static final String ACME = "/v1/stores/acme-eu";

  private final Api api = new Api();

  @BeforeEach
  void connect() {
    assertThat(api.post("/v1/stores", Api.SHOPIFY).status()).isEqualTo(201);
  }

  @Test
  void answersWithWhatThePollDidWhenItIsDone() {
    api.meanwhile = this::endNext;
    Answer answer = api.post(ACME + "/poll", "");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().at("/status").asText()).isEqualTo("done");
    assertThat(answer.json().at("/waiting")).isEmpty();
    assertThat(answer.json().at("/loops/0/loop").asText()).isEqualTo(PollJob.ORDERS);
    assertThat(answer.json().at("/loops/0/end").asText()).isEqualTo("done");
    assertThat(answer.json().at("/loops/0/listed").asInt()).isEqualTo(9);
    assertThat(answer.json().at("/loops/0/enqueued").asInt()).isEqualTo(2);
    assertThat(answer.json().at("/loops/0/watermark").asText()).isEqualTo("2026-11-23T12:00:00Z");
    assertThat(api.clock.instant()).isBefore(Api.NOON.plusSeconds(10));
  }

  @Test
  void saysWhereToLookWhenItTakesLonger() {
    Answer answer = api.post(ACME + "/poll", "");
    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.json().at("/status").asText()).isEqualTo("running");
    assertThat(Duration.between(Api.NOON, api.clock.instant()))
        .isGreaterThan(Duration.ofSeconds(20))
        .isLessThan(Duration.ofSeconds(29));
    String address = Objects.requireNonNull(answer.headers().get("location"));
    assertThat(api.get(address).json()).isEqualTo(answer.json());
    while (!api.polls.queue().messages().isEmpty()) {
      endNext();
    }
    assertThat(api.get(address).json().at("/status").asText()).isEqualTo("done");
    assertThat(api.get(ACME + "/polls/another").status()).isEqualTo(404);
  }

  @Test
  void oneJobCarriesAllLoopsAndTheOrdersComeFirst() {
    Answer answer = api.post(ACME + "/poll", "");
    List<PollJob> jobs = api.polls.queue().messages();
    assertThat(jobs).hasSize(1);
    assertThat(jobs.getFirst().loop()).isEqualTo(PollJob.ORDERS);
    assertThat(jobs.getFirst().asked().orElseThrow().pollId())
        .isEqualTo(answer.json().at("/poll_id").asText());
    assertThat(jobs.getFirst().asked().orElseThrow().following())
        .hasSize(answer.json().at("/waiting").size() - 1);
  }

  @Test
  void aStoreThatCannotBeCalledIsNotPolled() {
    api.patch(ACME, "{\"state\": \"disabled\"}");
    assertThat(api.post(ACME + "/poll", "").status()).isEqualTo(409);
    assertThat(api.polls.queue().messages()).isEmpty();
  }

  /// What the worker does with a job.
  private void endNext() {
    api.polls
        .queue()
        .receive(1)
        .forEach(
            received -> {
              PollJob job = received.message();
              job.following().ifPresent(next -> api.polls.sendAll(List.of(next)));
              api.asked.ended(
                  ID,
                  job.asked().orElseThrow().pollId(),
                  new LoopEnd(
                      job.loop(),
                      "done",
                      1,
                      9,
                      2,
                      Optional.of(Api.NOON),
                      Optional.empty(),
                      "",
                      api.clock.instant()));
            });
  }
}
