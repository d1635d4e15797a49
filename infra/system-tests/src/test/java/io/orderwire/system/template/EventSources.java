package io.orderwire.system.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/// What calls a function without a caller who waits: queues, the ledger's stream, the schedule.
/// None of them may lose a message, or hold up all others for one, or start more than the function
/// may run.
final class EventSources implements Check {

  @Override
  public List<String> violations(Deployment deployment) {
    List<String> found = new ArrayList<>();
    for (ServerlessFunction function : deployment.functions()) {
      for (ServerlessFunction.Source source : function.sources()) {
        String where = function.id() + "/" + source.id();
        switch (source.type()) {
          case "SQS" -> queue(deployment, function, source, where, found);
          case "DynamoDB" -> stream(source.properties(), where, found);
          case "ScheduleV2" -> schedule(function, source.properties(), where, found);
          default -> found.add(where + " is of type " + source.type() + ", which no check knows");
        }
      }
    }
    return found;
  }

  private static void queue(
      Deployment deployment,
      ServerlessFunction function,
      ServerlessFunction.Source source,
      String where,
      List<String> found) {
    JsonNode properties = source.properties();
    Optional<Template.Resource> queue = deployment.main().target(properties.path("Queue"));
    int visibility =
        queue.map(found2 -> found2.properties().path("VisibilityTimeout").asInt(30)).orElse(0);
    int window = properties.path("MaximumBatchingWindowInSeconds").asInt(0);
    if (visibility < 6 * function.timeoutSeconds() + window) {
      found.add(where + ": visibility " + visibility + " s is under six times the timeout");
    }
    partialAnswers(properties, where, found);
    if (properties.has("ScalingConfig") && properties.has("ProvisionedPollerConfig")) {
      found.add(where + ": ScalingConfig and ProvisionedPollerConfig exclude each other");
    }
    Values values = deployment.values();
    int most = values.number(properties.path("ScalingConfig").path("MaximumConcurrency"));
    if (most < 2 || most > 1000) {
      found.add(where + ": MaximumConcurrency " + most + " is not within 2 and 1000");
    }
    JsonNode reserved = values.of(function.properties().path("ReservedConcurrentExecutions"));
    if (!reserved.isMissingNode() && reserved.asInt() < most) {
      found.add(where + ": reserves " + reserved + " but its queue starts up to " + most);
    }
  }

  private static void stream(JsonNode properties, String where, List<String> found) {
    partialAnswers(properties, where, found);
    if (!properties.path("DestinationConfig").path("OnFailure").has("Destination")) {
      found.add(where + " has no destination for what cannot be published");
    }
    if (!properties.path("BisectBatchOnFunctionError").asBoolean()) {
      found.add(where + " does not bisect: one bad version holds up its whole batch");
    }
    int retries = properties.path("MaximumRetryAttempts").asInt(-1);
    int age = properties.path("MaximumRecordAgeInSeconds").asInt(-1);
    if (retries < 0 || age < 0 || age > 86_400) {
      found.add(where + " may hold up its shard for ever");
    }
    boolean insertsOnly =
        StreamSupport.stream(properties.path("FilterCriteria").path("Filters").spliterator(), false)
            .map(filter -> filter.path("Pattern").asText())
            .allMatch(pattern -> pattern.contains("\"eventName\":[\"INSERT\"]"));
    if (!insertsOnly || !properties.has("FilterCriteria")) {
      found.add(where + " is called for more than new versions");
    }
  }

  private static void schedule(
      ServerlessFunction function, JsonNode properties, String where, List<String> found) {
    ScheduleExpression.fault(properties.path("ScheduleExpression").asText())
        .ifPresent(fault -> found.add(where + ": " + fault));
    boolean retriesHere = properties.path("RetryPolicy").has("MaximumRetryAttempts");
    boolean retriesThere =
        function.properties().path("EventInvokeConfig").has("MaximumRetryAttempts");
    if (!retriesHere || !retriesThere) {
      found.add(where + " leaves retries to the defaults, which repeat an old minute for hours");
    }
    if (!properties.has("Name")) {
      found.add(where + " is named by SAM, so a second stack in the account could not be made");
    }
  }

  private static void partialAnswers(JsonNode properties, String where, List<String> found) {
    if (!properties
        .path("FunctionResponseTypes")
        .path(0)
        .asText()
        .equals("ReportBatchItemFailures")) {
      found.add(where + " cannot say which messages failed, so one repeats all");
    }
  }
}
