package io.orderwire.local.source;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.local.endpoint.Json;
import java.util.List;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/// Lambda's event for a batch of SQS messages.
final class SqsEvents {
  private SqsEvents() {}

  static ObjectNode event(List<Message> messages, String queueArn) {
    ObjectNode event = Json.object();
    ArrayNode records = event.putArray("Records");
    messages.forEach(message -> records.add(record(message, queueArn)));
    return event;
  }

  static ObjectNode record(Message message, String queueArn) {
    ObjectNode record =
        Json.object()
            .put("messageId", message.messageId())
            .put("receiptHandle", message.receiptHandle())
            .put("body", message.body());
    ObjectNode attributes = record.putObject("attributes");
    message.attributes().forEach((name, value) -> attributes.put(name.toString(), value));
    ObjectNode custom = record.putObject("messageAttributes");
    message.messageAttributes().forEach((name, value) -> custom.set(name, attribute(value)));
    return record
        .put("md5OfBody", message.md5OfBody())
        .put("eventSource", "aws:sqs")
        .put("eventSourceARN", queueArn)
        .put("awsRegion", queueArn.split(":", 5)[3]);
  }

  private static ObjectNode attribute(MessageAttributeValue value) {
    ObjectNode attribute = Json.object();
    if (value.stringValue() != null) {
      attribute.put("stringValue", value.stringValue());
    }
    if (value.binaryValue() != null) {
      attribute.put("binaryValue", value.binaryValue().asByteArray());
    }
    attribute.putArray("stringListValues");
    attribute.putArray("binaryListValues");
    return attribute.put("dataType", value.dataType());
  }
}
