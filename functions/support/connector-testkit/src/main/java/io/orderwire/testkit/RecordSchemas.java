package io.orderwire.testkit;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaBuilder;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import io.orderwire.json.Json;
import io.orderwire.model.CurrencyCode;
import io.orderwire.model.ExternalId;
import io.orderwire.model.FieldValue;
import io.orderwire.model.PlatformId;
import io.orderwire.model.Quantity;
import io.orderwire.model.Reading;
import io.orderwire.model.StoreId;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// JSON Schemas (2020-12) of records, as the codec writes these.
public final class RecordSchemas {
  private static final String DECIMAL = "^-?[0-9]{1,30}(\\.[0-9]{1,18})?$";
  private final SchemaGenerator generator;

  /// Of the model: each type is called by its own name.
  public static RecordSchemas ofModel() {
    return new RecordSchemas(config());
  }

  /// Of an API: a type within another is called by both names.
  public static RecordSchemas ofApi() {
    SchemaGeneratorConfigBuilder config =
        config().with(Option.PLAIN_DEFINITION_KEYS, Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES);
    config
        .forTypesInGeneral()
        .withDefinitionNamingStrategy(
            (key, context) -> qualified(key.getType().getErasedType(), key.getType()));
    return new RecordSchemas(config);
  }

  private RecordSchemas(SchemaGeneratorConfigBuilder config) {
    generator = new SchemaGenerator(config.build());
  }

  /// The schema of one type, with those that it needs under `$defs`.
  public ObjectNode of(Type type) {
    return generator.generateSchema(type);
  }

  /// Schemas of several types that share what they need.
  public SchemaBuilder together() {
    return generator.buildMultipleSchemaDefinitions();
  }

  private static String qualified(Class<?> type, ResolvedType whole) {
    String own =
        Optional.<Class<?>>ofNullable(type.getEnclosingClass())
            .map(outer -> outer.getSimpleName() + "." + type.getSimpleName())
            .orElse(type.getSimpleName());
    return whole.getTypeParameters().stream()
        .map(parameter -> "." + parameter.getErasedType().getSimpleName())
        .collect(Collectors.joining("", own, ""));
  }

  private static SchemaGeneratorConfigBuilder config() {
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
        .withTargetTypeOverridesResolver(RecordSchemas::withoutOptional)
        .withRequiredCheck(field -> !field.getRawMember().getType().equals(Optional.class));
    config.forTypesInGeneral().withCustomDefinitionProvider(RecordSchemas::special);
    return config;
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
    if (raw == FieldValue.class || raw == JsonNode.class) {
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
    if (raw.isSealed() && raw.isInterface()) {
      ArrayNode choices = schema.putArray("oneOf");
      for (Class<?> choice : raw.getPermittedSubclasses()) {
        choices.add(context.createDefinitionReference(context.getTypeContext().resolve(choice)));
      }
      return new CustomDefinition(schema);
    }
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
    if (hasOneValue(raw)) {
      return new CustomDefinition(schema.put("type", "string"), true);
    }
    return null;
  }

  /// A record that is written as the text that it holds.
  private static boolean hasOneValue(Class<?> type) {
    return type.isRecord()
        && Arrays.stream(type.getRecordComponents())
            .anyMatch(part -> part.getAccessor().isAnnotationPresent(JsonValue.class));
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
