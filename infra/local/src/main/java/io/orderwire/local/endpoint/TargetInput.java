package io.orderwire.local.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a target receives of an event: all of it, a constant, a part, or a template filled from it.
///
/// Source: EventBridge user guide, "Input transformation". Paths are `$`, `$.a.b`, `$.a['b-c']` and
/// `$.a[0]`.
final class TargetInput {
  private static final Pattern STEP =
      Pattern.compile("\\.([A-Za-z0-9_\\-]+)|\\['([^']+)']|\\[([0-9]+)]");
  private static final Pattern PLACEHOLDER = Pattern.compile("<([A-Za-z0-9._\\-]+)>");

  private TargetInput() {}

  static String of(JsonNode target, ObjectNode event) {
    if (target.has("Input")) {
      return target.path("Input").asText();
    }
    if (target.has("InputPath")) {
      return at(event, target.path("InputPath").asText()).toString();
    }
    JsonNode transformer = target.path("InputTransformer");
    return transformer.isObject() ? transform(transformer, event) : event.toString();
  }

  private static JsonNode at(JsonNode event, String path) {
    JsonNode node = event;
    Matcher steps = STEP.matcher(path);
    while (steps.find()) {
      String name = steps.group(1) != null ? steps.group(1) : steps.group(2);
      node = name != null ? node.path(name) : node.path(Integer.parseInt(steps.group(3)));
    }
    return node;
  }

  private static String transform(JsonNode transformer, ObjectNode event) {
    Map<String, JsonNode> values = new HashMap<>();
    transformer
        .path("InputPathsMap")
        .properties()
        .forEach(path -> values.put(path.getKey(), at(event, path.getValue().asText())));
    String template = transformer.path("InputTemplate").asText();
    StringBuilder out = new StringBuilder();
    Matcher matcher = PLACEHOLDER.matcher(template);
    while (matcher.find()) {
      JsonNode value = value(matcher.group(1), values, event);
      matcher.appendReplacement(
          out, Matcher.quoteReplacement(insert(value, insideQuotes(template, matcher.start()))));
    }
    return matcher.appendTail(out).toString();
  }

  private static JsonNode value(String name, Map<String, JsonNode> values, ObjectNode event) {
    return switch (name) {
      case "aws.events.event.json", "aws.events.event" -> event;
      case "aws.events.event.ingestion-time" -> event.path("time");
      default -> values.getOrDefault(name, MissingNode.getInstance());
    };
  }

  /// Text takes quotes of its own unless the template has put the placeholder within quotes.
  private static String insert(JsonNode value, boolean quoted) {
    if (value.isMissingNode()) {
      return "";
    }
    if (!quoted) {
      return value.toString();
    }
    String escaped =
        Json.object().textNode(value.isTextual() ? value.textValue() : value.toString()).toString();
    return escaped.substring(1, escaped.length() - 1);
  }

  private static boolean insideQuotes(String template, int position) {
    return template.substring(0, position).replace("\\\"", "").chars().filter(c -> c == '"').count()
            % 2
        == 1;
  }
}
