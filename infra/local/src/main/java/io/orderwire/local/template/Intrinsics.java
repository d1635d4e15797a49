package io.orderwire.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/// Resolves CloudFormation's intrinsic functions within one stack. A resolved tree holds plain
/// values only; what resolves to `AWS::NoValue` is left out of its object or list, as
/// CloudFormation does.
///
/// Source: CloudFormation "Intrinsic function reference". `Fn::ImportValue` and `Fn::Transform`
/// have no meaning on one machine and are refused by name.
public final class Intrinsics {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Template template;
  private final Surroundings surroundings;
  private final References references;
  private final Map<String, JsonNode> parameters;
  private final Map<String, Boolean> conditions = new HashMap<>();
  private final Set<String> conditionsInProgress = new HashSet<>();

  public Intrinsics(
      Template template,
      Surroundings surroundings,
      Map<String, String> given,
      References references) {
    this.template = template;
    this.surroundings = surroundings;
    this.references = references;
    this.parameters = ParameterValues.of(template, given).values();
  }

  /// The tree with every intrinsic resolved.
  ///
  /// @param place where the tree stands in the template; errors name it
  public JsonNode resolve(JsonNode node, String place) {
    if (node.isObject()) {
      return isCall(node) ? call(node, place) : object(node, place);
    }
    return node.isArray() ? array(node, place) : node;
  }

  /// Whether a resource or output with this body exists: it does unless its `Condition` is false.
  public boolean exists(JsonNode body) {
    String condition = body.path("Condition").asText("");
    return condition.isEmpty() || condition(condition);
  }

  boolean condition(String name) {
    Boolean known = conditions.get(name);
    if (known != null) {
      return known;
    }
    JsonNode definition = template.section("Conditions").path(name);
    String place = "Conditions." + name;
    if (definition.isMissingNode()) {
      throw problem(place, "there is no such condition");
    }
    if (!conditionsInProgress.add(name)) {
      throw problem(place, "the condition refers to itself");
    }
    boolean value = truth(resolve(definition, place), place);
    conditionsInProgress.remove(name);
    conditions.put(name, value);
    return value;
  }

  private JsonNode object(JsonNode node, String place) {
    ObjectNode resolved = JSON.objectNode();
    node.properties()
        .forEach(
            entry -> {
              JsonNode value = resolve(entry.getValue(), place + "." + entry.getKey());
              if (!value.isMissingNode()) {
                resolved.set(entry.getKey(), value);
              }
            });
    return resolved;
  }

  private ArrayNode array(JsonNode node, String place) {
    ArrayNode resolved = JSON.arrayNode();
    for (int i = 0; i < node.size(); i++) {
      JsonNode value = resolve(node.get(i), place + "[" + i + "]");
      if (!value.isMissingNode()) {
        resolved.add(value);
      }
    }
    return resolved;
  }

  /// A policy's `Condition` block is an object and stays data; a condition reference is text.
  private static boolean isCall(JsonNode node) {
    if (node.size() != 1) {
      return false;
    }
    String name = node.fieldNames().next();
    return name.startsWith("Fn::")
        || name.equals("Ref")
        || (name.equals("Condition") && node.path(name).isTextual());
  }

