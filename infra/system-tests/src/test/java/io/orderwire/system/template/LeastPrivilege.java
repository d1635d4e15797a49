package io.orderwire.system.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// No `*` where a name could stand: every action is named, every resource is one of this stack,
/// every function brings a role of its own (SAM would else attach managed policies that allow their
/// actions on the whole account).
final class LeastPrivilege implements Check {
  /// AWS allows no narrower resource for these; source: the service authorization reference of
  /// X-Ray.
  private static final Set<String> WITHOUT_RESOURCE =
      Set.of("xray:PutTraceSegments", "xray:PutTelemetryRecords");

  /// The one `*` that may stand in a resource: at its end, after a folder within one named
  /// resource.
  private static final Pattern WITHIN_ONE_RESOURCE =
      Pattern.compile("\\$\\{[A-Za-z.]+Arn}/(raw|documents|stream)/\\*");

  @Override
  public List<String> violations(Deployment deployment) {
    List<String> found = new ArrayList<>();
    for (ServerlessFunction function : deployment.functions()) {
      if (!function.properties().path("Role").has("Fn::GetAtt")) {
        found.add(function.id() + " has no role of its own");
      }
      if (function.properties().has("Policies")) {
        found.add(function.id() + " has Policies, which SAM drops beside a Role");
      }
    }
    for (Template.Resource role : deployment.resources("AWS::IAM::Role")) {
      if (role.properties().has("ManagedPolicyArns")) {
        found.add(role.id() + " has managed policies, whose actions are not written here");
      }
      statements(role).forEach(statement -> allowed(role.id(), statement, found));
    }
    return found;
  }

  static Stream<JsonNode> statements(Template.Resource role) {
    return StreamSupport.stream(role.properties().path("Policies").spliterator(), false)
        .flatMap(
            policy ->
                StreamSupport.stream(
                    policy.path("PolicyDocument").path("Statement").spliterator(), false));
  }

  /// The values of a field that may hold one or a list.
  static List<JsonNode> each(JsonNode oneOrMany) {
    return oneOrMany.isArray()
        ? StreamSupport.stream(oneOrMany.spliterator(), false).toList()
        : List.of(oneOrMany);
  }

  private static void allowed(String role, JsonNode statement, List<String> found) {
    if (!statement.path("Effect").asText().equals("Allow")) {
      return;
    }
    String where = role + " " + statement.path("Sid").asText();
    if (statement.has("NotAction") || statement.has("NotResource")) {
      found.add(where + " allows everything but something");
    }
    List<String> actions = each(statement.path("Action")).stream().map(JsonNode::asText).toList();
    actions.stream()
        .filter(action -> action.contains("*"))
        .forEach(action -> found.add(where + " allows " + action));
    for (JsonNode resource : each(statement.path("Resource"))) {
      if (tooWide(resource) && !WITHOUT_RESOURCE.containsAll(actions)) {
        found.add(where + " allows " + actions + " on " + resource);
      }
    }
    if (actions.stream().anyMatch(action -> action.startsWith("kms:"))
        && !namesAnOwner(statement)) {
      found.add(where + " opens credentials without saying of whom");
    }
  }

  /// Whose credentials they are is said by the encryption context.
  static boolean namesAnOwner(JsonNode statement) {
    String condition = statement.path("Condition").toString();
    return condition.contains("kms:EncryptionContext:store")
        || condition.contains("kms:EncryptionContext:subscription")
        || condition.contains("kms:EncryptionContext:platform");
  }

  private static boolean tooWide(JsonNode resource) {
    if (resource.has("Fn::Sub")) {
      String text = resource.path("Fn::Sub").asText();
      return text.contains("*") && !WITHIN_ONE_RESOURCE.matcher(text).matches();
    }
    return resource.isTextual();
  }
}
