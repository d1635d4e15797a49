package io.orderwire.local.provision;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.local.template.Intrinsics;
import io.orderwire.local.template.References;
import io.orderwire.local.template.Surroundings;
import io.orderwire.local.template.Template;
import io.orderwire.local.template.Template.Resource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// One stack of a template: creates each resource when it is first referred to, so that the order
/// of creation follows the references, as in CloudFormation.
public final class Stack implements References {
  private final Template template;
  private final Surroundings surroundings;
  private final Makers makers;
  private final Intrinsics intrinsics;
  private final Map<String, Provisioned> made = new LinkedHashMap<>();
  private final Map<String, Stack> nested = new LinkedHashMap<>();
  private final Set<String> inProgress = new LinkedHashSet<>();
  private final Set<String> notEmulated = new TreeSet<>();

  Stack(
      Template template, Surroundings surroundings, Map<String, String> parameters, Makers makers) {
    this.template = template;
    this.surroundings = surroundings;
    this.makers = makers;
    this.intrinsics = new Intrinsics(template, surroundings, parameters, this);
  }

  void provisionAll() {
    existing().forEach(resource -> provision(resource.logicalId()));
  }

  public Template template() {
    return template;
  }

  public Surroundings surroundings() {
    return surroundings;
  }

  /// Resources whose condition holds, in file order.
  public List<Resource> existing() {
    return template.resources().values().stream()
        .filter(resource -> intrinsics.exists(resource.body()))
        .toList();
  }

  /// Existing resources of one type.
  public List<Resource> existing(String type) {
    return existing().stream().filter(resource -> resource.type().equals(type)).toList();
  }

  /// This stack and all below it.
  public List<Stack> withNested() {
    List<Stack> all = new ArrayList<>(List.of(this));
    nested.values().forEach(stack -> all.addAll(stack.withNested()));
    return all;
  }

  /// Types that nothing on this machine stands for, of this stack and all below it.
  public Set<String> notEmulated() {
    Set<String> types = new TreeSet<>();
    withNested().forEach(stack -> types.addAll(stack.notEmulated));
    return types;
  }

  /// A tree of this template with every intrinsic resolved.
  public JsonNode resolve(JsonNode node, String place) {
    return intrinsics.resolve(node, place);
  }

  /// The outputs whose condition holds.
  public Map<String, String> outputs() {
    Map<String, String> outputs = new LinkedHashMap<>();
    template
        .root()
        .path("Outputs")
        .properties()
        .forEach(
            output -> {
              if (intrinsics.exists(output.getValue())) {
                outputs.put(output.getKey(), output(output.getKey()));
              }
            });
    return outputs;
  }

  private String output(String name) {
    JsonNode value = template.root().path("Outputs").path(name).path("Value");
    if (value.isMissingNode()) {
      throw template.problem("there is no output " + name);
    }
    return resolve(value, "Outputs." + name).asText();
  }

  /// What was made for a logical id; a resource is made when it is first asked for.
  public Provisioned provision(String logicalId) {
    Provisioned known = made.get(logicalId);
    if (known != null) {
      return known;
    }
    Resource resource = template.resources().get(logicalId);
    if (resource == null) {
      throw template.problem("there is no resource " + logicalId);
    }
    if (!inProgress.add(logicalId)) {
      throw template.problem(
          "resources refer to each other in a circle: " + String.join(" → ", inProgress));
    }
    Provisioned provisioned = make(resource);
    inProgress.remove(logicalId);
    made.put(logicalId, provisioned);
    return provisioned;
  }

  private Provisioned make(Resource resource) {
    String place = "Resources." + resource.logicalId() + ".Properties";
    String name = surroundings.stackName() + "-" + resource.logicalId();
    if (isNestedStack(resource)) {
      nested.put(resource.logicalId(), nest(resource, resolve(resource.properties(), place), name));
      return new Provisioned(
          surroundings.arn("cloudformation", "stack/" + name + "/local"), Map.of());
    }
    ResourceMaker maker = makers.byType().get(resource.type());
    if (maker != null) {
      return maker.make(resolve(resource.properties(), place), name);
    }
    return switch (resource.type()) {
      case "AWS::Serverless::Function", "AWS::Lambda::Function" -> function(resource, place, name);
      case "AWS::ApiGatewayV2::Api", "AWS::Serverless::HttpApi" -> api(resource);
      default -> placeholder(resource, name);
    };
  }

  static boolean isNestedStack(Resource resource) {
    return resource.type().equals("AWS::CloudFormation::Stack")
        || resource.type().equals("AWS::Serverless::Application");
  }

  private Stack nest(Resource resource, JsonNode properties, String name) {
    String location = properties.path("TemplateURL").asText(properties.path("Location").asText(""));
    if (location.isEmpty() || location.contains("://")) {
      throw template.problem(
          "Resources."
              + resource.logicalId()
              + ": a nested template must be a local file to run on one machine");
    }
    Map<String, String> parameters = new HashMap<>();
    properties
        .path("Parameters")
        .properties()
        .forEach(entry -> parameters.put(entry.getKey(), text(entry.getValue())));
    Template child = Template.load(template.file().resolveSibling(location));
    Stack stack = new Stack(child, surroundings.named(name), parameters, makers);
    stack.provisionAll();
    return stack;
  }

  private static String text(JsonNode value) {
    if (!value.isArray()) {
      return value.asText();
    }
    List<String> items = new ArrayList<>();
    value.forEach(item -> items.add(item.asText()));
    return String.join(",", items);
  }

  /// A function is known by its name alone here; who runs it reads its other properties when
  /// everything exists.
  private Provisioned function(Resource resource, String place, String defaultName) {
    JsonNode named = resource.properties().path("FunctionName");
    String name =
        named.isMissingNode() ? defaultName : resolve(named, place + ".FunctionName").asText();
    return new Provisioned(name, Map.of("Arn", surroundings.arn("lambda", "function:" + name)));
  }

  private Provisioned api(Resource resource) {
    return new Provisioned(
        resource.logicalId(),
        Map.of("ApiEndpoint", makers.apiUrl(), "ApiId", resource.logicalId()));
  }

  private Provisioned placeholder(Resource resource, String name) {
    if (!Makers.isHarmless(resource.type())) {
      notEmulated.add(resource.type());
    }
    return new Provisioned(name, Map.of());
  }

  @Override
  public String ref(String logicalId) {
    int dot = logicalId.indexOf('.');
    if (dot > 0) {
      // SAM lets a template refer to what it generates: Function.Alias, Function.Version.
      return attribute(logicalId.substring(0, dot), "Arn") + ":" + logicalId.substring(dot + 1);
    }
    return template.resources().containsKey(logicalId)
        ? provision(logicalId).ref()
        : surroundings.stackName() + "-" + logicalId;
  }

  @Override
  public String attribute(String logicalId, String attribute) {
    if (!template.resources().containsKey(logicalId)) {
      return surroundings.arn(
          "local", surroundings.stackName() + "-" + logicalId + "/" + attribute);
    }
    Provisioned provisioned = provision(logicalId);
    Stack stack = nested.get(logicalId);
    if (stack != null && attribute.startsWith("Outputs.")) {
      return stack.output(attribute.substring("Outputs.".length()));
    }
    String value = provisioned.attributes().get(attribute);
    if (value != null) {
      return value;
    }
    if (makers.byType().containsKey(template.resources().get(logicalId).type())) {
      throw template.problem("Resources." + logicalId + " has no attribute " + attribute);
    }
    return surroundings.arn("local", surroundings.stackName() + "-" + logicalId + "/" + attribute);
  }
}
