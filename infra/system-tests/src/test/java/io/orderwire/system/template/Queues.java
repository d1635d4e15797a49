package io.orderwire.system.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// No message can vanish: a queue that is worked off has a dead-letter queue that keeps messages
/// longer than it does itself (a message's age counts from its first arrival), and the dead letters
/// of every queue are watched.
final class Queues implements Check {
  private static final int FOUR_DAYS = 345_600;
  private static final int FOURTEEN_DAYS = 1_209_600;

  @Override
  public List<String> violations(Deployment deployment) {
    List<String> found = new ArrayList<>();
    Set<String> workedOff =
        deployment.functions().stream()
            .flatMap(function -> function.sources().stream())
            .filter(source -> source.type().equals("SQS"))
            .map(source -> source.properties().path("Queue").path("Fn::GetAtt").path(0).asText())
            .collect(Collectors.toSet());
    for (Template.Resource queue : deployment.resources("AWS::SQS::Queue")) {
      if (!queue.properties().path("SqsManagedSseEnabled").asBoolean()) {
        found.add(queue.id() + " is not encrypted");
      }
      if (workedOff.contains(queue.id())) {
        redrive(deployment.main(), queue, found);
        continue;
      }
      if (retention(queue) != FOURTEEN_DAYS) {
        found.add(queue.id() + " keeps what was put aside for less than 14 days");
      }
      if (!watched(deployment, queue.id())) {
        found.add(queue.id() + " fills without an alarm");
      }
    }
    return found;
  }

  private static void redrive(Template main, Template.Resource queue, List<String> found) {
    JsonNode policy = queue.properties().path("RedrivePolicy");
    var deadLetters =
        main.target(policy.path("deadLetterTargetArn"))
            .filter(target -> target.type().equals("AWS::SQS::Queue"));
    if (deadLetters.isEmpty()) {
      found.add(queue.id() + " has no dead-letter queue");
      return;
    }
    if (policy.path("maxReceiveCount").asInt() < 2) {
      found.add(queue.id() + " puts a message aside without a second try");
    }
    if (retention(deadLetters.get()) <= retention(queue)) {
      found.add(deadLetters.get().id() + " keeps messages no longer than " + queue.id());
    }
  }

  private static int retention(Template.Resource queue) {
    return queue.properties().path("MessageRetentionPeriod").asInt(FOUR_DAYS);
  }

  /// Whether an alarm of a nested template watches the depth of the queue, whose name it is given
  /// as a parameter.
  private static boolean watched(Deployment deployment, String queue) {
    for (Map.Entry<String, Template> nested : deployment.nested().entrySet()) {
      JsonNode given =
          deployment.main().resource(nested.getKey()).orElseThrow().properties().path("Parameters");
      boolean alarmed =
          nested.getValue().resources("AWS::CloudWatch::Alarm").stream()
              .map(Template.Resource::properties)
              .filter(
                  alarm ->
                      alarm
                          .path("MetricName")
                          .asText()
                          .equals("ApproximateNumberOfMessagesVisible"))
              .map(alarm -> alarm.path("Dimensions").path(0).path("Value").path("Ref").asText())
              .map(parameter -> given.path(parameter).path("Fn::GetAtt").path(0).asText())
              .anyMatch(queue::equals);
      if (alarmed) {
        return true;
      }
    }
    return false;
  }
}
