package io.orderwire.storeapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.engine.EventReplay;
import io.orderwire.engine.EventReplay.State;
import io.orderwire.engine.EventReplays;
import io.orderwire.message.EventType;
import io.orderwire.message.IntakeKind;
import io.orderwire.message.IntakeMessage;
import io.orderwire.model.StoreId;
import io.orderwire.storeapi.Api.Answer;
import io.orderwire.testkit.Faults.Moment;
import io.orderwire.testkit.Faults.Step;
import io.orderwire.testkit.ports.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Replays of events as they are asked for; what they do is the normalizer's.
class EventReplaysTest {
  private static final StoreId ID = new StoreId("acme-eu");
  private static final String REPLAYS = "/v1/stores/acme-eu/replays";
  private static final String NOVEMBER =
      "{\"from\": \"2026-11-01T00:00:00Z\", \"to\": \"2026-11-20T00:00:00Z\"}";

  private final Api api = new Api();
  private final EventReplays replays = new EventReplays(api.stores);

  @BeforeEach
  void connect() {
    api.post("/v1/stores", Api.SHOPIFY);
    api.ledger.append(Samples.order(ID, "1001", 1, Api.NOON, "hello"));
  }

  @Test
  void isTakenAndToldWhereToLook() {
    int calls = api.cart.requests().size();
    Answer answer = api.post(REPLAYS, NOVEMBER);
    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.headers()).containsEntry("location", REPLAYS + "/1");
    assertThat(answer.json().at("/replay").asText()).isEqualTo("1");
    assertThat(answer.json().at("/state").asText()).isEqualTo("queued");
    assertThat(answer.json().at("/from").asText()).isEqualTo("2026-11-01T00:00:00Z");
    assertThat(answer.json().at("/to").asText()).isEqualTo("2026-11-20T00:00:00Z");
    assertThat(answer.json().at("/published").asInt(-1)).isZero();
    assertThat(answer.json().at("/event_types").isArray()).isTrue();
    assertThat(Instant.parse(answer.json().at("/asked_at").asText())).isEqualTo(Api.NOON);
    assertThat(api.get(REPLAYS + "/1").json()).isEqualTo(answer.json());
    assertThat(api.get(REPLAYS + "/2").status()).isEqualTo(404);
    assertThat(api.get(REPLAYS + "/x").status()).isEqualTo(404);
    assertThat(api.get(REPLAYS + "/0000000001").status()).isEqualTo(404);
    assertThat(api.get("/v1/stores/nobody/replays").status()).isEqualTo(404);
    IntakeMessage message = api.intake.queue().messages().getFirst();
    assertThat(message.kind()).isEqualTo(IntakeKind.REPUBLISH);
    assertThat(replays.of(message).orElseThrow().replay().id()).isEqualTo("1");
    assertThat(api.cart.requests().size()).isEqualTo(calls);
  }

  @Test
  void anOrderAPeriodOrBothMayBeNamed() {
    JsonNode order = api.post(REPLAYS, "{\"order\": \"1001\"}").json();
    assertThat(order.at("/order").asText()).isEqualTo("1001");
    assertThat(order.has("from")).isFalse();
    Answer both =
        api.post(
            REPLAYS,
            """
            {"order": "1001", "from": "2026-11-01T00:00:00Z", "to": "2026-11-20T00:00:00Z",
             "event_types": ["order.changed", "order.committed"]}
            """);
    assertThat(both.status()).isEqualTo(202);
    assertThat(both.json().at("/replay").asText()).isEqualTo("2");
    assertThat(replays.find(ID, "2").orElseThrow().replay().selection().eventTypes())
        .containsExactly(EventType.ORDER_COMMITTED, EventType.ORDER_CHANGED);
    JsonNode items = api.get(REPLAYS).json().at("/items");
    assertThat(items.at("/0/replay").asText()).isEqualTo("2");
    assertThat(items.at("/1/replay").asText()).isEqualTo("1");
  }

  @Test
  void whatNamesNothingIsRefusedWithTheRemedy() {
    Answer nothing = api.post(REPLAYS, "{\"event_types\": [\"order.changed\"]}");
    assertThat(nothing.status()).isEqualTo(422);
    assertThat(nothing.json().at("/errors").findValuesAsText("pointer"))
        .containsExactlyInAnyOrder("/from", "/to", "/order");
    assertThat(nothing.json().at("/errors/0/remedy").asText()).contains("order");
    assertThat(wrong("{\"from\": \"2026-11-01T00:00:00Z\"}")).isEqualTo("/to");
    assertThat(wrong("{\"to\": \"2026-11-01T00:00:00Z\"}")).isEqualTo("/from");
    assertThat(wrong("{\"from\": \"yesterday\", \"to\": \"2026-11-01T00:00:00Z\"}"))
        .isEqualTo("/from");
    assertThat(wrong("{\"from\": \"2026-11-01T00:00:00Z\", \"to\": \"2026-11-01T00:00:00Z\"}"))
        .isEqualTo("/from");
    assertThat(wrong("{\"order\": \"4711\"}")).isEqualTo("/order");
    assertThat(wrong("{\"order\": 1001}")).isEqualTo("/order");
    assertThat(wrong("{\"order\": \"1001\", \"event_types\": [\"order.lost\"]}"))
        .isEqualTo("/event_types");
    assertThat(wrong("{\"order\": \"1001\", \"event_types\": [\"cart.updated\"]}"))
        .isEqualTo("/event_types");
    assertThat(wrong("{\"order\": \"1001\", \"until\": \"now\"}")).isEqualTo("/until");
    assertThat(api.post(REPLAYS, "").status()).isEqualTo(400);
    assertThat(api.intake.queue().messages()).isEmpty();
    assertThat(replays.list(ID)).isEmpty();
  }

  private String wrong(String body) {
    Answer answer = api.post(REPLAYS, body);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().at("/errors/0/remedy").asText()).isNotEmpty();
    return answer.json().at("/errors/0/pointer").asText();
  }

  @Test
  void exactlyTheSameIsTheSameWhileItIsUnderWay() {
    api.post(REPLAYS, NOVEMBER);
    replays.change(ID, "1", EventReplaysTest::page);
    assertThat(api.post(REPLAYS, NOVEMBER).json().at("/replay").asText()).isEqualTo("1");
    assertThat(api.intake.queue().messages()).hasSize(1);
    api.clock.advance(Duration.ofMinutes(21));
    assertThat(api.post(REPLAYS, NOVEMBER).json().at("/replay").asText()).isEqualTo("1");
    assertThat(api.intake.queue().messages()).hasSize(2);
    String longer = NOVEMBER.replace("11-20", "11-21");
    assertThat(api.post(REPLAYS, longer).json().at("/replay").asText()).isEqualTo("2");
    assertThat(api.get(REPLAYS + "/1").json().at("/state").asText()).isEqualTo("running");
    replays.change(ID, "1", each -> each.ended(State.DONE, Optional.empty(), Api.NOON));
    assertThat(api.post(REPLAYS, NOVEMBER).json().at("/replay").asText()).isEqualTo("3");
  }

  /// The caller was told that it was not taken, and tries again.
  @Test
  void onesMessageThatCouldNotBeSentIsSentTheNextTime() {
    for (Moment moment : Moment.values()) {
      Api other = new Api();
      other.post("/v1/stores", Api.SHOPIFY);
      other.faults.fail(Step.INTAKE_SEND, moment);
      assertThat(other.post(REPLAYS, NOVEMBER).status()).isEqualTo(503);
      Answer again = other.post(REPLAYS, NOVEMBER);
      assertThat(again.status()).isEqualTo(202);
      assertThat(again.json().at("/replay").asText()).isEqualTo("1");
      assertThat(other.intake.queue().messages()).as("%s", moment).isNotEmpty();
    }
  }

  @Test
  void underOneKeyItIsAskedForOnce() {
    Answer first = api.ask(Api.keyed("\"again\"", "POST", REPLAYS, NOVEMBER));
    replays.change(ID, "1", each -> each.ended(State.DONE, Optional.empty(), Api.NOON));
    Answer second = api.ask(Api.keyed("\"again\"", "POST", REPLAYS, NOVEMBER));
    assertThat(second.status()).isEqualTo(202);
    assertThat(second.json()).isEqualTo(first.json());
    assertThat(second.headers()).containsEntry("location", REPLAYS + "/1");
    assertThat(replays.list(ID)).hasSize(1);
  }

  @Test
  void moreThanTenAtATimeAreRefused() {
    for (int day = 1; day <= EventReplays.MOST_UNDER_WAY; day++) {
      assertThat(api.post(REPLAYS, since(day)).status()).isEqualTo(202);
    }
    Answer refused = api.post(REPLAYS, since(11));
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.json().at("/type").asText()).endsWith("too-many-replays");
    assertThat(api.post(REPLAYS, since(3)).json().at("/replay").asText()).isEqualTo("3");
    api.ask("DELETE", REPLAYS + "/4", "");
    assertThat(api.post(REPLAYS, since(11)).status()).isEqualTo(202);
  }

  private static String since(int day) {
    return NOVEMBER.replace("11-01", "11-%02d".formatted(day));
  }

  @Test
  void showsHowFarItIs() {
    api.post(REPLAYS, NOVEMBER);
    replays.change(ID, "1", EventReplaysTest::page);
    JsonNode shown = api.get(REPLAYS + "/1").json();
    assertThat(shown.at("/state").asText()).isEqualTo("running");
    assertThat(shown.at("/published").asInt()).isEqualTo(20);
    assertThat(shown.at("/reached").asText()).isEqualTo("2026-11-23T12:00:00Z");
    assertThat(shown.at("/started_at").asText()).isNotEmpty();
    replays.change(ID, "1", each -> each.refused("acme-eu/order/1/1", Api.NOON));
    assertThat(api.get(REPLAYS + "/1").json().at("/detail").asText()).contains("acme-eu/order/1/1");
  }

  private static EventReplay page(EventReplay replay) {
    return replay.after(
        new EventReplay.Step(
            20, Optional.of("further"), Optional.of(Instant.parse("2026-11-23T12:00:00Z"))),
        Api.NOON);
  }

  @Test
  void isCancelledUnlessItIsOver() {
    api.post(REPLAYS, NOVEMBER);
    Answer cancelled = api.ask("DELETE", REPLAYS + "/1", "");
    assertThat(cancelled.json().at("/state").asText()).isEqualTo("cancelled");
    assertThat(cancelled.json().has("ended_at")).isTrue();
    assertThat(api.ask("DELETE", REPLAYS + "/1", "").status()).isEqualTo(409);
    assertThat(api.ask("DELETE", REPLAYS + "/7", "").status()).isEqualTo(404);
    assertThat(replays.find(ID, "1").orElseThrow().replay().state()).isEqualTo(State.CANCELLED);
  }
}
