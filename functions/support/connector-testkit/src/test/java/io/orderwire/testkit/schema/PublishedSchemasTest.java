package io.orderwire.testkit.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.json.Json;
import io.orderwire.json.PublishedDocuments;
import io.orderwire.message.EventData;
import io.orderwire.message.EventMetadata;
import io.orderwire.model.Cart;
import io.orderwire.model.Order;
import io.orderwire.testkit.RecordSchemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The schemas that shared-model publishes: one for the order, the cart, and each family of events.
class PublishedSchemasTest {
  private static final Path PUBLISHED =
      Path.of("..", "..", "..", "shared-model/src/main/resources/io/orderwire/schema");
  private static final RecordSchemas SCHEMAS = RecordSchemas.ofModel();

  @Test
  void thePublishedSchemasAreThoseThatTheLibraryNames() {
    assertThat(all().keySet()).containsExactlyElementsOf(PublishedDocuments.SCHEMAS);
    assertThat(PublishedDocuments.SCHEMAS)
        .allSatisfy(name -> assertThat(PublishedDocuments.text(name)).isPresent());
    assertThat(PublishedDocuments.text("../json/Json.class")).isEmpty();
  }

  @TestFactory
  Stream<DynamicTest> publishedSchemasAreThoseOfTheRecords() {
    return all().entrySet().stream()
        .map(file -> DynamicTest.dynamicTest(file.getKey(), () -> isPublished(file)));
  }

  private static void isPublished(Map.Entry<String, JsonNode> file) throws IOException {
    Path path = PUBLISHED.resolve(file.getKey());
    String text =
        Json.codec().writerWithDefaultPrettyPrinter().writeValueAsString(file.getValue()) + "\n";
    if ("update".equals(System.getProperty("golden"))) {
      assertThat(System.getenv("CI")).as("golden files are not updated where CI is set").isNull();
      Files.createDirectories(PUBLISHED);
      Files.writeString(path, text);
    }
    assertThat(text)
        .as("%s (rewrite with -Dgolden=update)", path)
        .isEqualTo(Files.readString(path));
  }

  /// File name to schema.
  private static Map<String, JsonNode> all() {
    Map<String, JsonNode> files = new LinkedHashMap<>();
    files.put("order.schema.json", titled("An order", SCHEMAS.of(Order.class)));
    files.put("cart.schema.json", titled("A cart", SCHEMAS.of(Cart.class)));
    files.put("event-order.schema.json", event("order.*", EventData.OrderChange.class));
    files.put("event-cart.schema.json", event("cart.*", EventData.CartChange.class));
    files.put("event-customer.schema.json", event("customer.*", EventData.CustomerChange.class));
    files.put(
        "event-store-health.schema.json",
        event("store.health_changed", EventData.StoreHealth.class));
    files.put(
        "event-store-reconciled.schema.json",
        event("store.reconciled", EventData.Reconciled.class));
    files.put(
        "event-receipt-quarantined.schema.json",
        event("receipt.quarantined", EventData.Quarantined.class));
    files.put(
        "event-schema-drifted.schema.json", event("schema.drifted", EventData.SchemaDrift.class));
    return files;
  }

  private static JsonNode event(String detailType, Class<? extends EventData> data) {
    ObjectNode schema = Json.codec().createObjectNode();
    schema.put("type", "object");
    schema.putArray("required").add("metadata").add("data");
    ObjectNode definitions = schema.putObject("$defs");
    ObjectNode properties = schema.putObject("properties");
    for (Map.Entry<String, Class<?>> part :
        List.<Map.Entry<String, Class<?>>>of(
            Map.entry("metadata", EventMetadata.class), Map.entry("data", data))) {
      ObjectNode own = SCHEMAS.of(part.getValue());
      Optional.ofNullable(own.remove("$defs"))
          .ifPresent(inner -> definitions.setAll((ObjectNode) inner));
      properties.set(part.getKey(), own);
    }
    return titled("The detail of a " + detailType + " event", schema);
  }

  private static ObjectNode titled(String title, JsonNode schema) {
    ObjectNode titled = Json.codec().createObjectNode();
    titled.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    titled.put("title", title);
    titled.setAll((ObjectNode) schema);
    return titled;
  }
}
