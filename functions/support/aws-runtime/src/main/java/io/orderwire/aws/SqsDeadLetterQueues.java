package io.orderwire.aws;

import io.orderwire.port.DeadLetterQueues;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// The dead-letter queues of the stack. SQS itself moves letters back, each to the queue that it
/// came from.
public final class SqsDeadLetterQueues implements DeadLetterQueues {
  private static final String SERVICE = "SQS";
  private static final String RUNNING = "RUNNING";

  private final SqsClient client;
  private final Map<Name, String> urls;

  SqsDeadLetterQueues(SqsClient client, Map<Name, String> urls) {
    this.client = client;
    this.urls = new TreeMap<>(urls);
  }

  @Override
  public List<Standing> standings() {
    return Arrays.stream(Name.values()).map(this::standing).toList();
  }

  private Standing standing(Name name) {
    Map<QueueAttributeName, String> attributes = attributes(name);
    long waiting =
        Long.parseLong(told(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
    return new Standing(name, waiting, name.canBeRedriven() && isMoving(arn(attributes)));
  }

  private boolean isMoving(String arn) {
    return SdkFaults.translating(
            SERVICE, () -> client.listMessageMoveTasks(list -> list.sourceArn(arn).maxResults(1)))
        .results()
        .stream()
        .anyMatch(task -> task.status().equals(RUNNING));
  }

  @Override
  public void redrive(Name name) {
    if (!name.canBeRedriven()) {
      throw new IllegalArgumentException(name + " letters came from no queue");
    }
    String arn = arn(attributes(name));
    SdkFaults.translating(SERVICE, () -> client.startMessageMoveTask(move -> move.sourceArn(arn)));
  }

  private Map<QueueAttributeName, String> attributes(Name name) {
    return SdkFaults.translating(
            SERVICE,
            () ->
                client.getQueueAttributes(
                    get ->
                        get.queueUrl(urls.get(name))
                            .attributeNames(
                                QueueAttributeName.QUEUE_ARN,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)))
        .attributes();
  }

  private static String arn(Map<QueueAttributeName, String> attributes) {
    return told(attributes, QueueAttributeName.QUEUE_ARN);
  }

  /// What was asked for is told.
  private static String told(Map<QueueAttributeName, String> attributes, QueueAttributeName name) {
    return Objects.requireNonNull(attributes.get(name), name::toString);
  }
}
