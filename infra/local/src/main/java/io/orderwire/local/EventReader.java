package io.orderwire.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.local.endpoint.Patterns;
import io.orderwire.local.lambda.FunctionSpec;
import io.orderwire.local.source.ScheduleMapping;
import io.orderwire.local.source.SqsMapping;
import io.orderwire.local.source.StreamMapping;
import io.orderwire.local.template.TemplateException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Reads the `Events` of a function that are not routes: queues, table streams and schedules.
///
/// Source: SAM specification, "EventSource"; Lambda API reference, `CreateEventSourceMapping`, for
/// the defaults.
final class EventReader {
  private final List<SqsMapping> queues = new ArrayList<>();
  private final List<StreamMapping> streams = new ArrayList<>();
  private final List<ScheduleMapping> schedules = new ArrayList<>();

  List<SqsMapping> queues() {
    return queues;
  }

  List<StreamMapping> streams() {
    return streams;
  }

  List<ScheduleMapping> schedules() {
    return schedules;
  }

  void read(FunctionSpec function, String name, JsonNode event) {
    String type = event.path("Type").asText();
    JsonNode properties = event.path("Properties");
    if (!properties.path("Enabled").asBoolean(true)
        || properties.path("State").asText("ENABLED").equals("DISABLED")) {
      return;
    }
    switch (type) {
      case "SQS" -> queues.add(queue(function, properties));
      case "DynamoDB" -> streams.add(stream(function, properties));
      case "Schedule", "ScheduleV2" -> schedules.add(schedule(function, name, properties));
      default ->
          throw new TemplateException(
              "Resources."
                  + function.logicalId()
                  + ".Events."
                  + name
                  + ": events of type "
                  + type
                  + " are not run on one machine");
    }
  }

  private static SqsMapping queue(FunctionSpec function, JsonNode properties) {
    int most = properties.path("ScalingConfig").path("MaximumConcurrency").asInt(Integer.MAX_VALUE);
    String arn = properties.path("Queue").asText();
    return new SqsMapping(
        function.logicalId(),
        arn.substring(arn.lastIndexOf(':') + 1),
        arn,
        properties.path("BatchSize").asInt(10),
        Duration.ofSeconds(properties.path("MaximumBatchingWindowInSeconds").asInt(0)),
        reportsItemFailures(properties),
        Math.min(most, function.concurrency()),
        filter(properties));
  }

  private static StreamMapping stream(FunctionSpec function, JsonNode properties) {
    int retries = properties.path("MaximumRetryAttempts").asInt(-1);
    int age = properties.path("MaximumRecordAgeInSeconds").asInt(-1);
    String destination =
        properties.path("DestinationConfig").path("OnFailure").path("Destination").asText("");
    return new StreamMapping(
        function.logicalId(),
        properties.path("Stream").asText(),
        properties.path("StartingPosition").asText().equals("LATEST"),
        properties.path("BatchSize").asInt(100),
        reportsItemFailures(properties),
        properties.path("BisectBatchOnFunctionError").asBoolean(false),
        retries < 0 ? OptionalInt.empty() : OptionalInt.of(retries),
        age < 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(age)),
        destination.isEmpty() ? Optional.empty() : Optional.of(destination),
        properties.path("ParallelizationFactor").asInt(1),
        filter(properties));
  }

  private static ScheduleMapping schedule(FunctionSpec function, String name, JsonNode properties) {
    String expression =
        properties.path("ScheduleExpression").asText(properties.path("Schedule").asText());
    JsonNode input = properties.path("Input");
    return new ScheduleMapping(
        function.logicalId(),
        properties.path("Name").asText(function.logicalId() + name),
        expression,
        properties.path("ScheduleExpressionTimezone").asText("UTC"),
        input.isMissingNode() ? Optional.empty() : Optional.of(input.asText()));
  }

  private static boolean reportsItemFailures(JsonNode properties) {
    for (JsonNode type : properties.path("FunctionResponseTypes")) {
      if (type.asText().equals("ReportBatchItemFailures")) {
        return true;
      }
    }
    return false;
  }

  private static Patterns filter(JsonNode properties) {
    List<String> patterns = new ArrayList<>();
    for (JsonNode filter : properties.path("FilterCriteria").path("Filters")) {
      patterns.add(filter.path("Pattern").asText());
    }
    return Patterns.anyOf(patterns);
  }
}
