package io.orderwire.storeapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.engine.Backfill;
import io.orderwire.engine.Backfills;
import io.orderwire.message.PollJob;
import io.orderwire.model.StoreId;
import io.orderwire.storeapi.Api.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BackfillsTest {
  private static final String ACME = "/v1/stores/acme-eu";
  private static final String WINDOW =
      "{\"from\": \"2026-11-01\", \"to\": \"2026-11-21T00:00:00Z\"}";
  private static final StoreId ID = new StoreId("acme-eu");
  private final Api api = new Api();
  private final Backfills backfills = new Backfills(api.stores);

  @BeforeEach
  void connect() {
    api.post("/v1/stores", Api.SHOPIFY);
  }

  @Test
  void isTakenAndToldWhereToLook() {
    Answer answer = api.post(ACME + "/backfill", WINDOW);
    assertThat(answer.status()).isEqualTo(202);
    String id = answer.json().at("/backfill_id").asText();
    assertThat(answer.headers()).containsEntry("location", ACME + "/backfills/" + id);
    assertThat(answer.json().at("/state").asText()).isEqualTo("queued");
    assertThat(api.polls.queue().messages()).containsExactly(PollJob.backfill(ID, id));
    assertThat(api.get(ACME + "/backfills/" + id).json()).isEqualTo(answer.json());
    assertThat(api.get(ACME + "/backfills/nothing").status()).isEqualTo(404);
    assertThat(api.get(ACME + "/backfills").json().at("/items")).hasSize(1);
  }

  @Test
  void showsHowFarItIsAndWhenItWillEnd() {
    String id = api.post(ACME + "/backfill", WINDOW).json().at("/backfill_id").asText();
    Instant begin = api.clock.instant();
    backfills.change(ID, id, each -> each.counted(1_000));
    backfills.change(ID, id, each -> each.after(step(100), begin));
    backfills.change(ID, id, each -> each.after(step(150), begin.plus(Duration.ofMinutes(5))));
    JsonNode shown = api.get(ACME + "/backfills/" + id).json();
    assertThat(shown.at("/state").asText()).isEqualTo("running");
    assertThat(shown.at("/pages").asInt()).isEqualTo(2);
    assertThat(shown.at("/orders").asInt()).isEqualTo(250);
    assertThat(shown.at("/total").asInt()).isEqualTo(1_000);
    assertThat(shown.at("/percent").asInt()).isEqualTo(25);
    assertThat(shown.at("/percent_by").asText()).isEqualTo("count");
    assertThat(shown.at("/orders_per_minute").asInt()).isEqualTo(50);
    assertThat(shown.at("/estimated_end").asText())
        .isEqualTo(begin.plus(Duration.ofMinutes(20)).toString());
  }

  @Test
  void goesByTimeWhereThePlatformDoesNotCount() {
    String id = api.post(ACME + "/backfill", WINDOW).json().at("/backfill_id").asText();
    backfills.change(ID, id, each -> each.after(step(100), api.clock.instant()));
    JsonNode shown = api.get(ACME + "/backfills/" + id).json();
    assertThat(shown.at("/percent").asInt()).isEqualTo(50);
    assertThat(shown.at("/percent_by").asText()).isEqualTo("time");
  }

  @Test
  void isCancelledAndTheNextBegins() {
    String first = api.post(ACME + "/backfill", WINDOW).json().at("/backfill_id").asText();
    String second = api.post(ACME + "/backfill", WINDOW).json().at("/backfill_id").asText();
    assertThat(second).isGreaterThan(first);
    api.polls.queue().receive(10);
    Answer answer = api.ask("DELETE", ACME + "/backfills/" + first, "");
    assertThat(answer.json().at("/state").asText()).isEqualTo("cancelled");
    assertThat(api.polls.queue().messages()).containsExactly(PollJob.backfill(ID, second));
    assertThat(api.ask("DELETE", ACME + "/backfills/" + first, "").status()).isEqualTo(409);
    assertThat(api.ask("DELETE", ACME + "/backfills/nothing", "").status()).isEqualTo(404);
  }

  @Test
  void badRangesAreRefusedByTheirFields() {
    assertThat(pointers("{\"to\": \"x\", \"form\": 1}"))
        .containsExactlyInAnyOrder("/form", "/from", "/to");
    assertThat(pointers("{\"from\": \"2026-11-21\", \"to\": \"2026-11-01\"}"))
        .containsExactly("/from");
    assertThat(pointers("{\"from\": \"2026-11-01\", \"to\": \"2027-01-01\"}"))
        .containsExactly("/to");
    assertThat(api.post(ACME + "/backfill", "[]").status()).isEqualTo(400);
    assertThat(api.polls.queue().messages()).isEmpty();
  }

  @Test
  void needsAStoreThatCanBeCalled() {
    api.patch(ACME, "{\"credentials\": {\"access_token\": null}}");
    assertThat(api.post(ACME + "/backfill", WINDOW).status()).isEqualTo(409);
  }

  @Test
  void tellsOfAHorizon() {
    JsonNode shown = api.post(ACME + "/backfill", "{\"from\": \"2026-01-01\"}").json();
    assertThat(shown.at("/notices/0").asText()).contains("60 days");
  }

  private java.util.List<String> pointers(String body) {
    Answer answer = api.post(ACME + "/backfill", body);
    assertThat(answer.status()).isEqualTo(422);
    return answer.json().at("/errors").findValuesAsText("pointer");
  }

  private static Backfill.Step step(int orders) {
    return new Backfill.Step(
        orders, Optional.of(Instant.parse("2026-11-11T00:00:00Z")), Optional.empty());
  }
}
