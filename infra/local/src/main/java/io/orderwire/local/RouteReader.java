package io.orderwire.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.local.http.Route;
import io.orderwire.local.http.RouteLimit;
import io.orderwire.local.provision.Stack;
import io.orderwire.local.template.Template.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads the routes that a template declares as `AWS::ApiGatewayV2::Route` and
/// `AWS::ApiGatewayV2::Integration`.
final class RouteReader {
  private static final String RATE = "ThrottlingRateLimit";
  private static final String BURST = "ThrottlingBurstLimit";

  private final Stack stack;

  RouteReader(Stack stack) {
    this.stack = stack;
  }

  List<Route> read() {
    List<Route> routes = new ArrayList<>();
    for (Resource route : stack.existing("AWS::ApiGatewayV2::Route")) {
      JsonNode properties = resolved(route);
      String key = properties.path("RouteKey").asText();
      boolean guarded = !properties.path("AuthorizationType").asText("NONE").equals("NONE");
      Route parsed = Route.parse(key, functionOf(route, properties), guarded);
      routes.add(limit(properties.path("ApiId"), key).map(parsed::limitedTo).orElse(parsed));
    }
    return routes;
  }

  /// The stage's settings of this route, which go before those of all its routes.
  private Optional<RouteLimit> limit(JsonNode api, String key) {
    return stack.existing("AWS::ApiGatewayV2::Stage").stream()
        .map(this::resolved)
        .filter(stage -> stage.path("ApiId").equals(api))
        .map(
            stage ->
                stage.path("RouteSettings").has(key)
                    ? stage.path("RouteSettings").path(key)
                    : stage.path("DefaultRouteSettings"))
        .filter(settings -> settings.has(RATE) && settings.has(BURST))
        .findFirst()
        .map(
            settings ->
                new RouteLimit(settings.path(RATE).asDouble(), settings.path(BURST).asInt()));
  }

  private JsonNode resolved(Resource resource) {
    return stack.resolve(
        resource.properties(), "Resources." + resource.logicalId() + ".Properties");
  }

  /// A route names its integration as `integrations/<id>`, and the integration names the function's
  /// alias or ARN.
  private String functionOf(Resource route, JsonNode properties) {
    String target = properties.path("Target").asText();
    for (Resource integration : stack.existing("AWS::ApiGatewayV2::Integration")) {
      if (target.equals("integrations/" + stack.provision(integration.logicalId()).ref())) {
        JsonNode declared = resolved(integration);
        return functionWithArn(declared.path("IntegrationUri").asText())
            .orElseThrow(
                () -> problem(route, "its integration names no function of this template"));
      }
    }
    throw problem(route, "Target " + target + " names no integration");
  }

  private Optional<String> functionWithArn(String uri) {
    return stack.existing("AWS::Serverless::Function").stream()
        .map(Resource::logicalId)
        .filter(
            id -> {
              String arn = stack.provision(id).attributes().getOrDefault("Arn", "");
              return uri.endsWith(arn) || uri.contains(arn + ":") || uri.contains(arn + "/");
            })
        .findFirst();
  }

  private RuntimeException problem(Resource route, String message) {
    return stack.template().problem("Resources." + route.logicalId() + ": " + message);
  }
}
