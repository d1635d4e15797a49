package io.orderwire.aws;

import io.orderwire.json.Json;
import io.orderwire.message.IntakeMessage;
import io.orderwire.port.DeadLetters;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/// The dead-letter queue of the intake.
///
/// Every message is received once, which hides it for a while; the ones that stay come back by
/// themselves. A queue ends when nothing new is received any more.
public final class SqsDeadLetters implements DeadLetters {
  private static final String SERVICE = "SQS";
  private static final int MOST_AT_ONCE = 10;
  private static final int HIDDEN_SECONDS = 60;

  /// A hundred thousand dead letters are another kind of trouble.
  private static final int MOST_RECEIVES = 10_000;

  /// A receive asks a part of the servers: only several empty ones in a row mean the end.
  private static final int EMPTY_IN_A_ROW = 3;

  private final SqsClient client;
  private final String queueUrl;

  SqsDeadLetters(SqsClient client, String queueUrl) {
    this.client = client;
    this.queueUrl = queueUrl;
  }

  @Override
  public int purge(Predicate<IntakeMessage> concerned) {
    Set<String> seen = new HashSet<>();
    int purged = 0;
    int empty = 0;
    for (int receives = 0; receives < MOST_RECEIVES && empty < EMPTY_IN_A_ROW; receives++) {
      int before = seen.size();
      for (Message letter : received()) {
        seen.add(letter.messageId());
        if (message(letter).filter(concerned).isPresent()) {
          delete(letter);
          purged++;
        }
      }
      empty = seen.size() == before ? empty + 1 : 0;
    }
    return purged;
  }

  private List<Message> received() {
    return SdkFaults.translating(
            SERVICE,
            () ->
                client.receiveMessage(
                    receive ->
                        receive
                            .queueUrl(queueUrl)
                            .maxNumberOfMessages(MOST_AT_ONCE)
                            .visibilityTimeout(HIDDEN_SECONDS)))
        .messages();
  }

  private void delete(Message letter) {
    SdkFaults.translating(
        SERVICE,
        () ->
            client.deleteMessage(
                delete -> delete.queueUrl(queueUrl).receiptHandle(letter.receiptHandle())));
  }

  private static Optional<IntakeMessage> message(Message letter) {
    try {
      return Optional.of(Json.read(letter.body(), IntakeMessage.class));
    } catch (UncheckedIOException notOurs) {
      return Optional.empty();
    }
  }
}
