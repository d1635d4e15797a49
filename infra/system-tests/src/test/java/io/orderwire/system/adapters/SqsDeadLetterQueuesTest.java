package io.orderwire.system.adapters;

import io.orderwire.port.DeadLetterQueues;
import io.orderwire.port.DeadLetterQueues.Name;
import io.orderwire.testkit.ports.DeadLetterQueuesContract;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

@ExtendWith(OnEmbeddedAws.class)
class SqsDeadLetterQueuesTest extends DeadLetterQueuesContract {
  /// More than any of the queues tries a message.
  private static final int TRIES = 12;

  private static final int LOOKS = 10;

  private final SqsClient client;
  private final EmbeddedAws aws;
  private final DeadLetterQueues queues;
  private final String body = UUID.randomUUID().toString();

  SqsDeadLetterQueuesTest(EmbeddedAws aws) {
    this.aws = aws;
    client = aws.clients().queues();
    queues = aws.wiring().deadLetterQueues();
  }

  @BeforeEach
  void empty() {
    Stream.of(
            sources(Name.INTAKE),
            sources(Name.POLL),
            List.of(aws.output("IntakeDeadLettersUrl"), aws.output("PollDeadLettersUrl")))
        .flatMap(List::stream)
        .forEach(url -> client.purgeQueue(purge -> purge.queueUrl(url)));
  }

  @Override
  protected DeadLetterQueues queues() {
    return queues;
  }

  @Override
  protected void fail(Name name) {
    String url = sources(name).getFirst();
    client.sendMessage(send -> send.queueUrl(url).messageBody(body));
    for (int attempt = 0; attempt < TRIES; attempt++) {
      client.receiveMessage(receive -> receive.queueUrl(url).visibilityTimeout(0));
    }
  }

  @Override
  protected boolean isBack(Name name) {
    for (int look = 0; look < LOOKS; look++) {
      if (sources(name).stream().flatMap(this::received).anyMatch(body::equals)) {
        return true;
      }
    }
    return false;
  }

  private Stream<String> received(String url) {
    return client
        .receiveMessage(receive -> receive.queueUrl(url).waitTimeSeconds(1))
        .messages()
        .stream()
        .map(Message::body);
  }

  /// SQS moves a letter back to the one of them that it came from; ElasticMQ to any of them.
  private List<String> sources(Name name) {
    return (name == Name.POLL
            ? Stream.of("PollQueueUrl", "BackfillPollQueueUrl")
            : Stream.of("IntakeQueueUrl", "BulkIntakeQueueUrl"))
        .map(aws::output)
        .toList();
  }
}
