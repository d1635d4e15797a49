package io.orderwire.system.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A function runs as the suite is built for: Java 25 on arm64 from a snapshot of a published
/// version, called by its alias, traced, with JSON logs in a group of its own that does not keep
/// them for ever.
final class Functions implements Check {

  @Override
  public List<String> violations(Deployment deployment) {
    List<String> found = new ArrayList<>();
    for (ServerlessFunction function : deployment.functions()) {
      runtime(function, found);
      logs(deployment.main(), function, found);
      answersInTime(deployment.main(), function, found);
    }
    return found;
  }

  private static void runtime(ServerlessFunction function, List<String> found) {
    JsonNode properties = function.properties();
    expect(function, "Runtime", properties.path("Runtime"), "java25", found);
    expect(function, "Architectures", properties.path("Architectures").path(0), "arm64", found);
    expect(
        function,
        "SnapStart",
        properties.path("SnapStart").path("ApplyOn"),
        "PublishedVersions",
        found);
    expect(function, "AutoPublishAlias", properties.path("AutoPublishAlias"), "live", found);
    expect(
        function,
        "AutoPublishAliasAllProperties",
        properties.path("AutoPublishAliasAllProperties"),
        "true",
        found);
    expect(function, "Tracing", properties.path("Tracing"), "Active", found);
    expect(
        function, "LogFormat", properties.path("LoggingConfig").path("LogFormat"), "JSON", found);
    if (!properties.has("MemorySize") || !properties.has("Timeout")) {
      found.add(function.id() + " leaves its memory or timeout to the defaults");
    }
  }

  private static void expect(
      ServerlessFunction function,
      String property,
      JsonNode value,
      String expected,
      List<String> found) {
    if (!value.asText().equals(expected)) {
      found.add(function.id() + ": " + property + " is " + value + ", not " + expected);
    }
  }

  private static void logs(Template main, ServerlessFunction function, List<String> found) {
    Optional<Template.Resource> group =
        main.target(function.properties().path("LoggingConfig").path("LogGroup"))
            .filter(target -> target.type().equals("AWS::Logs::LogGroup"));
    if (group.isEmpty()) {
      found.add(function.id() + " has no log group of its own");
      return;
    }
    if (!group.get().properties().has("RetentionInDays")) {
      found.add(group.get().id() + " keeps logs for ever");
    }
  }

  /// A caller over HTTP waits at most as long as the integration does; a function that runs on
  /// works for nobody.
  private static void answersInTime(
      Template main, ServerlessFunction function, List<String> found) {
    for (Template.Resource integration : main.resources("AWS::ApiGatewayV2::Integration")) {
      JsonNode properties = integration.properties();
      if (!properties
          .path("IntegrationUri")
          .path("Ref")
          .asText()
          .equals(function.id() + ".Alias")) {
        continue;
      }
      int waits = properties.path("TimeoutInMillis").asInt();
      if (waits > 30_000 || function.timeoutSeconds() * 1000 > waits) {
        found.add(function.id() + " may run longer than " + integration.id() + " waits");
      }
    }
  }
}
