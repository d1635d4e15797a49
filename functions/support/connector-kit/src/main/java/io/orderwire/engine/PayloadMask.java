package io.orderwire.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.connector.Connector;
import io.orderwire.connector.Mapping;
import io.orderwire.connector.Mapping.Block;
import io.orderwire.connector.PlatformOrder;
import io.orderwire.connector.StoreMapping;
import io.orderwire.engine.OrderAssembler.Assembly;
import io.orderwire.json.JsonPlaces;
import io.orderwire.model.Finding;
import io.orderwire.model.Order;
import io.orderwire.model.Read;
import io.orderwire.port.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Masks raw orders for people outside: of each payload no more stays than what its order without
/// the person ([Forgetting]) depends on, by any of the mappings that made versions of it, and words
/// that the mapper itself knows. So nobody has to
/// know which places of which cart hold persons: a value that nobody reads, or that only tells who
/// ordered, is masked wherever it stands.
///
/// What is made of the masked payload is, without the person, what is made of the payload: that is
/// how the places are found, by mapping again with one of them masked. Member names stay.
final class PayloadMask {
  /// A word that a mapper may compare a value with.
  private static final Pattern WORD = Pattern.compile("[\\p{L}0-9_. :-]{1,60}");

  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}0-9]+");
  private static final int SHORTEST_WORD = 2;

  /// How many values may be mapped for all payloads of an order: a request may take half a minute.
  private static final long MOST_VALUES = 2_500_000;

  /// A masked number is a number in no country.
  private static final String DERIVED = "/e164";

  /// Where platforms put words of their own beside what people wrote.
  private static final Pattern FREE =
      Pattern.compile("/custom_fields/.*|.*/properties/.*|/findings/.*|/source/.*");

  private final Connector connector;

  /// The store with each of the mappings.
  private final List<Store> stores;

  private final Pseudonyms pseudonyms;
  private final NamedFields mapper;
  private final Set<String> person = new HashSet<>();
  private final Set<Kept> kept = new HashSet<>();
  private long values;

  /// A value that stays at its place. What stays in one payload of an order stays in the next.
  private record Kept(String place, JsonNode value) {}

  /// What a document says, by each mapping.
  ///
  /// @param impersonal two that are equal make the same versions but for the person
  /// @param shape of the order with its person: which places there are
  private record Meaning(List<Impersonal> impersonal, List<List<String>> shape) {
    Meaning {
      impersonal = List.copyOf(impersonal);
      shape = List.copyOf(shape);
    }
  }

  private record Said(Impersonal impersonal, List<String> shape) {}

  private record Impersonal(
      String outcome,
      Optional<Order> order,
      boolean draft,
      List<String> findings,
      Set<Block> unstated,
      Set<String> unstatedFields) {}

  /// @param mappings those by which versions were made; none of them: the store's own
  PayloadMask(
      Connector connector, Store store, Collection<StoreMapping> mappings, Pseudonyms pseudonyms) {
    this.connector = connector;
    this.stores = stores(store, mappings);
    this.pseudonyms = pseudonyms;
    this.mapper = new NamedFields(connector.orders());
  }

  /// Mappings that say the same of everything count once.
  private static List<Store> stores(Store store, Collection<StoreMapping> mappings) {
    List<Store> stores = new ArrayList<>();
    for (StoreMapping mapping : mappings) {
      if (stores.stream().noneMatch(each -> each.mapping().saysTheSame(mapping))) {
        stores.add(store.withMapping(mapping));
      }
    }
    return stores.isEmpty() ? List.of(store) : List.copyOf(stores);
  }

  /// The payload as it may be shown; empty if that takes too long. What nobody is shown at all
  /// ([RawView]) is masked first.
  Optional<JsonNode> masked(JsonNode payload) {
    if (isSpent()) {
      return Optional.empty();
    }
    JsonNode shown = payload;
    for (Store store : stores) {
      shown = RawView.of(shown, connector.orders(), store.context()).document();
    }
    long size = JsonPlaces.leaves(shown).size();
    for (Store store : stores) {
      order(shown, store).ifPresent(this::remember);
    }
    JsonNode masked = masked(new At(shown, "", size), meaning(shown, size));
    return Optional.of(masked).filter(any -> !isSpent());
  }

  /// No further payload is masked: all of them together took too long.
  boolean isSpent() {
    return values > MOST_VALUES;
  }

  /// A place in a document of so many values.
  private record At(JsonNode document, String place, long size) {
    JsonNode node() {
      return document.at(place);
    }

    JsonNode with(JsonNode other) {
      return place.isEmpty() ? other : JsonPlaces.with(document, place, Optional.of(other));
    }
  }

  /// Tries to mask all that stands at a place at once, else goes into it.
  private JsonNode masked(At at, Meaning wanted) {
    JsonNode node = at.node();
    if (isSpent()) {
      return at.document();
    }
    if (node.isValueNode()) {
      boolean stays = !Pseudonyms.isTelling(node) || kept.contains(new Kept(at.place(), node));
      return stays ? at.document() : maskedValue(at, wanted);
    }
    JsonNode whole = at.with(all(node, at.place()));
    if (meaning(whole, at.size()).equals(wanted)) {
      return whole;
    }
    JsonNode done = at.document();
    for (String step : steps(node)) {
      done = masked(new At(done, at.place() + "/" + step, at.size()), wanted);
    }
    return done;
  }

  private static List<String> steps(JsonNode node) {
    List<String> steps = new ArrayList<>();
    node.properties().forEach(field -> steps.add(JsonPlaces.step(field.getKey())));
    for (int index = 0; node.isArray() && index < node.size(); index++) {
      steps.add(Integer.toString(index));
    }
    return steps;
  }

  private JsonNode maskedValue(At at, Meaning wanted) {
    Optional<JsonNode> otherShape = Optional.empty();
    for (JsonNode mask : pseudonyms.of(at.node())) {
      JsonNode tried = at.with(mask);
      Meaning meaning = meaning(tried, at.size());
      if (meaning.equals(wanted)) {
        return tried;
      }
      if (meaning.impersonal().equals(wanted.impersonal())) {
        otherShape = otherShape.or(() -> Optional.of(tried));
      }
    }
    if (otherShape.isPresent() && !isKnownWord(at.node())) {
      return otherShape.get();
    }
    kept.add(new Kept(at.place(), at.node()));
    return at.document();
  }

  /// Whatever other value is put in its place, other values of the person are made: the mapper
  /// compares it with a word of its own, or with another value that stays.
  private boolean isKnownWord(JsonNode value) {
    return WORD.matcher(value.asText()).matches()
        && words(value.asText()).stream().noneMatch(person::contains);
  }

  private void remember(Order order) {
    Map<String, JsonNode> impersonal =
        JsonPlaces.leaves(MaskedOrder.tree(Forgetting.unhashed(order, Instant.EPOCH)));
    JsonPlaces.leaves(MaskedOrder.tree(order))
        .forEach(
            (place, value) -> {
              if (!value.equals(impersonal.get(place))
                  && !place.equals("/buyer/type")
                  && !FREE.matcher(place).matches()) {
                person.addAll(words(value.asText()));
              }
            });
  }

  private static List<String> words(String text) {
    return Arrays.stream(BETWEEN_WORDS.split(text.toLowerCase(Locale.ROOT)))
        .filter(word -> word.length() >= SHORTEST_WORD)
        .toList();
  }

  private JsonNode all(JsonNode node, String place) {
    return switch (node) {
      case ObjectNode object -> {
        ObjectNode copy = object.objectNode();
        object
            .properties()
            .forEach(
                field ->
                    copy.set(
                        field.getKey(),
                        all(field.getValue(), place + "/" + JsonPlaces.step(field.getKey()))));
        yield copy;
      }
      case ArrayNode array -> {
        ArrayNode copy = array.arrayNode(array.size());
        for (int index = 0; index < array.size(); index++) {
          copy.add(all(array.get(index), place + "/" + index));
        }
        yield copy;
      }
      default -> kept.contains(new Kept(place, node)) ? node : pseudonyms.of(node).getFirst();
    };
  }

  private Optional<Order> order(JsonNode document, Store store) {
    return mapper.map(document, store.context()) instanceof Mapping.Normalized<PlatformOrder> mapped
            && assembled(mapped, store) instanceof Assembly.Assembled(Order order, boolean draft)
        ? Optional.of(order)
        : Optional.empty();
  }

  private Assembly assembled(Mapping.Normalized<PlatformOrder> mapped, Store store) {
    return OrderAssembler.unhashed(
        mapped,
        new OrderAssembler.Before(Optional.empty(), Optional.empty()),
        new Provenance(store, connector, Read.FETCHED, ""),
        true);
  }

  private Meaning meaning(JsonNode document, long size) {
    values += size * stores.size();
    List<Said> said = stores.stream().map(store -> said(document, store)).toList();
    return new Meaning(
        said.stream().map(Said::impersonal).toList(), said.stream().map(Said::shape).toList());
  }

  private Said said(JsonNode document, Store store) {
    return switch (mapper.map(document, store.context())) {
      case Mapping.Ignored<PlatformOrder>(String reason) -> none("ignored: " + reason);
      case Mapping.Quarantined<PlatformOrder>(Finding finding) -> none(told(finding));
      case Mapping.Normalized<PlatformOrder> mapped ->
          switch (assembled(mapped, store)) {
            case Assembly.Refused(Finding finding) -> none(told(finding));
            case Assembly.Assembled made -> said(mapped, made);
          };
    };
  }

  private static Said none(String outcome) {
    return new Said(
        new Impersonal(outcome, Optional.empty(), false, List.of(), Set.of(), Set.of()), List.of());
  }

  private static Said said(Mapping.Normalized<PlatformOrder> mapped, Assembly.Assembled made) {
    Order order = made.order();
    return new Said(
        new Impersonal(
            "order",
            Optional.of(Forgetting.unhashed(order, Instant.EPOCH)),
            made.draft(),
            order.findings().stream().map(PayloadMask::told).toList(),
            mapped.unstated(),
            mapped.unstatedFields()),
        shape(order));
  }

  private static List<String> shape(Order order) {
    List<String> shape = new ArrayList<>();
    for (Map.Entry<String, JsonNode> leaf : JsonPlaces.leaves(MaskedOrder.tree(order)).entrySet()) {
      String place = leaf.getKey();
      if (place.equals("/buyer/type")) {
        shape.add(leaf.getValue().asText());
      }
      if (!place.endsWith(DERIVED) && !place.startsWith("/findings/")) {
        shape.add(place + " " + leaf.getValue().getNodeType());
      }
    }
    return shape;
  }

  /// Without the raw value, which may be a person's.
  private static String told(Finding finding) {
    return finding.code() + " at " + finding.path();
  }
}
