package io.orderwire.system.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Every `Ref`, `Fn::GetAtt`, `Fn::Sub`, `Fn::If` and `Condition` names something that is there,
/// across the nested files too, and a nested stack is given exactly the parameters that it
/// declares.
final class References implements Check {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^!}][^}]*)}");
  private static final Set<String> PSEUDO_PARAMETERS =
      Set.of(
          "AWS::AccountId",
          "AWS::NoValue",
          "AWS::Partition",
          "AWS::Region",
          "AWS::StackId",
          "AWS::StackName",
          "AWS::URLSuffix");

  /// What `Fn::GetAtt` can ask of the types used here, from the CloudFormation template reference.
  private static final Map<String, Set<String>> ATTRIBUTES =
      Map.ofEntries(
          Map.entry("AWS::ApiGatewayV2::Api", Set.of("ApiEndpoint", "ApiId")),
          Map.entry("AWS::CloudWatch::Alarm", Set.of("Arn")),
          Map.entry("AWS::DynamoDB::Table", Set.of("Arn", "StreamArn")),
          Map.entry("AWS::Events::EventBus", Set.of("Arn", "Name")),
          Map.entry("AWS::Events::Rule", Set.of("Arn")),
          Map.entry("AWS::IAM::Role", Set.of("Arn", "RoleId")),
          Map.entry("AWS::KMS::Key", Set.of("Arn", "KeyId")),
          Map.entry("AWS::Logs::LogGroup", Set.of("Arn")),
          Map.entry("AWS::S3::Bucket", Set.of("Arn", "DomainName")),
          Map.entry("AWS::SQS::Queue", Set.of("Arn", "QueueName", "QueueUrl")),
          Map.entry("AWS::Serverless::Function", Set.of("Arn")));

  @Override
  public List<String> violations(Deployment deployment) {
    List<String> found = new ArrayList<>();
    for (Template template : deployment.templates()) {
      Scope scope = new Scope(deployment, template, found);
      scope.walk(template.root().path("Resources"), "Resources");
      scope.walk(template.root().path("Outputs"), "Outputs");
      scope.walk(template.root().path("Conditions"), "Conditions");
      scope.walk(template.root().path("Rules"), "Rules");
    }
    deployment.nested().forEach((id, template) -> parameters(deployment, id, template, found));
    return found;
  }

  private static void parameters(
      Deployment deployment, String stack, Template nested, List<String> found) {
    JsonNode given =
        deployment
            .main()
            .resource(stack)
            .map(resource -> resource.properties().path("Parameters"))
            .orElseThrow();
    JsonNode declared = nested.root().path("Parameters");
    given
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!declared.has(name)) {
                found.add(stack + " is given " + name + ", which " + nested.file() + " lacks");
              }
            });
    for (Map.Entry<String, JsonNode> parameter : declared.properties()) {
      if (!given.has(parameter.getKey())) {
        found.add(stack + " is not given " + parameter.getKey() + " of " + nested.file());
      }
    }
  }

  private record Scope(Deployment deployment, Template template, List<String> found) {

    void walk(JsonNode node, String path) {
      if (node.isArray()) {
        for (int i = 0; i < node.size(); i++) {
          walk(node.path(i), path + "/" + i);
        }
        return;
      }
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        String key = field.getKey();
        JsonNode value = field.getValue();
        switch (key) {
          case "Ref" -> reference(value.asText(), path);
          case "Fn::GetAtt" -> attribute(value.path(0).asText(), value.path(1).asText(), path);
          case "Fn::Sub" -> substitution(value, path);
          case "Fn::If" -> condition(value.path(0).asText(), path);
          case "Condition" -> {
            if (value.isTextual()) {
              condition(value.asText(), path);
            }
          }
          default -> {}
        }
        walk(value, path + "/" + key);
      }
    }

    private void reference(String name, String path) {
      if (PSEUDO_PARAMETERS.contains(name)
          || template.root().path("Parameters").has(name)
          || template.resource(name).isPresent()) {
        return;
      }
      if (name.endsWith(".Alias") && publishes(name.substring(0, name.length() - 6))) {
        return;
      }
      found.add(template.file() + " " + path + " refers to " + name + ", which is not there");
    }

    private boolean publishes(String function) {
      return deployment
          .function(function)
          .filter(published -> published.properties().has("AutoPublishAlias"))
          .isPresent();
    }

    private void attribute(String id, String attribute, String path) {
      Optional<Template.Resource> resource = template.resource(id);
      if (resource.isEmpty()) {
        found.add(template.file() + " " + path + " asks " + id + ", which is not there");
        return;
      }
      if (!attributes(resource.get()).contains(attribute)) {
        found.add(template.file() + " " + path + ": " + id + " has no " + attribute);
      }
    }

    private Set<String> attributes(Template.Resource resource) {
      if (!resource.type().equals("AWS::CloudFormation::Stack")) {
        return ATTRIBUTES.getOrDefault(resource.type(), Set.of());
      }
      return Optional.ofNullable(deployment.nested().get(resource.id()))
          .map(nested -> nested.root().path("Outputs").properties())
          .orElse(Set.of())
          .stream()
          .map(output -> "Outputs." + output.getKey())
          .collect(java.util.stream.Collectors.toSet());
    }

    private void substitution(JsonNode value, String path) {
      Matcher variables =
          VARIABLE.matcher(value.isArray() ? value.path(0).asText() : value.asText());
      while (variables.find()) {
        String name = variables.group(1);
        if (value.isArray() && value.path(1).has(name)) {
          continue;
        }
        int dot = name.indexOf('.');
        if (dot < 0 || name.endsWith(".Alias")) {
          reference(name, path);
          continue;
        }
        attribute(name.substring(0, dot), name.substring(dot + 1), path);
      }
    }

    private void condition(String name, String path) {
      if (!template.root().path("Conditions").has(name)) {
        found.add(
            template.file() + " " + path + " asks condition " + name + ", which is not there");
      }
    }
  }
}
