package io.orderwire.system.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/// One template file: `file` as the repository names it, `root` as [TemplateReader] reads it.
record Template(String file, JsonNode root) {

  /// A declared resource; `whole` is its declaration, with `Type`, `Properties`, `Condition`,
  /// `DeletionPolicy`.
  record Resource(String id, JsonNode whole) {
    String type() {
      return whole.path("Type").asText();
    }

    JsonNode properties() {
      return whole.path("Properties");
    }
  }

  List<Resource> resources() {
    return root.path("Resources").properties().stream()
        .map(entry -> new Resource(entry.getKey(), entry.getValue()))
        .toList();
  }

  List<Resource> resources(String type) {
    return resources().stream().filter(resource -> resource.type().equals(type)).toList();
  }

  Optional<Resource> resource(String id) {
    return resources().stream().filter(resource -> resource.id().equals(id)).findFirst();
  }

  /// The resource that `{"Ref": id}` or `{"Fn::GetAtt": [id, …]}` names.
  Optional<Resource> target(JsonNode reference) {
    if (reference.has("Ref")) {
      return resource(reference.path("Ref").asText());
    }
    return resource(reference.path("Fn::GetAtt").path(0).asText());
  }
}
