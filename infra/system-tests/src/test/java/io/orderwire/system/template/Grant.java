package io.orderwire.system.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Set;

/// One action on one resource. A resource is named as the templates do: `OrdersTable`,
/// `StoresTable/index/by-kind`, `RawBucket/raw/*`; `*` where AWS knows no resource.
record Grant(String action, String resource) implements Comparable<Grant> {

  /// What the role of a function allows, statement by statement.
  static Set<Grant> of(Deployment deployment, ServerlessFunction function) {
    Template.Resource role =
        deployment.main().target(function.properties().path("Role")).orElseThrow();
    Set<Grant> grants = new LinkedHashSet<>();
    LeastPrivilege.statements(role)
        .forEach(
            statement -> {
              for (JsonNode action : LeastPrivilege.each(statement.path("Action"))) {
                for (JsonNode resource : LeastPrivilege.each(statement.path("Resource"))) {
                  grants.add(new Grant(action.asText(), name(resource)));
                }
              }
            });
    return grants;
  }

  private static String name(JsonNode resource) {
    if (resource.has("Fn::GetAtt")) {
      JsonNode parts = resource.path("Fn::GetAtt");
      return bare(parts.path(0).asText() + "." + parts.path(1).asText());
    }
    if (resource.has("Fn::Sub")) {
      String text = resource.path("Fn::Sub").asText();
      int end = text.indexOf('}');
      return bare(text.substring(2, end)) + text.substring(end + 1);
    }
    return resource.asText();
  }

  /// `OrdersTable` of `Storage.Outputs.OrdersTableArn`, `IntakeQueue` of `IntakeQueue.Arn`.
  private static String bare(String attribute) {
    return attribute.replaceFirst("^Storage\\.Outputs\\.", "").replaceFirst("\\.?Arn$", "");
  }

  @Override
  public int compareTo(Grant other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return action + " on " + resource;
  }
}
