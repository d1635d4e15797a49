package io.orderwire.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The values of a template's parameters: what was given, else the default, checked as
/// CloudFormation checks them.
record ParameterValues(Map<String, JsonNode> values) {
  ParameterValues {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  static ParameterValues of(Template template, Map<String, String> given) {
    Map<String, JsonNode> values = new LinkedHashMap<>();
    JsonNode declared = template.section("Parameters");
    for (String name : given.keySet()) {
      if (!declared.has(name)) {
        throw template.problem(
            "there is no parameter " + name + "; declared are " + names(declared));
      }
    }
    declared
        .properties()
        .forEach(
            entry ->
                values.put(
                    entry.getKey(), value(template, entry.getKey(), entry.getValue(), given)));
    return new ParameterValues(values);
  }

  private static JsonNode value(
      Template template, String name, JsonNode declaration, Map<String, String> given) {
    String text =
        given.containsKey(name) ? given.get(name) : defaultOf(template, name, declaration);
    check(template, name, declaration, text);
    String type = declaration.path("Type").asText("String");
    if (type.equals("CommaDelimitedList") || type.startsWith("List<")) {
      ArrayNode list = JsonNodeFactory.instance.arrayNode();
      Arrays.stream(text.split(",", -1))
          .map(String::strip)
          .filter(item -> !item.isEmpty())
          .forEach(list::add);
      return list;
    }
    return JsonNodeFactory.instance.textNode(text);
  }

  private static String defaultOf(Template template, String name, JsonNode declaration) {
    if (!declaration.has("Default")) {
      throw template.problem(
          "parameter " + name + " has no default: give it with --set " + name + "=VALUE");
    }
    return declaration.path("Default").asText();
  }

  private static void check(Template template, String name, JsonNode declaration, String text) {
    JsonNode allowed = declaration.path("AllowedValues");
    if (allowed.isArray()) {
      List<String> choices = new ArrayList<>();
      allowed.forEach(choice -> choices.add(choice.asText()));
      if (!choices.contains(text)) {
        throw template.problem("parameter " + name + ": '" + text + "' is not one of " + choices);
      }
    }
    String pattern = declaration.path("AllowedPattern").asText("");
    if (!pattern.isEmpty() && !Pattern.compile(pattern).matcher(text).matches()) {
      throw template.problem("parameter " + name + ": '" + text + "' does not match " + pattern);
    }
    if (declaration.path("Type").asText("String").equals("Number")
        && !text.matches("-?[0-9]+(\\.[0-9]+)?")) {
      throw template.problem("parameter " + name + ": '" + text + "' is not a number");
    }
  }

  private static List<String> names(JsonNode declared) {
    List<String> names = new ArrayList<>();
    declared.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
