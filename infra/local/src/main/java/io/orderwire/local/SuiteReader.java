package io.orderwire.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.local.endpoint.Json;
import io.orderwire.local.http.Route;
import io.orderwire.local.lambda.FunctionSpec;
import io.orderwire.local.provision.Stack;
import io.orderwire.local.template.Template.Resource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads the functions of a provisioned stack and of those below it, with their event sources and
/// routes.
///
/// Source: SAM specification, `AWS::Serverless::Function`; Lambda defaults where the template says
/// nothing.
final class SuiteReader {
  private static final int DEFAULT_MEMORY = 128;
  private static final int DEFAULT_TIMEOUT_SECONDS = 3;

  private final Map<String, String> environment;
  private final int mostConcurrent;
  private final List<FunctionSpec> functions = new ArrayList<>();
  private final EventReader events = new EventReader();
  private final List<Route> routes = new ArrayList<>();

  /// @param environment variables that every function gets: endpoints, region, credentials
  /// @param mostConcurrent invocations of one function at the same time, whatever the template
  /// allows
  SuiteReader(Map<String, String> environment, int mostConcurrent) {
    this.environment = environment;
    this.mostConcurrent = mostConcurrent;
  }

  Suite read(Stack root) {
    for (Stack stack : root.withNested()) {
      stack
          .existing("AWS::Serverless::Function")
          .forEach(resource -> readFunction(stack, resource));
      routes.addAll(new RouteReader(stack).read());
    }
    return new Suite(functions, events.queues(), events.streams(), events.schedules(), routes);
  }

  private void readFunction(Stack stack, Resource resource) {
    String id = resource.logicalId();
    String place = "Resources." + id + ".Properties";
    ObjectNode declared = merged(stack.template().globals("Function"), resource.properties());
    ObjectNode properties =
        (ObjectNode)
            stack.resolve(
                declared.retain(
                    "CodeUri",
                    "Handler",
                    "MemorySize",
                    "Timeout",
                    "Environment",
                    "ReservedConcurrentExecutions",
                    "Events"),
                place);
    String code = properties.path("CodeUri").asText("");
    if (code.isEmpty() || !properties.has("Handler")) {
      throw stack.template().problem(place + ": a function needs CodeUri, a zip, and Handler");
    }
    String name = stack.provision(id).ref();
    int memory = properties.path("MemorySize").asInt(DEFAULT_MEMORY);
    FunctionSpec function =
        new FunctionSpec(
            id,
            name,
            stack.provision(id).attributes().getOrDefault("Arn", name),
            properties.path("Handler").asText(),
            stack.template().file().resolveSibling(Path.of(code)).normalize(),
            memory,
            Duration.ofSeconds(properties.path("Timeout").asInt(DEFAULT_TIMEOUT_SECONDS)),
            variables(properties, name, memory),
            concurrency(properties));
    functions.add(function);
    properties
        .path("Events")
        .properties()
        .forEach(event -> readEvent(function, event.getKey(), event.getValue()));
  }

  private void readEvent(FunctionSpec function, String name, JsonNode event) {
    if (event.path("Type").asText().equals("HttpApi")) {
      JsonNode properties = event.path("Properties");
      String method = properties.path("Method").asText("any");
      String key =
          method.equalsIgnoreCase("any") ? "ANY" : method.toUpperCase(java.util.Locale.ROOT);
      boolean open = properties.path("Auth").path("Authorizer").asText("NONE").equals("NONE");
      routes.add(
          Route.parse(
              key + " " + properties.path("Path").asText("/"), function.logicalId(), !open));
    } else {
      events.read(function, name, event);
    }
  }

  private int concurrency(JsonNode properties) {
    int reserved = properties.path("ReservedConcurrentExecutions").asInt(Integer.MAX_VALUE);
    return Math.clamp(reserved, 1, mostConcurrent);
  }

  private Map<String, String> variables(JsonNode properties, String name, int memory) {
    Map<String, String> variables = new LinkedHashMap<>(environment);
    variables.put("AWS_LAMBDA_FUNCTION_NAME", name);
    variables.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
    variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(memory));
    variables.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + name);
    variables.put("AWS_LAMBDA_LOG_STREAM_NAME", "local");
    variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
    variables.put("AWS_EXECUTION_ENV", "AWS_Lambda_java25");
    variables.put("_HANDLER", properties.path("Handler").asText());
    properties
        .path("Environment")
        .path("Variables")
        .properties()
        .forEach(variable -> variables.put(variable.getKey(), variable.getValue().asText()));
    return variables;
  }

  /// SAM's rule: mappings are merged, anything else of the function replaces the global.
  private static ObjectNode merged(JsonNode globals, JsonNode own) {
    ObjectNode merged = globals.isObject() ? globals.deepCopy() : Json.object();
    own.properties()
        .forEach(
            property -> {
              boolean both =
                  merged.path(property.getKey()).isObject() && property.getValue().isObject();
              merged.set(
                  property.getKey(),
                  both
                      ? merged(merged.get(property.getKey()), property.getValue())
                      : property.getValue());
            });
    return merged;
  }
}