  private JsonNode call(JsonNode node, String place) {
    String function = node.fieldNames().next();
    JsonNode argument = node.path(function);
    String here = place + "." + function;
    return switch (function) {
      case "Ref" -> ref(text(argument, here), here);
      case "Condition" -> JSON.booleanNode(condition(text(argument, here)));
      case "Fn::GetAtt" -> getAtt(argument, here);
      case "Fn::Sub" -> sub(argument, here);
      case "Fn::If" -> choose(argument, here);
      case "Fn::Equals" -> {
        ArrayNode pair = list(argument, 2, here);
        yield JSON.booleanNode(pair.get(0).asText().equals(pair.get(1).asText()));
      }
      case "Fn::And" -> JSON.booleanNode(operands(argument, here).allMatch(Boolean::booleanValue));
      case "Fn::Or" -> JSON.booleanNode(operands(argument, here).anyMatch(Boolean::booleanValue));
      case "Fn::Not" -> JSON.booleanNode(!truth(list(argument, 1, here).get(0), here));
      case "Fn::Join" -> join(argument, here);
      case "Fn::Split" -> {
        ArrayNode split = list(argument, 2, here);
        yield strings(split.get(1).asText(), split.get(0).asText());
      }
      case "Fn::Select" -> select(argument, here);
      case "Fn::FindInMap" -> findInMap(argument, here);
      case "Fn::Base64" ->
          JSON.textNode(
              Base64.getEncoder()
                  .encodeToString(
                      text(resolve(argument, here), here).getBytes(StandardCharsets.UTF_8)));
      case "Fn::GetAZs" -> JSON.arrayNode().add(surroundings.region() + "a");
      case "Fn::ToJsonString" -> JSON.textNode(resolve(argument, here).toString());
      case "Fn::Length" -> JSON.numberNode(resolve(argument, here).size());
      default -> throw problem(place, "the intrinsic " + function + " is not supported here");
    };
  }

  private JsonNode ref(String name, String place) {
    return switch (name) {
      case "AWS::NoValue" -> MissingNode.getInstance();
      case "AWS::NotificationARNs" -> JSON.arrayNode();
      default -> {
        JsonNode parameter = parameters.get(name);
        yield parameter != null ? parameter : JSON.textNode(named(name, place));
      }
    };
  }

  private String named(String name, String place) {
    return switch (name) {
      case "AWS::Region" -> surroundings.region();
      case "AWS::AccountId" -> surroundings.account();
      case "AWS::Partition" -> "aws";
      case "AWS::URLSuffix" -> "amazonaws.com";
      case "AWS::StackName" -> surroundings.stackName();
      case "AWS::StackId" ->
          surroundings.arn("cloudformation", "stack/" + surroundings.stackName() + "/local");
      default -> {
        if (name.startsWith("AWS::")) {
          throw problem(place, "there is no pseudo parameter " + name);
        }
        requireResource(name, place);
        yield references.ref(name);
      }
    };
  }

  private JsonNode getAtt(JsonNode argument, String place) {
    ArrayNode path = array(argument, place);
    if (path.size() < 2) {
      throw problem(place, "write it as Resource.Attribute");
    }
    List<String> rest = new ArrayList<>();
    path.forEach(part -> rest.add(part.asText()));
    String resource = rest.removeFirst();
    requireResource(resource, place);
    return JSON.textNode(references.attribute(resource, String.join(".", rest)));
  }

  /// SAM adds resources of its own (`WebhookReceiverRole`, `WebhookReceiverAliaslive`,
  /// `ServerlessHttpApi`): a name that begins with a serverless resource's id is taken for one of
  /// those.
  private void requireResource(String name, String place) {
    boolean known =
        template.section("Resources").properties().stream()
            .anyMatch(
                entry ->
                    entry.getKey().equals(name)
                        || (name.startsWith(entry.getKey())
                            && entry
                                .getValue()
                                .path("Type")
                                .asText("")
                                .startsWith("AWS::Serverless::")));
    if (!known && !name.startsWith("Serverless")) {
      throw problem(place, "there is no parameter or resource named " + name);
    }
  }

  private JsonNode sub(JsonNode argument, String place) {
    if (argument.isTextual()) {
      return JSON.textNode(substitute(argument.textValue(), Map.of(), place));
    }
    if (!argument.isArray() || argument.size() != 2 || !argument.path(0).isTextual()) {
      throw problem(place, "give a text, or a list of a text and a mapping");
    }
    Map<String, JsonNode> variables = new HashMap<>();
    object(argument.get(1), place)
        .properties()
        .forEach(entry -> variables.put(entry.getKey(), entry.getValue()));
    return JSON.textNode(substitute(argument.get(0).textValue(), variables, place));
  }

