package io.orderwire.system.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A function as SAM sees it: its own properties over those of `Globals`.
record ServerlessFunction(String id, JsonNode properties) {

  /// One entry of `Events`: what calls the function.
  record Source(String id, String type, JsonNode properties) {}

  static ServerlessFunction of(Template template, Template.Resource resource) {
    JsonNode globals = template.root().path("Globals").path("Function");
    ObjectNode merged = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode();
    overlay(merged, globals);
    overlay(merged, resource.properties());
    return new ServerlessFunction(resource.id(), merged);
  }

  int timeoutSeconds() {
    return properties.path("Timeout").asInt(3);
  }

  String handler() {
    return properties.path("Handler").asText();
  }

  /// What the function calls itself in its logs and metrics.
  String name() {
    return properties
        .path("Environment")
        .path("Variables")
        .path("POWERTOOLS_SERVICE_NAME")
        .asText();
  }

  /// Folder of the module that builds the function's zip: `functions/<module>`.
  String module() {
    return properties.path("CodeUri").asText().replaceFirst("/target/[^/]*$", "");
  }

  Map<String, JsonNode> environment() {
    return properties.path("Environment").path("Variables").properties().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  List<Source> sources() {
    return properties.path("Events").properties().stream()
        .map(
            event ->
                new Source(
                    event.getKey(),
                    event.getValue().path("Type").asText(),
                    event.getValue().path("Properties")))
        .toList();
  }

  @Override
  public String toString() {
    return id;
  }

  private static void overlay(ObjectNode onto, JsonNode from) {
    for (Map.Entry<String, JsonNode> field : from.properties()) {
      if (onto.path(field.getKey()) instanceof ObjectNode deeper
          && field.getValue().isObject()
          && !isIntrinsic(field.getValue())) {
        overlay(deeper, field.getValue());
        continue;
      }
      onto.set(field.getKey(), field.getValue().deepCopy());
    }
  }

  private static boolean isIntrinsic(JsonNode value) {
    return value.size() == 1
        && value.properties().stream()
            .anyMatch(field -> field.getKey().equals("Ref") || field.getKey().startsWith("Fn::"));
  }
}
