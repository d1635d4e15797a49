package io.orderwire.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwire.message.Body;
import io.orderwire.message.Cause;
import io.orderwire.message.IntakeKind;
import io.orderwire.message.IntakeMessage;
import io.orderwire.message.PollJob;
import io.orderwire.model.StoreId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/// What goes to which queue, in which message group.
class SqsLanesTest {
  private static final String LIVE = "https://sqs.example/123/app-Live";
  private static final String APART = "https://sqs.example/123/app-Apart";

  private final List<String> sent = new ArrayList<>();
  private final SqsClient sqs =
      new SqsClient() {
        @Override
        public SendMessageResponse sendMessage(SendMessageRequest request) {
          sent.add(told(request.queueUrl(), request.messageGroupId(), request.delaySeconds()));
          return SendMessageResponse.builder().build();
        }

        @Override
        public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest request) {
          request
              .entries()
              .forEach(entry -> sent.add(told(request.queueUrl(), entry.messageGroupId(), 0)));
          return SendMessageBatchResponse.builder().failed(List.of()).build();
        }

        @Override
        public String serviceName() {
          return "sqs";
        }

        @Override
        public void close() {
          sent.clear();
        }
      };
  private final SqsIntakeQueues intake =
      new SqsIntakeQueues(new QueueSender(sqs, LIVE), new QueueSender(sqs, APART));
  private final SqsPollQueues polls =
      new SqsPollQueues(new QueueSender(sqs, LIVE), new QueueSender(sqs, APART));

  private static String told(String queue, String group, Integer delay) {
    return "%s %s %d".formatted(queue.equals(LIVE) ? "live" : "apart", group, delay);
  }

  private static IntakeMessage message(String store, Cause cause) {
    return message(store, IntakeKind.ROW, cause);
  }

  private static IntakeMessage message(String store, IntakeKind kind, Cause cause) {
    return new IntakeMessage(
        new StoreId(store),
        kind,
        cause,
        "receipt",
        Instant.parse("2026-11-26T12:00:00Z"),
        Map.of(),
        Body.empty(),
        Optional.empty(),
        0,
        false,
        Optional.empty());
  }

  @Test
  void rowsOfBackfillsAreOneGroupBesideTheLiveReceipts() {
    intake.sendAll(
        List.of(
            message("north", Cause.BACKFILL),
            message("north", Cause.POLL),
            message("south", Cause.BACKFILL)));
    assertThat(sent).containsExactly("live north 0", "apart /backfills 0", "apart /backfills 0");
  }

  @Test
  void aRemapGoesOnBesideTheLiveReceiptsToo() {
    intake.sendAll(List.of(message("north", Cause.REMAP)));
    intake.sendLater(message("north", Cause.REMAP), Duration.ofSeconds(10));
    assertThat(sent).containsExactly("apart /backfills 0", "apart /backfills 10");
  }

  /// A payload that is processed again is live; events that are put on the bus again are not.
  @Test
  void soDoesAReplayOfEvents() {
    intake.sendAll(
        List.of(
            message("north", IntakeKind.REPLAY, Cause.REPLAY),
            message("north", IntakeKind.REPUBLISH, Cause.REPLAY)));
    intake.sendLater(message("north", IntakeKind.REPUBLISH, Cause.REPLAY), Duration.ofSeconds(5));
    assertThat(sent).containsExactly("live north 0", "apart /backfills 0", "apart /backfills 5");
  }

  @Test
  void whatComesLaterComesByTheSameWayAndNeverEarly() {
    intake.sendLater(message("north", Cause.BACKFILL), Duration.ofSeconds(7));
    intake.sendLater(message("north", Cause.WEBHOOK), Duration.ofMillis(600));
    assertThat(sent).containsExactly("apart /backfills 7", "live north 1");
  }

  @Test
  void aStormIsMovedUnderItsStoresName() {
    intake.sendInBulk(List.of(message("north", Cause.WEBHOOK)));
    assertThat(sent).containsExactly("apart north 0");
  }

  @Test
  void aQueueIsKnownByItsArn() {
    assertThat(intake.isBulk("arn:aws:sqs:eu-central-1:123:app-Apart")).isTrue();
    assertThat(intake.isBulk("arn:aws:sqs:eu-central-1:123:app-Live")).isFalse();
  }

  @Test
  void backfillsHaveWorkersOfTheirOwn() {
    StoreId store = new StoreId("north");
    polls.sendAll(List.of(PollJob.due(store), PollJob.backfill(store, "b")));
    polls.sendLater(PollJob.backfill(store, "b"), Duration.ofSeconds(20));
    assertThat(sent).containsExactly("live north 0", "apart north 0", "apart north 20");
  }
}
