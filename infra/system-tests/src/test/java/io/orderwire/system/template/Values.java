package io.orderwire.system.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/// Works out what a template says for given parameters: `Ref` of a parameter, `Fn::If`, the
/// conditions and the rules. A reference to a resource stays as it is, since only a deployment
/// could say what it becomes.
record Values(Template template, Map<String, String> parameters) {
  static final JsonNode NO_VALUE = JsonNodeFactory.instance.missingNode();

  Values {
    parameters = Map.copyOf(parameters);
  }

  /// With every parameter at its default.
  Values(Template template) {
    this(template, Map.of());
  }

  JsonNode of(JsonNode value) {
    if (value.has("Ref")) {
      return reference(value);
    }
    if (value.has("Fn::If")) {
      JsonNode choice = value.path("Fn::If");
      return of(choice.path(holds(choice.path(0).asText()) ? 1 : 2));
    }
    return value;
  }

  int number(JsonNode value) {
    return of(value).asInt();
  }

  boolean holds(String condition) {
    return isTrue(template.root().path("Conditions").path(condition));
  }

  /// What the template's `Rules` say against the parameters: the description of each assertion that
  /// fails.
  List<String> refusals() {
    return template.root().path("Rules").properties().stream()
        .map(Map.Entry::getValue)
        .filter(rule -> !rule.has("RuleCondition") || isTrue(rule.path("RuleCondition")))
        .flatMap(rule -> StreamSupport.stream(rule.path("Assertions").spliterator(), false))
        .filter(assertion -> !isTrue(assertion.path("Assert")))
        .map(assertion -> assertion.path("AssertDescription").asText())
        .toList();
  }

  private boolean isTrue(JsonNode expression) {
    if (expression.has("Fn::Equals")) {
      JsonNode sides = expression.path("Fn::Equals");
      return of(sides.path(0)).asText().equals(of(sides.path(1)).asText());
    }
    if (expression.has("Fn::Not")) {
      return !isTrue(expression.path("Fn::Not").path(0));
    }
    if (expression.has("Fn::And")) {
      return StreamSupport.stream(expression.path("Fn::And").spliterator(), false)
          .allMatch(this::isTrue);
    }
    if (expression.has("Fn::Or")) {
      return StreamSupport.stream(expression.path("Fn::Or").spliterator(), false)
          .anyMatch(this::isTrue);
    }
    if (expression.has("Condition")) {
      return holds(expression.path("Condition").asText());
    }
    throw new IllegalArgumentException("not a condition: " + expression);
  }

  private JsonNode reference(JsonNode value) {
    String name = value.path("Ref").asText();
    if (name.equals("AWS::NoValue")) {
      return NO_VALUE;
    }
    if (parameters.containsKey(name)) {
      return JsonNodeFactory.instance.textNode(parameters.get(name));
    }
    JsonNode declared = template.root().path("Parameters").path(name);
    return declared.has("Default") ? declared.path("Default") : value;
  }
}
