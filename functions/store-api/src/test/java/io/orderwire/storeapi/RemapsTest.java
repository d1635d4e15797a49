package io.orderwire.storeapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.engine.Remap;
import io.orderwire.engine.Remap.State;
import io.orderwire.engine.Remaps;
import io.orderwire.message.Cause;
import io.orderwire.message.IntakeKind;
import io.orderwire.message.IntakeMessage;
import io.orderwire.model.StoreId;
import io.orderwire.storeapi.Api.Answer;
import io.orderwire.testkit.Faults.Moment;
import io.orderwire.testkit.Faults.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Remaps as they are asked for; what they do is the normalizer's.
class RemapsTest {
  private static final StoreId ID = new StoreId("acme-eu");
  private static final String REMAPS = "/v1/stores/acme-eu/remaps";

  private static final Remap.Step NOTHING =
      new Remap.Step(0, 0, 0, 0, Optional.empty(), Optional.empty(), Optional.empty());

  private final Api api = new Api();
  private final Remaps remaps = new Remaps(api.stores);

  @BeforeEach
  void connect() {
    api.post("/v1/stores", Api.SHOPIFY);
  }

  @Test
  void isTakenAndToldWhereToLook() {
    int calls = api.cart.requests().size();
    Answer answer = api.post(REMAPS, "");
    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.headers()).containsEntry("location", REMAPS + "/1");
    assertThat(answer.json().at("/state").asText()).isEqualTo("queued");
    assertThat(answer.json().at("/mapping_version").asInt()).isEqualTo(1);
    assertThat(Instant.parse(answer.json().at("/begins").asText())).isAfter(Api.NOON);
    assertThat(api.get(REMAPS + "/1").json()).isEqualTo(answer.json());
    assertThat(api.get(REMAPS).json().at("/items")).hasSize(1);
    assertThat(api.get(REMAPS + "/2").status()).isEqualTo(404);
    assertThat(api.get(REMAPS + "/x").status()).isEqualTo(404);
    IntakeMessage message = api.intake.queue().messages().getFirst();
    assertThat(message.kind()).isEqualTo(IntakeKind.REMAP);
    assertThat(message.cause()).isEqualTo(Cause.REMAP);
    assertThat(remaps.of(message).orElseThrow().remap().id()).isEqualTo("1");
    assertThat(api.cart.requests().size()).isEqualTo(calls);
  }

  @Test
  void askedForAgainItIsTheSame() {
    api.post(REMAPS, "");
    remaps.change(ID, "1", each -> each.after(NOTHING, Api.NOON));
    assertThat(api.post(REMAPS, "").json().at("/remap_id").asText()).isEqualTo("1");
    assertThat(api.intake.queue().messages()).hasSize(1);
    api.clock.advance(Duration.ofMinutes(21));
    assertThat(api.post(REMAPS, "").json().at("/remap_id").asText()).isEqualTo("1");
    assertThat(api.intake.queue().messages()).hasSize(2);
  }

  /// The caller was told that it was not taken, and tries again.
  @Test
  void onesMessageThatCouldNotBeSentIsSentTheNextTime() {
    for (Moment moment : Moment.values()) {
      Api other = new Api();
      other.post("/v1/stores", Api.SHOPIFY);
      other.faults.fail(Step.INTAKE_SEND, moment);
      assertThat(other.post(REMAPS, "").status()).isEqualTo(503);
      Answer again = other.post(REMAPS, "");
      assertThat(again.status()).isEqualTo(202);
      assertThat(again.json().at("/remap_id").asText()).isEqualTo("1");
      assertThat(other.intake.queue().messages()).as("%s", moment).isNotEmpty();
    }
  }

  @Test
  void anotherMappingNeedsAnother() {
    api.post(REMAPS, "");
    api.patch("/v1/stores/acme-eu", "{\"mapping\": {\"payment\": {\"x\": \"paid\"}}}");
    JsonNode second = api.post(REMAPS, "").json();
    assertThat(second.at("/remap_id").asText()).isEqualTo("2");
    assertThat(second.at("/mapping_version").asInt()).isEqualTo(2);
    JsonNode first = api.get(REMAPS + "/1").json();
    assertThat(first.at("/state").asText()).isEqualTo("cancelled");
    assertThat(first.at("/detail").asText()).contains("version 2");
  }

  @Test
  void showsHowFarItIs() {
    api.post(REMAPS, "");
    Instant begins = remaps.find(ID, "1").orElseThrow().remap().begins();
    remaps.change(
        ID,
        "1",
        each ->
            each.after(
                new Remap.Step(
                    10,
                    3,
                    1,
                    2,
                    Optional.of("further"),
                    Optional.of(begins.minus(Duration.ofDays(10))),
                    Optional.of(begins.minus(Duration.ofDays(4)))),
                begins));
    JsonNode shown = api.get(REMAPS + "/1").json();
    assertThat(shown.at("/state").asText()).isEqualTo("running");
    assertThat(shown.at("/orders").asInt()).isEqualTo(10);
    assertThat(shown.at("/changed").asInt()).isEqualTo(3);
    assertThat(shown.at("/skipped").asInt()).isEqualTo(1);
    assertThat(shown.at("/waiting").asInt()).isEqualTo(2);
    assertThat(shown.at("/percent").asInt()).isEqualTo(60);
  }

  @Test
  void isCancelledUnlessItIsOver() {
    api.post(REMAPS, "");
    Answer cancelled = api.ask("DELETE", REMAPS + "/1", "");
    assertThat(cancelled.json().at("/state").asText()).isEqualTo("cancelled");
    assertThat(api.ask("DELETE", REMAPS + "/1", "").status()).isEqualTo(409);
    assertThat(api.ask("DELETE", REMAPS + "/7", "").status()).isEqualTo(404);
    assertThat(remaps.find(ID, "1").orElseThrow().remap().state()).isEqualTo(State.CANCELLED);
  }
}
