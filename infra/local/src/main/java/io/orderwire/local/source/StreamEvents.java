package io.orderwire.local.source;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.local.endpoint.Json;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;

/// Lambda's event for a batch of DynamoDB stream records.
final class StreamEvents {
  private StreamEvents() {}

  static ObjectNode event(List<ObjectNode> records) {
    ObjectNode event = Json.object();
    ArrayNode list = event.putArray("Records");
    records.forEach(list::add);
    return event;
  }

  static ObjectNode record(Record record, String streamArn) {
    ObjectNode node =
        Json.object()
            .put("eventID", record.eventID())
            .put("eventName", record.eventNameAsString())
            .put("eventVersion", "1.1")
            .put("eventSource", "aws:dynamodb")
            .put("awsRegion", streamArn.split(":", 5)[3])
            .put("eventSourceARN", streamArn);
    if (record.userIdentity() != null) {
      node.putObject("userIdentity")
          .put("type", record.userIdentity().type())
          .put("principalId", record.userIdentity().principalId());
    }
    node.set("dynamodb", change(record.dynamodb()));
    return node;
  }

  private static ObjectNode change(StreamRecord change) {
    ObjectNode node = Json.object();
    if (change.approximateCreationDateTime() != null) {
      node.put(
          "ApproximateCreationDateTime", change.approximateCreationDateTime().getEpochSecond());
    }
    put(node, "Keys", change.hasKeys(), change.keys());
    put(node, "NewImage", change.hasNewImage(), change.newImage());
    put(node, "OldImage", change.hasOldImage(), change.oldImage());
    return node.put("SequenceNumber", change.sequenceNumber())
        .put("SizeBytes", change.sizeBytes())
        .put("StreamViewType", change.streamViewTypeAsString());
  }

  private static void put(
      ObjectNode node, String name, boolean there, Map<String, AttributeValue> item) {
    if (there) {
      node.set(name, item(item));
    }
  }

  private static ObjectNode item(Map<String, AttributeValue> item) {
    ObjectNode node = Json.object();
    item.forEach((name, value) -> node.set(name, value(value)));
    return node;
  }

  private static ObjectNode value(AttributeValue value) {
    ObjectNode node = Json.object();
    switch (value.type()) {
      case S -> node.put("S", value.s());
      case N -> node.put("N", value.n());
      case B -> node.put("B", value.b().asByteArray());
      case BOOL -> node.put("BOOL", value.bool());
      case NUL -> node.put("NULL", true);
      case M -> node.set("M", item(value.m()));
      case L -> {
        ArrayNode list = node.putArray("L");
        value.l().forEach(element -> list.add(value(element)));
      }
      case SS -> value.ss().forEach(node.putArray("SS")::add);
      case NS -> value.ns().forEach(node.putArray("NS")::add);
      case BS -> {
        ArrayNode list = node.putArray("BS");
        value.bs().forEach(bytes -> list.add(bytes.asByteArray()));
      }
      case UNKNOWN_TO_SDK_VERSION ->
          throw new IllegalStateException("an attribute of unknown type: " + value);
    }
    return node;
  }
}
