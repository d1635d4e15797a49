package io.orderwire.storeapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.orderwire.storeapi.Api.Answer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Holds every answer that a test gets against the document: its status, its headers, its type and
/// its body.
final class Documented {
  private static final List<Operation> OPERATIONS = Operations.all();
  private static final JsonNode DOCUMENT = OpenApiDocument.of(OPERATIONS);
  private static final Map<String, JsonSchema> SCHEMAS = new ConcurrentHashMap<>();

  private Documented() {}

  static void check(String method, String path, Answer answer) {
    operation(method, path).ifPresent(operation -> check(operation, answer));
  }

  /// The first that fits, as the router takes it.
  private static Optional<Operation> operation(String method, String path) {
    List<String> segments = segments(path);
    return OPERATIONS.stream()
        .filter(operation -> operation.method().equals(method))
        .filter(operation -> fits(segments(operation.path()), segments))
        .findFirst();
  }

  private static List<String> segments(String path) {
    return Arrays.stream(path.split("/")).filter(segment -> !segment.isEmpty()).toList();
  }

  private static boolean fits(List<String> pattern, List<String> segments) {
    if (pattern.size() != segments.size()) {
      return false;
    }
    for (int place = 0; place < pattern.size(); place++) {
      if (!pattern.get(place).startsWith("{") && !pattern.get(place).equals(segments.get(place))) {
        return false;
      }
    }
    return true;
  }

  private static void check(Operation operation, Answer answer) {
    String what = operation.route() + " " + answer.status();
    JsonNode response =
        resolved(
            DOCUMENT
                .path("paths")
                .path(operation.path())
                .path(operation.method().toLowerCase(Locale.ROOT))
                .path("responses")
                .path(Integer.toString(answer.status())));
    assertThat(response.isObject()).as("%s is described", what).isTrue();
    assertThat(answer.headers().keySet())
        .as(what)
        .allMatch(name -> name.equals("content-type") || response.path("headers").has(name));
    JsonNode content = response.path("content");
    assertThat(content.isMissingNode()).as(what).isEqualTo(answer.text().isEmpty());
    if (!answer.text().isEmpty()) {
      JsonNode schema = content.path(answer.headers().get("content-type")).path("schema");
      assertThat(schema.isObject()).as("%s has its type", what).isTrue();
      assertThat(SCHEMAS.computeIfAbsent(what, any -> compiled(schema)).validate(answer.json()))
          .as(what)
          .isEmpty();
    }
  }

  private static JsonNode resolved(JsonNode response) {
    return response.has("$ref")
        ? DOCUMENT.at(response.path("$ref").asText().substring(1))
        : response;
  }

  private static JsonSchema compiled(JsonNode schema) {
    ObjectNode whole = schema.deepCopy();
    whole.set("components", DOCUMENT.path("components"));
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(whole);
  }
}
