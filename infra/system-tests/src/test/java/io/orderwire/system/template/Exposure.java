package io.orderwire.system.template;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.connectors.Connectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the internet can reach: the webhooks, open because carts cannot sign in, one callback for
/// each platform that merchants give access at, open for the same reason, the console's files, open
/// because they are what people sign in with, and the store API, which is never open
/// whichever way of signing in is chosen. All of it throttled, logged without
/// the tokens in its paths, and for no foreign page.
final class Exposure implements Check {
  private static final String WEBHOOKS = "ANY /webhooks/{token}";

  private static final Set<String> OPEN = Set.of(WEBHOOKS, "GET /", "GET /console/{proxy+}");

  @Override
  public List<String> violations(Deployment deployment) {
    List<String> found = new ArrayList<>();
    Template main = deployment.main();
    Set<String> callbacks = new TreeSet<>(callbacks());
    for (Template.Resource route : main.resources("AWS::ApiGatewayV2::Route")) {
      String key = route.properties().path("RouteKey").asText();
      boolean isCallback = callbacks.remove(key);
      boolean open = isCallback || OPEN.contains(key);
      for (String way : List.of("IAM", "JWT")) {
        Values values = new Values(main, Map.of("ApiAuthorization", way));
        authorized(route, values, open, way, found);
      }
    }
    callbacks.forEach(callback -> found.add("no route takes " + callback));
    for (Template.Resource stage : main.resources("AWS::ApiGatewayV2::Stage")) {
      JsonNode limits = stage.properties().path("DefaultRouteSettings");
      if (!isThrottled(limits)) {
        found.add(stage.id() + " is not throttled");
      }
      throttledApart(main, stage, found);
      String format = stage.properties().path("AccessLogSettings").path("Format").asText();
      if (format.isEmpty()) {
        found.add(stage.id() + " keeps no access log");
      }
      if (format.contains("$context.path") || format.contains("$context.http.path")) {
        found.add(stage.id() + " logs paths, which hold the stores' webhook tokens");
      }
    }
    for (Template.Resource api : main.resources("AWS::ApiGatewayV2::Api")) {
      if (api.properties().path("CorsConfiguration").toString().contains("*")) {
        found.add(api.id() + " answers pages of any origin");
      }
    }
    return found;
  }

  private static boolean isThrottled(JsonNode limits) {
    return limits.has("ThrottlingRateLimit") && limits.has("ThrottlingBurstLimit");
  }

  /// The webhooks have limits of their own. A stage is refused that names a route which is not
  /// there, or not there yet.
  private static void throttledApart(Template main, Template.Resource stage, List<String> found) {
    JsonNode settings = stage.properties().path("RouteSettings");
    if (!isThrottled(settings.path(WEBHOOKS))) {
      found.add(stage.id() + " does not throttle " + WEBHOOKS + " apart");
    } else if (settings.path(WEBHOOKS).equals(stage.properties().path("DefaultRouteSettings"))) {
      found.add(stage.id() + " throttles " + WEBHOOKS + " by the parameters of the API");
    }
    List<String> named = new ArrayList<>();
    settings.fieldNames().forEachRemaining(named::add);
    for (Template.Resource route : main.resources("AWS::ApiGatewayV2::Route")) {
      boolean limited = named.remove(route.properties().path("RouteKey").asText());
      if (limited && !stage.whole().path("DependsOn").toString().contains(route.id())) {
        found.add(stage.id() + " may be made before " + route.id() + ", which it limits");
      }
    }
    named.forEach(key -> found.add(stage.id() + " limits " + key + ", which is no route"));
  }

  /// Of the platforms that answer an authorization. Where the shop itself does, its merchant's
  /// browser comes by as well.
  private static Set<String> callbacks() {
    return Connectors.all().stream()
        .flatMap(
            connector ->
                connector.authorization().stream()
                    .flatMap(authorization -> Stream.of("GET", authorization.facts().method()))
                    .map(method -> method + " /authorizations/" + connector.descriptor().id()))
        .collect(Collectors.toSet());
  }

  private static void authorized(
      Template.Resource route, Values values, boolean open, String way, List<String> found) {
    String type = values.of(route.properties().path("AuthorizationType")).asText();
    JsonNode authorizer = values.of(route.properties().path("AuthorizerId"));
    String expected = open ? "NONE" : way.equals("JWT") ? "JWT" : "AWS_IAM";
    if (!type.equals(expected)) {
      found.add(route.id() + " with " + way + " is authorized by " + type + ", not " + expected);
    }
    if (type.equals("JWT") == authorizer.isMissingNode()) {
      found.add(route.id() + " with " + way + ": its authorizer does not fit " + type);
    }
  }
}
