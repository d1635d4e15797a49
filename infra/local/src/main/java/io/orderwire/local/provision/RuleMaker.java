package io.orderwire.local.provision;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.InputTransformer;
import software.amazon.awssdk.services.eventbridge.model.PutRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.SqsParameters;
import software.amazon.awssdk.services.eventbridge.model.Target;

/// `AWS::Events::Rule` with its targets.
final class RuleMaker implements ResourceMaker {
  private final EventBridgeClient buses;

  RuleMaker(EventBridgeClient buses) {
    this.buses = buses;
  }

  @Override
  public Provisioned make(JsonNode properties, String defaultName) {
    String name = properties.path("Name").asText(defaultName);
    PutRuleRequest.Builder request =
        PutRuleRequest.builder().name(name).state(properties.path("State").asText("ENABLED"));
    if (properties.has("EventBusName")) {
      request.eventBusName(properties.path("EventBusName").asText());
    }
    if (properties.path("EventPattern").isObject()) {
      request.eventPattern(properties.path("EventPattern").toString());
    }
    if (properties.has("ScheduleExpression")) {
      request.scheduleExpression(properties.path("ScheduleExpression").asText());
    }
    String arn = buses.putRule(request.build()).ruleArn();
    List<Target> targets = new ArrayList<>();
    properties.path("Targets").forEach(target -> targets.add(target(target)));
    if (!targets.isEmpty()) {
      buses.putTargets(
          put -> {
            put.rule(name).targets(targets);
            if (properties.has("EventBusName")) {
              put.eventBusName(properties.path("EventBusName").asText());
            }
          });
    }
    return new Provisioned(name, Map.of("Arn", arn));
  }

  private static Target target(JsonNode target) {
    Target.Builder builder =
        Target.builder().id(target.path("Id").asText()).arn(target.path("Arn").asText());
    if (target.has("Input")) {
      builder.input(target.path("Input").asText());
    }
    if (target.has("InputPath")) {
      builder.inputPath(target.path("InputPath").asText());
    }
    JsonNode transformer = target.path("InputTransformer");
    if (transformer.isObject()) {
      Map<String, String> paths = new java.util.HashMap<>();
      transformer
          .path("InputPathsMap")
          .properties()
          .forEach(path -> paths.put(path.getKey(), path.getValue().asText()));
      builder.inputTransformer(
          InputTransformer.builder()
              .inputPathsMap(paths)
              .inputTemplate(transformer.path("InputTemplate").asText())
              .build());
    }
    if (target.path("SqsParameters").has("MessageGroupId")) {
      builder.sqsParameters(
          SqsParameters.builder()
              .messageGroupId(target.path("SqsParameters").path("MessageGroupId").asText())
              .build());
    }
    return builder.build();
  }
}
