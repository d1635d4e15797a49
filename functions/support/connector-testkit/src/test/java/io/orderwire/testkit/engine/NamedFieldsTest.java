package io.orderwire.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.connector.Mapping;
import io.orderwire.connector.PlatformOrder;
import io.orderwire.connector.StoreContext;
import io.orderwire.connector.StoreMapping;
import io.orderwire.engine.Explainer;
import io.orderwire.engine.NamedFields;
import io.orderwire.model.CustomField;
import io.orderwire.model.FieldValue;
import io.orderwire.model.StoreId;
import io.orderwire.testkit.TestConnector;
import io.orderwire.testkit.TestShop;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The custom fields that a store's mapping points to.
class NamedFieldsTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  @Test
  void aFieldHasTheTypeOfItsRawValue() {
    ObjectNode order = TestShop.order("1", NOON, "paid");
    order.putObject("erp").put("ref", "A-7").put("weight", new BigDecimal("1.50"));
    order.withObject("/erp").put("gift", true).putArray("tags").add("x").add(2);
    assertThat(
            fields(
                order,
                Map.of(
                    "ref",
                    "/erp/ref",
                    "weight",
                    "/erp/weight",
                    "gift",
                    "/erp/gift",
                    "tags",
                    "/erp/tags")))
        .containsExactlyInAnyOrder(
            new CustomField("ref", new FieldValue.Text("A-7")),
            new CustomField("weight", new FieldValue.Decimal(new BigDecimal("1.5"))),
            new CustomField("gift", new FieldValue.Bool(true)),
            new CustomField("tags", new FieldValue.Json("[\"x\",2]")));
  }

  @Test
  void aPointerThatFindsNothingGivesNoFieldAndNoFinding() {
    ObjectNode order = TestShop.order("1", NOON, "paid").put("note", " ");
    order.putObject("erp").putNull("ref");
    Mapping.Normalized<PlatformOrder> mapped =
        map(order, Map.of("ref", "/erp/ref", "note", "/note", "gone", "/erp/gone", "deep", "/x/1"));
    assertThat(mapped.value().customFields()).isEmpty();
    assertThat(mapped.findings()).isEmpty();
    assertThat(mapped.unstatedFields()).containsExactly("deep");
  }

  @Test
  void thePointerExplainsTheField() {
    ObjectNode order = TestShop.order("1", NOON, "paid");
    order.putArray("attributes").addObject().put("value", "A-7");
    Explainer.Explanation explanation =
        new Explainer(
                TestConnector.create().orders(), context(Map.of("ref", "/attributes/0/value")))
            .explain(order)
            .orElseThrow();
    assertThat(explanation.origins().get("/custom_fields/0/value"))
        .containsExactly(new Explainer.Origin("/attributes/0/value", "store_mapping"));
    assertThat(explanation.unread()).doesNotContain("/attributes/0/value");
  }

  private static Iterable<CustomField> fields(JsonNode order, Map<String, String> pointers) {
    return map(order, pointers).value().customFields();
  }

  private static Mapping.Normalized<PlatformOrder> map(
      JsonNode order, Map<String, String> pointers) {
    return (Mapping.Normalized<PlatformOrder>)
        new NamedFields(TestConnector.create().orders()).map(order, context(pointers));
  }

  private static StoreContext context(Map<String, String> pointers) {
    return new StoreContext(
        new StoreId("acme-eu"),
        TestConnector.PLATFORM,
        URI.create("https://shop.example"),
        new StoreMapping(
            2, Map.of(), Map.of(), Map.of(), pointers, StoreMapping.Policies.standard()),
        Map.of());
  }
}
