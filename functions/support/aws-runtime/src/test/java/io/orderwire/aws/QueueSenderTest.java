package io.orderwire.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderwire.aws.QueueSender.Outgoing;
import io.orderwire.connector.FaultException;
import io.orderwire.model.StoreId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

class QueueSenderTest {
  private static final StoreId STORE = new StoreId("acme-eu");
  private static final int LARGE = 300_000;

  private final Sqs sqs = new Sqs();
  private final QueueSender sender = new QueueSender(sqs, "https://sqs.example/queue");

  /// Refuses what it is told to, each message as often as it was told.
  private static final class Sqs implements SqsClient {
    private final List<List<String>> calls = new ArrayList<>();
    private Predicate<String> refuses = body -> false;

    @Override
    public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest request) {
      calls.add(request.entries().stream().map(SendMessageBatchRequestEntry::messageBody).toList());
      assertThat(request.entries())
          .allSatisfy(entry -> assertThat(entry.messageGroupId()).isEqualTo("acme-eu"));
      return SendMessageBatchResponse.builder()
          .failed(
              request.entries().stream()
                  .filter(entry -> refuses.test(entry.messageBody()))
                  .map(
                      entry ->
                          BatchResultErrorEntry.builder()
                              .id(entry.id())
                              .code("InternalError")
                              .build())
                  .toList())
          .build();
    }

    @Override
    public String serviceName() {
      return "sqs";
    }

    @Override
    public void close() {
      calls.clear();
    }
  }

  @Test
  void sendsAgainOnlyWhatWasRefused() {
    List<String> refusedOnce = new ArrayList<>(List.of("\"m3\"", "\"m11\""));
    sqs.refuses = refusedOnce::remove;
    sender.sendAll(messages(12, ""));
    assertThat(sqs.calls.stream().map(List::size).toList()).containsExactly(10, 1, 2, 1);
    assertThat(sqs.calls.get(1)).containsExactly("\"m3\"");
    assertThat(sqs.calls.get(3)).containsExactly("\"m11\"");
  }

  @Test
  void givesUpWhenItIsRefusedAgainAndAgain() {
    sqs.refuses = "\"m1\""::equals;
    assertThatThrownBy(() -> sender.sendAll(messages(2, "")))
        .isInstanceOf(FaultException.class)
        .hasMessageContaining("1 of 2")
        .hasMessageContaining("InternalError");
    assertThat(sqs.calls).hasSize(3);
  }

  @Test
  void keepsEachCallBelowTheLimitOfBytes() {
    sender.sendAll(messages(7, "x".repeat(LARGE)));
    assertThat(sqs.calls.stream().map(List::size).toList()).containsExactly(3, 3, 1);
  }

  @Test
  void sendsNothingForNothing() {
    sender.sendAll(List.of());
    assertThat(sqs.calls).isEmpty();
  }

  private static List<Outgoing> messages(int count, String padding) {
    return IntStream.range(0, count)
        .mapToObj(number -> Outgoing.of("m" + number + padding, STORE))
        .toList();
  }
}
