package io.orderwire.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.orderwire.connector.Mapping;
import io.orderwire.connector.OrderMapper;
import io.orderwire.connector.PlatformOrder;
import io.orderwire.connector.RawReads;
import io.orderwire.connector.StoreContext;
import io.orderwire.json.Changes;
import io.orderwire.json.Json;
import io.orderwire.json.JsonPlaces;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Explains where the values of a mapped order come from: which raw values each one depends on, and
/// which raw values nobody read.
///
/// Dependence is found by changing one raw value at a time and mapping again, so it is what the
/// mapper does and not what it says. It costs two or three mappings per raw leaf: for people who
/// look at one order, never for the hot path.
public final class Explainer {
  private static final JsonNode NO_CODE = DecimalNode.valueOf(BigDecimal.valueOf(-7));
  private static final Duration SHIFT = Duration.ofDays(1).plusSeconds(1);

  /// A raw value that a canonical value depends on: its JSON pointer and how it is read.
  public record Origin(String rawPointer, String rule) {}

  /// The explanation of one document.
  ///
  /// @param origins canonical leaf (JSON pointer into the mapped order) to its origins, the most
  /// specific first
  /// @param unread raw leaves that were neither read nor dropped by a named policy
  public record Explanation(Map<String, List<Origin>> origins, List<String> unread) {
    public Explanation {
      origins = Collections.unmodifiableMap(new LinkedHashMap<>(origins));
      unread = List.copyOf(unread);
    }
  }

  private final OrderMapper mapper;
  private final StoreContext store;
  private final Canonical canonical;

  /// What is explained of a mapped order; empty if there is nothing.
  @FunctionalInterface
  interface Canonical {
    Optional<? extends Record> of(Mapping.Normalized<PlatformOrder> mapped);
  }

  /// What a document maps to, and what is explained of that.
  private record Read(Mapping.Normalized<PlatformOrder> mapped, Record made) {}

  public Explainer(OrderMapper mapper, StoreContext store) {
    this(mapper, store, mapped -> Optional.of(mapped.value()));
  }

  /// Explains what is made of the mapped order instead of the mapped order itself.
  Explainer(OrderMapper mapper, StoreContext store, Canonical canonical) {
    this.mapper = new NamedFields(mapper);
    this.store = store;
    this.canonical = canonical;
  }

  /// Empty if the document does not map to an order.
  public Optional<Explanation> explain(JsonNode document) {
    Map<String, String> rules = new TreeMap<>();
    return mapped(document, rules::put)
        .flatMap(mapped -> canonical.of(mapped).map(made -> new Read(mapped, made)))
        .map(read -> new Explanation(origins(document, read, rules), unread(document, rules)));
  }

  /// The raw values that nobody read, without asking where each canonical one comes from: one
  /// mapping instead of two for each raw value. Empty if the document does not map to an order.
  public Optional<List<String>> unread(JsonNode document) {
    Map<String, String> rules = new TreeMap<>();
    return mapped(document, rules::put).map(mapped -> unread(document, rules));
  }

  private Optional<Mapping.Normalized<PlatformOrder>> mapped(JsonNode document, RawReads reads) {
    return mapper.map(document, store, reads) instanceof Mapping.Normalized<PlatformOrder> mapped
        ? Optional.of(mapped)
        : Optional.empty();
  }

  private Map<String, List<Origin>> origins(
      JsonNode document, Read read, Map<String, String> rules) {
    Map<String, Set<String>> influences = new LinkedHashMap<>();
    JsonPlaces.leaves(document)
        .forEach((place, leaf) -> influences.put(place, influenced(document, place, leaf, read)));
    Map<String, List<Origin>> origins = new LinkedHashMap<>();
    JsonPlaces.leaves(Json.toTree(read.made()))
        .keySet()
        .forEach(leaf -> origins.put(leaf, new ArrayList<>()));
    influences.entrySet().stream()
        .sorted(Comparator.comparingInt(influence -> influence.getValue().size()))
        .forEach(
            influence -> {
              Origin origin =
                  new Origin(
                      influence.getKey(), ruleOf(influence.getKey(), rules).orElse("presence"));
              influence
                  .getValue()
                  .forEach(leaf -> origins.getOrDefault(leaf, new ArrayList<>()).add(origin));
            });
    return origins;
  }

  private Set<String> influenced(JsonNode document, String place, JsonNode leaf, Read before) {
    Set<String> influenced = new TreeSet<>();
    others(leaf)
        .map(value -> JsonPlaces.with(document, place, value))
        .flatMap(changed -> mapped(changed, RawReads.UNTRACKED).stream())
        // of the same the same is made
        .filter(mapped -> !mapped.equals(before.mapped()))
        .flatMap(mapped -> canonical.of(mapped).stream())
        .forEach(after -> influenced.addAll(Changes.leaves(before.made(), after)));
    return influenced;
  }

  /// Another value, none, and for a number that may be a code one that is none.
  private static Stream<Optional<JsonNode>> others(JsonNode leaf) {
    Stream<Optional<JsonNode>> others = Stream.of(Optional.of(changed(leaf)), Optional.empty());
    return leaf.isIntegralNumber()
        ? Stream.concat(others, Stream.of(Optional.of(NO_CODE)))
        : others;
  }

  /// Another value of the same kind, so that the mapper takes the same way.
  private static JsonNode changed(JsonNode leaf) {
    if (leaf.isBoolean()) {
      return BooleanNode.valueOf(!leaf.booleanValue());
    }
    if (leaf.isNumber()) {
      return DecimalNode.valueOf(leaf.decimalValue().add(BigDecimal.ONE));
    }
    return TextNode.valueOf(changed(leaf.asText()));
  }

  private static String changed(String text) {
    try {
      return new BigDecimal(text.strip()).add(BigDecimal.ONE).toPlainString();
    } catch (NumberFormatException notDecimal) {
      return changedTime(text);
    }
  }

  private static String changedTime(String text) {
    try {
      return OffsetDateTime.parse(text).plus(SHIFT).toString();
    } catch (DateTimeException withoutOffset) {
      try {
        return LocalDateTime.parse(text).plus(SHIFT).toString();
      } catch (DateTimeException notATime) {
        return text.matches("[A-Z]{3}") ? "XTS" : text + "x";
      }
    }
  }

  /// The raw values that nobody read.
  ///
  /// @param rules what a mapper told of its reads of the document
  static List<String> unread(JsonNode document, Map<String, String> rules) {
    return JsonPlaces.leaves(document).entrySet().stream()
        .filter(leaf -> !leaf.getValue().asText().isBlank())
        .map(Map.Entry::getKey)
        .filter(place -> ruleOf(place, rules).isEmpty())
        .toList();
  }

  /// The rule by which a place was read, itself or with what it is part of.
  static Optional<String> ruleOf(String place, Map<String, String> rules) {
    for (String at = place; !at.isEmpty(); at = at.substring(0, at.lastIndexOf('/'))) {
      String rule = rules.get(at);
      boolean whole = at.equals(place) || (rule != null && !rule.equals("text"));
      if (rule != null && whole) {
        return Optional.of(rule);
      }
    }
    return Optional.ofNullable(rules.get("")).filter(rule -> !rule.equals("text"));
  }
}
