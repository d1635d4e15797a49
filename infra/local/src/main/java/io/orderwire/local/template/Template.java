package io.orderwire.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// One template file as written: its sections, nothing resolved yet.
///
/// Source: CloudFormation "Template anatomy" and SAM "Template anatomy".
public record Template(Path file, JsonNode root) {
  private static final Set<String> SECTIONS =
      Set.of(
          "AWSTemplateFormatVersion",
          "Description",
          "Metadata",
          "Parameters",
          "Rules",
          "Mappings",
          "Conditions",
          "Transform",
          "Globals",
          "Resources",
          "Outputs");

  /// Reads and checks the outline; a broken file is a {@link TemplateException} of one line.
  public static Template load(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    JsonNode root = TemplateYaml.read(absolute);
    Template template = new Template(absolute, root);
    if (!root.isObject()) {
      throw template.problem("a template is a mapping with a Resources section");
    }
    root.fieldNames()
        .forEachRemaining(
            section -> {
              if (!SECTIONS.contains(section)) {
                throw template.problem(
                    "unknown section " + section + "; known are " + new TreeSet<>(SECTIONS));
              }
            });
    if (!root.path("Resources").isObject() || root.path("Resources").isEmpty()) {
      throw template.problem("there is no Resources section");
    }
    template.resources().values().forEach(template::check);
    return template;
  }

  private void check(Resource resource) {
    if (resource.type().isEmpty()) {
      throw problem("Resources." + resource.logicalId() + ": Type is missing");
    }
  }

  public String fileName() {
    return file.getFileName().toString();
  }

  /// Resources by logical id, in file order.
  public Map<String, Resource> resources() {
    Map<String, Resource> resources = new LinkedHashMap<>();
    root.path("Resources")
        .properties()
        .forEach(
            entry ->
                resources.put(
                    entry.getKey(),
                    new Resource(
                        entry.getKey(),
                        entry.getValue().path("Type").asText(""),
                        entry.getValue())));
    return Collections.unmodifiableMap(resources);
  }

  JsonNode section(String name) {
    JsonNode section = root.path(name);
    return section.isObject() ? section : MissingNode.getInstance();
  }

  /// SAM's `Globals` for one kind, such as `Function`; missing when there are none.
  public JsonNode globals(String kind) {
    return section("Globals").path(kind);
  }

  public TemplateException problem(String message) {
    return new TemplateException(fileName() + ": " + message);
  }

  /// A resource as written.
  ///
  /// @param type for example `AWS::SQS::Queue`
  /// @param body the whole resource, with `Properties`, `Condition`, `DependsOn`
  public record Resource(String logicalId, String type, JsonNode body) {
    public JsonNode properties() {
      return body.path("Properties");
    }
  }
}
