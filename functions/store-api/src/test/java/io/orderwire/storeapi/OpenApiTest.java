package io.orderwire.storeapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import io.orderwire.json.Json;
import io.orderwire.json.JsonPlaces;
import io.orderwire.storeapi.Api.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The published document is of the routes as they are, and is one of OpenAPI 3.1. That what is
/// answered fits it is seen by every other test: [Documented].
class OpenApiTest {
  private static final Path PUBLISHED =
      Path.of("src/main/resources/io/orderwire/storeapi/openapi.json");

  private final Api api = new Api();
  private final JsonNode document = OpenApiDocument.of(Operations.all());

  @BeforeEach
  void connect() {
    api.post("/v1/stores", Api.SHOPIFY);
  }

  @Test
  void theDocumentIsPublished() throws IOException {
    String text = Json.codec().writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n";
    if ("update".equals(System.getProperty("golden"))) {
      assertThat(System.getenv("CI")).as("golden files are not updated where CI is set").isNull();
      Files.createDirectories(PUBLISHED.getParent());
      Files.writeString(PUBLISHED, text);
    }
    assertThat(text)
        .as("%s (rewrite with -Dgolden=update)", PUBLISHED)
        .isEqualTo(Files.readString(PUBLISHED));
  }

  @Test
  void theDocumentIsAnswered() {
    Answer answer = api.get("/openapi.json");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().at("/openapi").asText()).startsWith("3.1.");
    assertThat(answer.json().at("/paths")).isEqualTo(document.at("/paths"));
  }

  /// But for the console's pages and files and the platforms' callbacks, which are for browsers and
  /// for shops.
  @Test
  void eachRouteIsDescribedAndNothingElse() {
    assertThat(Operations.all().stream().map(Operation::route))
        .containsExactlyInAnyOrderElementsOf(
            api.routes().stream().filter(route -> !isOfBrowsers(route)).toList());
  }

  private static boolean isOfBrowsers(String route) {
    return route.equals("GET /")
        || route.startsWith("GET /console")
        || route.endsWith(" /authorizations/{platform}");
  }

  @Test
  void theDocumentHasTheFormOfOpenApi() throws IOException {
    JsonNode form =
        Json.tree(Files.readAllBytes(Path.of("src/test/resources/openapi-form.schema.json")));
    assertThat(
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(form)
                .validate(document))
        .isEmpty();
    assertThat(
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"))
                .validate(withSchemasAsDefinitions()))
        .isEmpty();
  }

  private JsonNode withSchemasAsDefinitions() {
    return Json.codec().createObjectNode().set("$defs", document.at("/components/schemas"));
  }

  @Test
  void everyReferenceLeadsSomewhereAndEveryComponentIsUsed() {
    TreeSet<String> used = new TreeSet<>();
    JsonPlaces.leaves(document)
        .forEach(
            (place, value) -> {
              if (place.endsWith("/$ref")) {
                used.add(value.asText().substring(1));
                assertThat(document.at(value.asText().substring(1)).isObject()).as(place).isTrue();
              }
            });
    for (String kind : List.of("schemas", "responses", "headers")) {
      document
          .at("/components/" + kind)
          .fieldNames()
          .forEachRemaining(name -> assertThat(used).contains("/components/" + kind + "/" + name));
    }
  }

  @Test
  void operationsHaveNamesOfTheirOwn() {
    List<String> ids = Operations.all().stream().map(Operation::id).toList();
    assertThat(ids).doesNotHaveDuplicates();
  }

  /// The forms know the fields that are described, and no others.
  @Test
  void whatIsSentIsWhatTheFormsKnow() {
    String subscription =
        api.post("/v1/subscriptions", "{\"url\": \"https://hooks.example.com/orders\"}")
            .json()
            .at("/id")
            .asText();
    for (Operation operation : Operations.all()) {
      operation
          .body()
          .ifPresent(
              type -> {
                String path =
                    operation
                        .path()
                        .replace(
                            "{id}",
                            operation.path().contains("subscriptions") ? subscription : "acme-eu")
                        .replace("{customerId}", "c")
                        .replace("{platform}", "shopify");
                assertThat(known(operation.method(), path, "", ""))
                    .as(operation.route())
                    .isEqualTo(fields(type));
              });
    }
    assertThat(known("PATCH", "/v1/stores/acme-eu", "{\"mapping\": ", "}"))
        .isEqualTo(fields(Requests.Mapping.class));
    assertThat(known("PATCH", "/v1/stores/acme-eu", "{\"mapping\": {\"policies\": ", "}}"))
        .isEqualTo(fields(Requests.Policies.class));
  }

  private List<String> known(String method, String path, String before, String after) {
    Answer refused = api.ask(method, path, before + "{\"no_such_field\": 1}" + after);
    for (JsonNode error : refused.json().at("/errors")) {
      if (error.at("/pointer").asText().endsWith("/no_such_field")) {
        return Arrays.stream(error.at("/remedy").asText().replace("known are ", "").split(", "))
            .sorted()
            .toList();
      }
    }
    return List.of(refused.text());
  }

  private List<String> fields(Class<?> type) {
    List<String> names = new ArrayList<>();
    document
        .at("/components/schemas/Requests." + type.getSimpleName() + "/properties")
        .fieldNames()
        .forEachRemaining(names::add);
    return names.stream().sorted().toList();
  }
}
