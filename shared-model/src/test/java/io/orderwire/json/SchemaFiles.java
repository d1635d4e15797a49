package io.orderwire.json;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import io.orderwire.message.EventData;
import io.orderwire.message.EventMetadata;
import io.orderwire.model.Cart;
import io.orderwire.model.CurrencyCode;
import io.orderwire.model.ExternalId;
import io.orderwire.model.FieldValue;
import io.orderwire.model.Order;
import io.orderwire.model.PlatformId;
import io.orderwire.model.Quantity;
import io.orderwire.model.Reading;
import io.orderwire.model.StoreId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// JSON Schemas (2020-12) generated from the records: one for the order, the cart, and each family
/// of events.
final class SchemaFiles {
  private static final String DECIMAL = "^-?[0-9]{1,30}(\\.[0-9]{1,18})?$";
  private final SchemaGenerator generator;

  SchemaFiles() {
    SchemaGeneratorConfigBuilder config =
        new SchemaGeneratorConfigBuilder(
                Json.codec(), SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
            .with(Option.DEFINITIONS_FOR_ALL_OBJECTS)
            .without(Option.FLATTENED_OPTIONALS, Option.SCHEMA_VERSION_INDICATOR);
    config
        .forFields()
        .withPropertyNameOverrideResolver(
            field ->
                Optional.ofNullable(
                        field.getAnnotationConsideringFieldAndGetter(JsonProperty.class))
                    .map(JsonProperty::value)
                    .orElseGet(
                        () ->
                            PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(
                                field.getDeclaredName())))
        .withTargetTypeOverridesResolver(SchemaFiles::withoutOptional)
        .withRequiredCheck(field -> !field.getRawMember().getType().equals(Optional.class));
    config.forTypesInGeneral().withCustomDefinitionProvider(SchemaFiles::special);
    generator = new SchemaGenerator(config.build());
  }

  /// File name to schema.
  Map<String, JsonNode> all() {
    Map<String, JsonNode> files = new LinkedHashMap<>();
    files.put("order.schema.json", titled("An order", generator.generateSchema(Order.class)));
    files.put("cart.schema.json", titled("A cart", generator.generateSchema(Cart.class)));
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

  private JsonNode event(String detailType, Class<? extends EventData> data) {
    ObjectNode schema = Json.codec().createObjectNode();
    schema.put("type", "object");
    schema.putArray("required").add("metadata").add("data");
    ObjectNode definitions = schema.putObject("$defs");
    ObjectNode properties = schema.putObject("properties");
    for (Map.Entry<String, Class<?>> part :
        List.<Map.Entry<String, Class<?>>>of(
            Map.entry("metadata", EventMetadata.class), Map.entry("data", data))) {
      ObjectNode own = generator.generateSchema(part.getValue());
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

  /// An optional value is absent or there, never null.
  private static @Nullable List<ResolvedType> withoutOptional(FieldScope field) {
    return field.getType().getErasedType() == Optional.class
        ? field.getType().getTypeParameters()
        : null;
  }

  private static @Nullable CustomDefinition special(
      ResolvedType type, SchemaGenerationContext context) {
    Class<?> raw = type.getErasedType();
    ObjectNode schema = context.getGeneratorConfig().createObjectNode();
    if (raw == Reading.class) {
      return new CustomDefinition(reading(type, schema), true);
    }
    if (raw.isEnum()) {
      schema.put("type", "string");
      words(raw, schema.putArray("enum"));
      return new CustomDefinition(schema, true);
    }
    if (raw == FieldValue.class) {
      return new CustomDefinition(schema, true);
    }
    Map<Class<?>, String> patterns =
        Map.of(
            BigDecimal.class,
            DECIMAL,
            Quantity.class,
            DECIMAL,
            StoreId.class,
            "^" + StoreId.PATTERN + "$",
            PlatformId.class,
            "^[a-z][a-z0-9-]{1,31}$",
            CurrencyCode.class,
            "^[A-Z]{3}$");
    String pattern = patterns.get(raw);
    if (pattern != null) {
      return new CustomDefinition(schema.put("type", "string").put("pattern", pattern), true);
    }
    if (raw == ExternalId.class) {
      schema.put("type", "string").put("minLength", 1).put("maxLength", 128);
      return new CustomDefinition(schema, true);
    }
    if (raw == Instant.class) {
      return new CustomDefinition(schema.put("type", "string").put("format", "date-time"), true);
    }
    return null;
  }

  private static ObjectNode reading(ResolvedType type, ObjectNode schema) {
    schema.put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    ArrayNode states = properties.putObject("state").put("type", "string").putArray("enum");
    words(type.getTypeParameters().getFirst().getErasedType(), states);
    states.add("unrecognized");
    properties.putObject("raw").put("type", "string");
    schema.putArray("required").add("state");
    return schema;
  }

  private static void words(Class<?> type, ArrayNode into) {
    Arrays.stream(type.getEnumConstants())
        .map(constant -> Json.toTree(constant).asText().toLowerCase(Locale.ROOT))
        .forEach(into::add);
  }
}
