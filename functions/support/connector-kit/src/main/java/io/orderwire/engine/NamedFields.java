package io.orderwire.engine;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.connector.Mapping;
import io.orderwire.connector.OrderMapper;
import io.orderwire.connector.PlatformOrder;
import io.orderwire.connector.RawReads;
import io.orderwire.connector.StoreContext;
import io.orderwire.json.FieldValues;
import io.orderwire.model.CustomField;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// A mapper that also takes the custom fields which the store's mapping points to: each becomes a
/// typed field of the order, in place of a field of that name that the platform may have.
///
/// A pointer that finds nothing (or null, or blank text) gives no field and is no finding. Where a
/// document does not even have the pointer's first member it is of another dialect of the platform,
/// such as Shopify's webhook beside its GraphQL node, and cannot state the field at all.
public record NamedFields(OrderMapper mapper) implements OrderMapper {
  private static final String RULE = "store_mapping";

  @Override
  public Mapping<PlatformOrder> map(JsonNode document, StoreContext store, RawReads reads) {
    Map<String, String> pointers = store.mapping().customFields();
    if (pointers.isEmpty()) {
      return mapper.map(document, store, reads);
    }
    // before the mapper: where it reads the place too, its own rule is the one to tell
    pointers.values().stream()
        .filter(pointer -> reads.tracked() && !document.at(pointer).isMissingNode())
        .forEach(pointer -> reads.read(pointer, RULE));
    return switch (mapper.map(document, store, reads)) {
      case Mapping.Normalized<PlatformOrder> normalized -> extended(normalized, document, pointers);
      case Mapping.Ignored<PlatformOrder> ignored -> ignored;
      case Mapping.Quarantined<PlatformOrder> quarantined -> quarantined;
    };
  }

  private static Mapping<PlatformOrder> extended(
      Mapping.Normalized<PlatformOrder> normalized,
      JsonNode document,
      Map<String, String> pointers) {
    List<CustomField> named = new ArrayList<>();
    Set<String> elsewhere = new TreeSet<>();
    pointers.forEach(
        (name, text) -> {
          JsonPointer pointer = JsonPointer.compile(text);
          JsonNode value = document.at(pointer);
          if (saysSomething(value)) {
            named.add(new CustomField(name, FieldValues.of(value)));
          } else if (isOfAnotherDialect(document, pointer)) {
            elsewhere.add(name);
          }
        });
    List<CustomField> fields =
        new ArrayList<>(
            normalized.value().customFields().stream()
                .filter(field -> named.stream().noneMatch(own -> own.name().equals(field.name())))
                .toList());
    fields.addAll(named);
    return new Mapping.Normalized<>(
        normalized.value().withCustomFields(fields),
        normalized.findings(),
        normalized.unstated(),
        elsewhere);
  }

  private static boolean saysSomething(JsonNode value) {
    return !value.isMissingNode()
        && !value.isNull()
        && !(value.isTextual() && value.textValue().isBlank());
  }

  private static boolean isOfAnotherDialect(JsonNode document, JsonPointer pointer) {
    return document.isObject()
        && !pointer.matches()
        && !document.has(pointer.getMatchingProperty());
  }
}
