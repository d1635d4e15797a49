package io.orderwire.local.source;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.local.endpoint.Json;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Tells a mapping's on-failure queue where in the stream the records stand that were given up: not
/// the records themselves, as on AWS.
///
/// Source: Lambda developer guide, "Configuring destinations for failed invocations"
/// (`DDBStreamBatchInfo`).
final class FailureNotice {
  private final StreamMapping mapping;
  private final String functionArn;
  private final SqsClient queues;
  private final Clock clock;
  private final Consumer<String> console;

  FailureNotice(
      StreamMapping mapping,
      String functionArn,
      SqsClient queues,
      Clock clock,
      Consumer<String> console) {
    this.mapping = mapping;
    this.functionArn = functionArn;
    this.queues = queues;
    this.clock = clock;
    this.console = console;
  }

  void send(String shard, List<ObjectNode> records, String condition, int attempts) {
    console.accept(
        mapping.functionId() + ": gave up " + records.size() + " stream record(s): " + condition);
    if (mapping.onFailureArn().isEmpty()) {
      return;
    }
    String arn = mapping.onFailureArn().get();
    String name = arn.substring(arn.lastIndexOf(':') + 1);
    String url = queues.getQueueUrl(request -> request.queueName(name)).queueUrl();
    String body = body(shard, records, condition, attempts).toString();
    queues.sendMessage(request -> request.queueUrl(url).messageBody(body));
  }

  private ObjectNode body(String shard, List<ObjectNode> records, String condition, int attempts) {
    ObjectNode body = Json.object();
    body.putObject("requestContext")
        .put("requestId", UUID.randomUUID().toString())
        .put("functionArn", functionArn)
        .put("condition", condition)
        .put("approximateInvokeCount", attempts);
    body.putObject("responseContext")
        .put("statusCode", 200)
        .put("executedVersion", "$LATEST")
        .put("functionError", "Unhandled");
    body.put("version", "1.0").put("timestamp", clock.instant().toString());
    body.putObject("DDBStreamBatchInfo")
        .put("shardId", shard)
        .put("startSequenceNumber", StreamBatch.sequenceOf(records.getFirst()))
        .put("endSequenceNumber", StreamBatch.sequenceOf(records.getLast()))
        .put("approximateArrivalOfFirstRecord", arrival(records.getFirst()))
        .put("approximateArrivalOfLastRecord", arrival(records.getLast()))
        .put("batchSize", records.size())
        .put("streamArn", mapping.streamArn());
    return body;
  }

  private static String arrival(ObjectNode streamRecord) {
    long seconds = streamRecord.path("dynamodb").path("ApproximateCreationDateTime").longValue();
    return Instant.ofEpochSecond(seconds).toString();
  }
}
