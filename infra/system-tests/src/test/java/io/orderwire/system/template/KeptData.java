package io.orderwire.system.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What holds data outlives the stack, can be restored, is encrypted, and is private.
final class KeptData implements Check {
  private static final Set<String> HOLDS_DATA =
      Set.of("AWS::DynamoDB::Table", "AWS::S3::Bucket", "AWS::KMS::Key", "AWS::S3::BucketPolicy");

  @Override
  public List<String> violations(Deployment deployment) {
    List<String> found = new ArrayList<>();
    for (Template template : deployment.templates()) {
      for (Template.Resource resource : template.resources()) {
        if (HOLDS_DATA.contains(resource.type())) {
          retained(resource, found);
        }
        switch (resource.type()) {
          case "AWS::DynamoDB::Table" -> table(resource, found);
          case "AWS::S3::Bucket" -> bucket(template, resource, found);
          case "AWS::KMS::Key" -> key(resource, found);
          default -> {}
        }
      }
    }
    return found;
  }

  private static void retained(Template.Resource resource, List<String> found) {
    for (String policy : List.of("DeletionPolicy", "UpdateReplacePolicy")) {
      if (!resource.whole().path(policy).asText().equals("Retain")) {
        found.add(resource.id() + " holds data but its " + policy + " is not Retain");
      }
    }
  }

  private static void table(Template.Resource table, List<String> found) {
    JsonNode properties = table.properties();
    if (!properties.path("BillingMode").asText().equals("PAY_PER_REQUEST")) {
      found.add(table.id() + " is not on demand");
    }
    if (!properties
        .path("PointInTimeRecoverySpecification")
        .path("PointInTimeRecoveryEnabled")
        .asBoolean()) {
      found.add(table.id() + " cannot be restored to a point in time");
    }
  }

  private static void bucket(Template template, Template.Resource bucket, List<String> found) {
    JsonNode properties = bucket.properties();
    if (!properties.has("BucketEncryption")) {
      found.add(bucket.id() + " is not encrypted");
    }
    if (!properties.path("VersioningConfiguration").path("Status").asText().equals("Enabled")) {
      found.add(bucket.id() + " forgets what is overwritten");
    }
    JsonNode blocks = properties.path("PublicAccessBlockConfiguration");
    long blocked =
        blocks.properties().stream().map(Map.Entry::getValue).filter(JsonNode::asBoolean).count();
    if (blocked != 4) {
      found.add(bucket.id() + " could be made public");
    }
    boolean onlyTls =
        template.resources("AWS::S3::BucketPolicy").stream()
            .filter(
                policy ->
                    template
                        .target(policy.properties().path("Bucket"))
                        .equals(java.util.Optional.of(bucket)))
            .map(policy -> policy.properties().path("PolicyDocument").path("Statement").path(0))
            .anyMatch(
                statement ->
                    statement.path("Effect").asText().equals("Deny")
                        && statement
                            .path("Condition")
                            .path("Bool")
                            .path("aws:SecureTransport")
                            .asText()
                            .equals("false"));
    if (!onlyTls) {
      found.add(bucket.id() + " answers without TLS");
    }
  }

  private static void key(Template.Resource key, List<String> found) {
    if (!key.properties().path("EnableKeyRotation").asBoolean()) {
      found.add(key.id() + " is never rotated");
    }
    for (JsonNode statement : key.properties().path("KeyPolicy").path("Statement")) {
      String actions = statement.path("Action").toString();
      boolean opens = actions.contains("*") || actions.contains("Decrypt");
      if (opens && !LeastPrivilege.namesAnOwner(statement)) {
        found.add(key.id() + " opens credentials without saying of whom");
      }
    }
  }
}