  private String substitute(String text, Map<String, JsonNode> variables, String place) {
    StringBuilder out = new StringBuilder();
    int from = 0;
    for (int start = text.indexOf("${"); start >= 0; start = text.indexOf("${", from)) {
      int end = text.indexOf('}', start);
      if (end < 0) {
        throw problem(place, "'${' without '}' in " + text);
      }
      String name = text.substring(start + 2, end).strip();
      out.append(text, from, start);
      // ${!Name} is CloudFormation's escape for a literal ${Name}.
      out.append(
          name.startsWith("!") ? "${" + name.substring(1) + "}" : variable(name, variables, place));
      from = end + 1;
    }
    return out.append(text.substring(from)).toString();
  }

  private String variable(String name, Map<String, JsonNode> variables, String place) {
    JsonNode own = variables.get(name);
    if (own != null) {
      return own.asText();
    }
    int dot = name.indexOf('.');
    if (dot > 0) {
      return getAtt(
              JSON.arrayNode().add(name.substring(0, dot)).add(name.substring(dot + 1)), place)
          .asText();
    }
    return ref(name, place).asText();
  }

  private JsonNode choose(JsonNode argument, String place) {
    if (!argument.isArray() || argument.size() != 3) {
      throw problem(place, "give a condition and two values");
    }
    int branch = condition(argument.path(0).asText()) ? 1 : 2;
    return resolve(argument.get(branch), place + "[" + branch + "]");
  }

  private java.util.stream.Stream<Boolean> operands(JsonNode argument, String place) {
    ArrayNode values = array(argument, place);
    return StreamSupport.stream(values.spliterator(), false).map(value -> truth(value, place));
  }

  private boolean truth(JsonNode value, String place) {
    if (value.isBoolean()) {
      return value.booleanValue();
    }
    throw problem(
        place, "a condition is made of Fn::Equals, Fn::And, Fn::Or, Fn::Not and Condition");
  }

  private JsonNode join(JsonNode argument, String place) {
    ArrayNode parts = list(argument, 2, place);
    if (!parts.get(1).isArray()) {
      throw problem(place, "the second value must be a list");
    }
    List<String> texts = new ArrayList<>();
    parts.get(1).forEach(part -> texts.add(part.asText()));
    return JSON.textNode(String.join(parts.get(0).asText(), texts));
  }

  private static ArrayNode strings(String text, String delimiter) {
    ArrayNode parts = JSON.arrayNode();
    Arrays.stream(text.split(java.util.regex.Pattern.quote(delimiter), -1)).forEach(parts::add);
    return parts;
  }

  private JsonNode select(JsonNode argument, String place) {
    ArrayNode pair = list(argument, 2, place);
    JsonNode selected = pair.get(1).path(pair.get(0).asInt(-1));
    if (selected.isMissingNode()) {
      throw problem(place, "there is no item " + pair.get(0).asText());
    }
    return selected;
  }

  private JsonNode findInMap(JsonNode argument, String place) {
    ArrayNode keys = list(argument, 3, place);
    JsonNode value =
        template
            .section("Mappings")
            .path(keys.get(0).asText())
            .path(keys.get(1).asText())
            .path(keys.get(2).asText());
    if (value.isMissingNode()) {
      throw problem(
          place,
          "Mappings has no "
              + keys.get(0).asText()
              + "."
              + keys.get(1).asText()
              + "."
              + keys.get(2).asText());
    }
    return value;
  }

  private ArrayNode list(JsonNode argument, int size, String place) {
    ArrayNode values = argument.isArray() ? array(argument, place) : JSON.arrayNode();
    if (values.size() != size) {
      throw problem(place, "give a list of " + size);
    }
    return values;
  }

  private String text(JsonNode node, String place) {
    if (node.isTextual()) {
      return node.textValue();
    }
    throw problem(place, "give a text");
  }

  private TemplateException problem(String place, String message) {
    return template.problem(place + ": " + message);
  }
}
