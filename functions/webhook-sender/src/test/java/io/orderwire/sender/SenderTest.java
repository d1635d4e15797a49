package io.orderwire.sender;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwire.connector.CartReply;
import io.orderwire.connector.Headers;
import io.orderwire.json.EventJson;
import io.orderwire.json.Json;
import io.orderwire.message.EventMetadata;
import io.orderwire.message.EventType;
import io.orderwire.model.ExternalId;
import io.orderwire.model.StoreId;
import io.orderwire.model.Transition;
import io.orderwire.port.CartTransport.Request;
import io.orderwire.port.EventSubscription.Disabled;
import io.orderwire.port.EventSubscription.Selection;
import io.orderwire.port.EventSubscriptions.Attempt;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Subject;
import io.orderwire.port.SubscriptionId;
import io.orderwire.port.WebhookJob.Replay;
import io.orderwire.port.WebhookJob.Trial;
import io.orderwire.testkit.Faults.Moment;
import io.orderwire.testkit.Faults.Step;
import io.orderwire.testkit.ports.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SenderTest {
  private final Stage stage = new Stage();

  @Test
  void sendsAnEventOnceToEachSubscriptionThatWantsIt() {
    stage.subscribe("all-example");
    stage.subscribe("committed-example", Stage.of(EventType.ORDER_COMMITTED));
    stage.subscribe("pending-example", Stage.of(EventType.ORDER_PENDING));
    stage.subscribe("paid-example", Stage.of(Transition.PAID));
    stage.subscribe(
        "other-example", new Selection(List.of(), List.of(), List.of(new StoreId("other"))));
    LedgerEntry entry = stage.happens("1001", 1);
    stage.workOff();
    assertThat(stage.receivers.requests())
        .extracting(request -> request.address().getHost())
        .containsExactly("all-example", "pending-example");
    Request request = stage.requestsTo("all-example").getFirst();
    assertThat(request.headers().first("webhook-id")).contains("acme-eu/order/1001/1");
    assertThat(request.body().orElseThrow())
        .startsWith("{\"type\":\"order.pending\",\"timestamp\":\"2026-11-23T12:00:00.250Z\"");
    assertThat(EventJson.read("order.pending", request.body().orElseThrow()))
        .contains(entry.event());
    assertThat(stage.attempts("all-example"))
        .containsExactly(
            new Attempt(
                new SubscriptionId("all-example"),
                Samples.NOON,
                "acme-eu/order/1001/1",
                1,
                Optional.of(204),
                Optional.empty(),
                0,
                Optional.empty()));
  }

  @Test
  void readsWhatTheRuleHandsOverAndAWholeEventToo() {
    EventMetadata metadata = stage.happens("1", 1).event().detail().metadata();
    String alone = Json.text(metadata);
    assertThat(FanOut.metadata(alone)).isEqualTo(metadata);
    assertThat(
            FanOut.metadata("{\"source\":\"orderwire\",\"detail\":{\"metadata\":" + alone + "}}"))
        .isEqualTo(metadata);
  }

  @Test
  void triesNineTimesOverADayUnderOneIdThenDisables() {
    stage.subscribe("dead-example");
    stage.answers.put("dead-example", request -> Stage.status(503));
    stage.happens("1", 1);
    stage.pass(Duration.ofHours(32));
    List<Request> requests = stage.requestsTo("dead-example");
    assertThat(requests).hasSize(9);
    assertThat(requests)
        .extracting(request -> request.headers().first("webhook-id"))
        .containsOnly(Optional.of("acme-eu/order/1/1"));
    List<Instant> at = stage.attempts("dead-example").stream().map(Attempt::at).toList();
    assertThat(at.stream().map(each -> Duration.between(Samples.NOON, each).toSeconds()))
        .as("seconds after the event, with the seed of the stage")
        .containsExactly(0L, 6L, 67L, 405L, 2356L, 10_546L, 30_644L, 63_872L, 101_841L);
    Disabled disabled = stage.subscription("dead-example").disabled().orElseThrow();
    assertThat(disabled.code()).isEqualTo("all_tries_failed");
    assertThat(disabled.undeliveredSince()).isEqualTo(Samples.NOON);
    assertThat(disabled.remedy()).contains("enable", "replay");
    assertThat(stage.metrics.of("webhook_subscriptions_disabled")).isEqualTo(1);
    assertThat(stage.queue.queue().isEmpty()).isTrue();
    stage.happens("2", 1);
    stage.workOff();
    assertThat(stage.requestsTo("dead-example")).hasSize(9);
  }

  @Test
  void givesAnEventUpAndGoesOnIfOthersArrived() {
    stage.subscribe("picky-example");
    stage.answers.put(
        "picky-example",
        request -> Stage.status(request.body().orElseThrow().contains("/order/bad/") ? 400 : 200));
    stage.happens("bad", 1);
    stage.happens("good", 1);
    stage.pass(Duration.ofHours(32));
    assertThat(stage.subscription("picky-example").isActive()).isTrue();
    assertThat(stage.metrics.of("webhooks_given_up")).isEqualTo(1);
    assertThat(stage.metrics.of("webhooks_delivered")).isEqualTo(1);
  }

  @Test
  void endsAtOnceWhereTheReceiverIsGone() {
    stage.subscribe("gone-example");
    stage.answers.put("gone-example", request -> Stage.status(410));
    stage.happens("1", 1);
    stage.happens("2", 1);
    stage.pass(Duration.ofHours(1));
    assertThat(stage.requestsTo("gone-example")).hasSize(1);
    assertThat(stage.subscription("gone-example").disabled().orElseThrow().code())
        .isEqualTo("gone");
  }

  @Test
  void followsNoRedirect() {
    stage.subscribe("moved-example");
    stage.answers.put(
        "moved-example",
        request ->
            new CartReply(
                307,
                new Headers(Map.of("location", "http://169.254.169.254/latest")),
                new byte[0]));
    stage.happens("1", 1);
    stage.workOff();
    assertThat(stage.receivers.requests()).hasSize(1);
    assertThat(stage.attempts("moved-example").getFirst().failure().orElseThrow())
        .contains("redirects are not followed");
  }

  @Test
  void waitsAsLongAsTheReceiverAsksWithinBounds() {
    stage.subscribe("busy-example");
    stage.answers.put(
        "busy-example",
        request -> new CartReply(429, new Headers(Map.of("retry-after", "600")), new byte[0]));
    stage.happens("1", 1);
    stage.workOff();
    Attempt first = stage.attempts("busy-example").getFirst();
    assertThat(Duration.between(first.at(), first.nextTryAt().orElseThrow()))
        .isBetween(Duration.ofMinutes(10), Duration.ofMinutes(12));
  }

  @Test
  void aCrashAfterTheSendRepeatsTheIdAndLosesNothing() {
    stage.subscribe("twice-example");
    stage.faults.crash(Step.ATTEMPT_WRITE, Moment.BEFORE);
    stage.happens("1", 1);
    stage.workOff();
    assertThat(stage.requestsTo("twice-example"))
        .hasSize(2)
        .extracting(request -> request.headers().first("webhook-id"))
        .containsOnly(Optional.of("acme-eu/order/1/1"));
    assertThat(stage.attempts("twice-example")).hasSize(1);
    assertThat(stage.queue.queue().isEmpty()).isTrue();
  }

  @Test
  void whatWasErasedMeanwhileIsNotSent() {
    stage.subscribe("late-example");
    stage.answers.put("late-example", request -> Stage.status(500));
    LedgerEntry entry = stage.happens("1", 1);
    stage.workOff();
    stage.ledger.replace(
        new LedgerEntry(entry.subject(), entry.version(), entry.event(), false, Optional.empty()));
    stage.pass(Duration.ofMinutes(2));
    assertThat(stage.requestsTo("late-example")).hasSize(1);
    assertThat(stage.queue.queue().isEmpty()).isTrue();
  }

  @Test
  void sendsAgainWhatAPeriodHeldMarkedAsReplay() {
    for (int number = 0; number < 250; number++) {
      stage.happens("o" + number, 1);
      stage.clock.advance(Duration.ofSeconds(1));
    }
    stage.subscribe("new-example");
    stage.queue.sendAll(List.of(replay(Optional.empty(), 10, 229)));
    stage.workOff();
    List<Request> requests = stage.requestsTo("new-example");
    Set<String> ids = new HashSet<>();
    requests.forEach(request -> ids.add(request.headers().first("webhook-id").orElseThrow()));
    assertThat(requests).hasSize(220);
    assertThat(ids).hasSize(220).contains("acme-eu/order/o10/1", "acme-eu/order/o229/1");
    assertThat(requests)
        .allSatisfy(
            request -> assertThat(request.body().orElseThrow()).contains("\"replay\":true"));
    stage.queue.sendAll(List.of(replay(Optional.of(new ExternalId("o7")), 0, 250)));
    stage.workOff();
    assertThat(stage.requestsTo("new-example")).hasSize(221);
  }

  private static Replay replay(Optional<ExternalId> order, int from, int to) {
    return new Replay(
        new SubscriptionId("new-example"),
        Stage.STORE,
        Subject.Kind.ORDER,
        order,
        Samples.NOON.plusSeconds(from),
        Samples.NOON.plusSeconds(to),
        Optional.empty());
  }

  @Test
  void testsADisabledSubscriptionOnce() {
    stage.subscribe("mended-example");
    stage.answers.put("mended-example", request -> Stage.status(410));
    stage.happens("1", 1);
    stage.workOff();
    stage.queue.sendAll(List.of(new Trial(new SubscriptionId("mended-example"), "test/1")));
    stage.pass(Duration.ofHours(1));
    assertThat(stage.requestsTo("mended-example"))
        .extracting(request -> request.headers().first("webhook-id").orElseThrow())
        .containsExactly("acme-eu/order/1/1", "test/1");
  }
}
