package io.orderwire.aws;

import io.orderwire.connector.Fault;
import io.orderwire.connector.FaultException;
import io.orderwire.json.Json;
import io.orderwire.model.StoreId;
import io.orderwire.port.IntakeQueue;
import io.orderwire.port.SubscriptionId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/// Sends JSON messages to one standard queue. The message group is the store or the subscription,
/// so that a noisy one cannot starve the others (SQS fair queues).
final class QueueSender {
  private static final String SERVICE = "SQS";
  /// No store has such an id.
  private static final String BACKFILLS = "/backfills";

  private static final int MOST_MESSAGES = 10;
  private static final int MOST_BYTES = 1024 * 1024;
  private static final int TRIES = 3;
  private static final Duration LONGEST_DELAY = Duration.ofMinutes(15);

  private final SqsClient client;
  private final String queueUrl;

  /// A message on its way: its JSON and the tenant that it counts for.
  record Outgoing(String body, int bytes, String group) {
    static Outgoing of(Object message, StoreId storeId) {
      return of(message, storeId.value());
    }

    static Outgoing of(Object message, SubscriptionId subscriptionId) {
      return of(message, subscriptionId.value());
    }

    /// Of whatever store.
    static Outgoing ofBackfills(Object message) {
      return of(message, BACKFILLS);
    }

    private static Outgoing of(Object message, String group) {
      byte[] json = Json.bytes(message);
      if (json.length > IntakeQueue.MAX_MESSAGE_BYTES) {
        throw new IllegalArgumentException(
            "the message takes %d bytes, more than %d: archive its body and refer to it"
                .formatted(json.length, IntakeQueue.MAX_MESSAGE_BYTES));
      }
      return new Outgoing(new String(json, StandardCharsets.UTF_8), json.length, group);
    }
  }

  QueueSender(SqsClient client, String queueUrl) {
    this.client = client;
    this.queueUrl = queueUrl;
  }

  /// True for the ARN of this queue: it ends with the queue's name, as the URL does.
  boolean isOf(String queueArn) {
    return queueUrl.endsWith("/" + queueArn.substring(queueArn.lastIndexOf(':') + 1));
  }

  void send(Outgoing message, Duration delay) {
    if (delay.isNegative() || delay.compareTo(LONGEST_DELAY) > 0) {
      throw new IllegalArgumentException("delay must be 0 to 15 minutes: " + delay);
    }
    SdkFaults.translating(
        SERVICE,
        () ->
            client.sendMessage(
                send -> {
                  send.queueUrl(queueUrl)
                      .messageBody(message.body())
                      .messageGroupId(message.group());
                  if (delay.isPositive()) {
                    // Never earlier than asked: what comes too early is sent away again.
                    send.delaySeconds((int) delay.plusMillis(999).toSeconds());
                  }
                }));
  }

  void sendAll(List<Outgoing> messages) {
    List<Outgoing> batch = new ArrayList<>();
    int bytes = 0;
    for (Outgoing message : messages) {
      if (batch.size() == MOST_MESSAGES || bytes + message.bytes() > MOST_BYTES) {
        sendBatch(batch);
        batch.clear();
        bytes = 0;
      }
      batch.add(message);
      bytes += message.bytes();
    }
    if (!batch.isEmpty()) {
      sendBatch(batch);
    }
  }

  /// Messages of a batch are refused one by one; those are sent again.
  private void sendBatch(List<Outgoing> batch) {
    List<Outgoing> left = List.copyOf(batch);
    List<BatchResultErrorEntry> refusals = List.of();
    for (int attempt = 1; attempt <= TRIES && !left.isEmpty(); attempt++) {
      List<Outgoing> sent = left;
      refusals = sendOnce(sent).failed();
      left = refusals.stream().map(refusal -> sent.get(Integer.parseInt(refusal.id()))).toList();
    }
    if (!left.isEmpty()) {
      throw new FaultException(
          Fault.of(
              Fault.Category.UNAVAILABLE,
              "%s refused %d of %d messages: %s"
                  .formatted(SERVICE, left.size(), batch.size(), refusals.getFirst().code())));
    }
  }

  private SendMessageBatchResponse sendOnce(List<Outgoing> messages) {
    List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
    for (Outgoing message : messages) {
      entries.add(
          SendMessageBatchRequestEntry.builder()
              .id(Integer.toString(entries.size()))
              .messageBody(message.body())
              .messageGroupId(message.group())
              .build());
    }
    return SdkFaults.translating(
        SERVICE, () -> client.sendMessageBatch(send -> send.queueUrl(queueUrl).entries(entries)));
  }
}
