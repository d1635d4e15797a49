package io.orderwire.local.provision;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/// `AWS::SQS::Queue`. A queue that is there already takes the template's attributes.
final class QueueMaker implements ResourceMaker {
  private static final List<QueueAttributeName> PLAIN =
      List.of(
          QueueAttributeName.VISIBILITY_TIMEOUT,
          QueueAttributeName.MESSAGE_RETENTION_PERIOD,
          QueueAttributeName.DELAY_SECONDS,
          QueueAttributeName.MAXIMUM_MESSAGE_SIZE,
          QueueAttributeName.RECEIVE_MESSAGE_WAIT_TIME_SECONDS,
          QueueAttributeName.CONTENT_BASED_DEDUPLICATION);

  private final SqsClient queues;

  QueueMaker(SqsClient queues) {
    this.queues = queues;
  }

  @Override
  public Provisioned make(JsonNode properties, String defaultName) {
    boolean fifo = properties.path("FifoQueue").asBoolean(false);
    String name = properties.path("QueueName").asText(fifo ? defaultName + ".fifo" : defaultName);
    Map<QueueAttributeName, String> attributes = attributes(properties);
    String url = find(name).orElseGet(() -> create(name, fifo, attributes));
    if (!attributes.isEmpty()) {
      queues.setQueueAttributes(request -> request.queueUrl(url).attributes(attributes));
    }
    String arn =
        queues
            .getQueueAttributes(
                request -> request.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
            .attributes()
            .getOrDefault(QueueAttributeName.QUEUE_ARN, "");
    return new Provisioned(url, Map.of("Arn", arn, "QueueName", name, "QueueUrl", url));
  }

  private String create(String name, boolean fifo, Map<QueueAttributeName, String> attributes) {
    Map<QueueAttributeName, String> all = new HashMap<>(attributes);
    if (fifo) {
      all.put(QueueAttributeName.FIFO_QUEUE, "true");
    }
    return queues.createQueue(request -> request.queueName(name).attributes(all)).queueUrl();
  }

  private Optional<String> find(String name) {
    try {
      return Optional.of(queues.getQueueUrl(request -> request.queueName(name)).queueUrl());
    } catch (QueueDoesNotExistException _) {
      return Optional.empty();
    }
  }

  private static Map<QueueAttributeName, String> attributes(JsonNode properties) {
    Map<QueueAttributeName, String> attributes = new HashMap<>();
    for (QueueAttributeName name : PLAIN) {
      JsonNode value = properties.path(name.toString());
      if (!value.isMissingNode()) {
        attributes.put(name, value.asText());
      }
    }
    JsonNode redrive = properties.path("RedrivePolicy");
    if (redrive.isObject()) {
      attributes.put(QueueAttributeName.REDRIVE_POLICY, redrive.toString());
    }
    return attributes;
  }
}
