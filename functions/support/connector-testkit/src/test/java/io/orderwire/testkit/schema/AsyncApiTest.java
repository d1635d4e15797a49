package io.orderwire.testkit.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.orderwire.json.Json;
import io.orderwire.json.JsonPlaces;
import io.orderwire.json.PublishedDocuments;
import io.orderwire.message.EventType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The published document of the events is of their types as they are, and is one of AsyncAPI 3.
class AsyncApiTest {
  private static final Path ROOT = Path.of("..", "..", "..");
  private static final Path PUBLISHED =
      ROOT.resolve("shared-model/src/main/resources/io/orderwire/schema/asyncapi.json");
  private static final Path FORM = Path.of("src/test/resources/asyncapi/3.0.0-without-id.json");

  private JsonNode document = Json.codec().createObjectNode();

  @BeforeEach
  void generate() throws IOException {
    document = AsyncApiDocument.of(samples());
  }

  @Test
  void theDocumentIsPublished() throws IOException {
    String text = Json.codec().writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n";
    if ("update".equals(System.getProperty("golden"))) {
      assertThat(System.getenv("CI")).as("golden files are not updated where CI is set").isNull();
      Files.writeString(PUBLISHED, text);
    }
    assertThat(text)
        .as("%s (rewrite with -Dgolden=update)", PUBLISHED)
        .isEqualTo(Files.readString(PUBLISHED));
  }

  @Test
  void theDocumentHasTheFormOfAsyncApi() throws IOException {
    JsonSchema form = form();
    assertThat(form.validate(document)).isEmpty();
    ObjectNode broken = document.deepCopy();
    ((ObjectNode) broken.at("/operations/publishToBus")).put("action", "shout");
    assertThat(form.validate(broken)).isNotEmpty();
    ObjectNode wrong = document.deepCopy();
    ((ObjectNode) wrong.at("/components/messages/order.pending/payload")).put("type", "thing");
    assertThat(form.validate(wrong)).isNotEmpty();
  }

  /// On the bus and to URLs, with a sample that fits.
  @Test
  void eachTypeOfEventIsDescribed() {
    for (EventType type : EventType.values()) {
      String name = type.detailType();
      assertThat(document.at("/channels/bus/messages").has(name)).as(name).isTrue();
      assertThat(document.at("/channels/webhooks/messages").has(name + ".webhook")).isTrue();
      JsonNode message = document.at("/components/messages").path(name);
      JsonNode sample = message.at("/examples/0/payload");
      assertThat(fits(message, sample)).as(name).isTrue();
      assertThat(fits(message, without(sample, "/detail/metadata/sequence"))).as(name).isFalse();
      JsonNode webhook = document.at("/components/messages").path(name + ".webhook");
      ObjectNode body = ((ObjectNode) sample.path("detail")).deepCopy();
      body.put("type", name).put("timestamp", sample.path("time").asText());
      assertThat(fits(webhook, body)).as(name).isTrue();
      assertThat(fits(webhook, body.deepCopy().put("type", "another"))).as(name).isFalse();
    }
  }

  @Test
  void everyReferenceLeadsSomewhereAndEverySchemaIsUsed() {
    TreeSet<String> used = new TreeSet<>();
    JsonPlaces.leaves(document)
        .forEach(
            (place, value) -> {
              if (place.endsWith("/$ref")) {
                used.add(value.asText().substring(1));
                assertThat(document.at(value.asText().substring(1)).isObject()).as(place).isTrue();
              }
            });
    for (String kind : new String[] {"schemas", "messages"}) {
      document
          .at("/components/" + kind)
          .fieldNames()
          .forEachRemaining(name -> assertThat(used).contains("/components/" + kind + "/" + name));
    }
  }

  @Test
  void theLibraryHasIt() throws IOException {
    assertThat(PublishedDocuments.text(PublishedDocuments.ASYNC_API))
        .contains(Files.readString(PUBLISHED));
  }

  private boolean fits(JsonNode message, JsonNode payload) {
    ObjectNode schema = ((ObjectNode) message.path("payload")).deepCopy();
    schema.set("components", document.path("components"));
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
        .getSchema(schema)
        .validate(payload)
        .isEmpty();
  }

  private static JsonNode without(JsonNode sample, String place) {
    return JsonPlaces.with(sample, place, Optional.empty());
  }

  private static JsonSchema form() throws IOException {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
        .getSchema(Json.tree(Files.readAllBytes(FORM)));
  }

  /// The first sample of each type.
  private static Map<EventType, JsonNode> samples() throws IOException {
    Map<EventType, JsonNode> samples = new EnumMap<>(EventType.class);
    try (Stream<Path> files = Files.list(ROOT.resolve("events/bus"))) {
      for (Path file : files.sorted().toList()) {
        JsonNode sample = Json.tree(Files.readAllBytes(file));
        Stream.of(EventType.values())
            .filter(type -> type.detailType().equals(sample.path("detail-type").asText()))
            .forEach(type -> samples.putIfAbsent(type, sample));
      }
    }
    return samples;
  }
}
