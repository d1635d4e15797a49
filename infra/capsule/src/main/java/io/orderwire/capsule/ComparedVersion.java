package io.orderwire.capsule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.capsule.Verdict.Difference;
import io.orderwire.engine.Capsule;
import io.orderwire.json.ContentHash;
import io.orderwire.json.Json;
import io.orderwire.json.JsonPlaces;
import io.orderwire.message.EventData;
import io.orderwire.message.EventType;
import io.orderwire.model.Order;
import io.orderwire.model.Transition;
import io.orderwire.port.LedgerEntry;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What of a version is compared: its event and its canonical order, but for the places that the
/// capsule excepts, and for which connector made it, which is told apart.
///
/// @param changed blocks that changed, but for those with an excepted place in them
record ComparedVersion(
    long version,
    EventType type,
    boolean announced,
    List<Transition> transitions,
    List<String> changed,
    JsonNode order) {
  private static final List<String> TOLD_APART = List.of("/source/connector_version");

  private static final List<String> ADDRESSES = List.of("/addresses");

  ComparedVersion {
    transitions = List.copyOf(transitions);
    changed = List.copyOf(changed);
  }

  /// @param before places of the version before that are not known
  static ComparedVersion recorded(Capsule.Version version, List<String> before) {
    return of(
        version,
        before,
        new ComparedVersion(
            version.version(),
            version.type(),
            version.announced(),
            version.transitions(),
            version.changed(),
            version.order()));
  }

  static ComparedVersion madeAnew(Capsule.Version version, LedgerEntry entry, List<String> before) {
    EventData.OrderChange change = (EventData.OrderChange) entry.event().detail().data();
    Order order = change.order().orElseThrow();
    return of(
        version,
        before,
        new ComparedVersion(
            entry.version(),
            entry.event().type(),
            entry.announced(),
            change.transitions(),
            change.changed(),
            Json.read(Json.bytes(order), JsonNode.class)));
  }

  /// Whom an order is of is known from the people of the store, not from the order.
  private static ComparedVersion of(
      Capsule.Version version, List<String> before, ComparedVersion whole) {
    List<String> unknown = Stream.concat(version.notCompared().stream(), before.stream()).toList();
    boolean addressesAreKnown = before.stream().noneMatch(place -> isWithin(place, ADDRESSES));
    return new ComparedVersion(
        whole.version(),
        whole.type(),
        whole.announced(),
        whole.transitions().stream()
            .filter(each -> each != Transition.CUSTOMER_LINKED)
            .filter(each -> each != Transition.ADDRESS_CHANGED || addressesAreKnown)
            .toList(),
        whole.changed().stream()
            .filter(block -> unknown.stream().noneMatch(place -> touches(place, block)))
            .toList(),
        without(
            whole.order(),
            "",
            place -> isWithin(place, version.notCompared()) || isWithin(place, TOLD_APART)));
  }

  private static boolean touches(String place, String block) {
    return isWithin(place, List.of(block)) || isWithin(block, List.of(place));
  }

  private static boolean isWithin(String place, List<String> blocks) {
    return blocks.stream().anyMatch(block -> place.equals(block) || place.startsWith(block + "/"));
  }

  /// What is empty afterwards goes, too: it says nothing.
  private static JsonNode without(JsonNode node, String place, Predicate<String> excepted) {
    return switch (node) {
      case ObjectNode object -> {
        ObjectNode kept = object.objectNode();
        object
            .properties()
            .forEach(
                field -> {
                  String at = place + "/" + JsonPlaces.step(field.getKey());
                  JsonNode value = without(field.getValue(), at, excepted);
                  if (!excepted.test(at) && says(value)) {
                    kept.set(field.getKey(), value);
                  }
                });
        yield kept;
      }
      case ArrayNode array -> {
        ArrayNode kept = array.arrayNode();
        for (int index = 0; index < array.size(); index++) {
          String at = place + "/" + index;
          kept.add(excepted.test(at) ? kept.nullNode() : without(array.get(index), at, excepted));
        }
        yield kept;
      }
      default -> node;
    };
  }

  private static boolean says(JsonNode node) {
    return !node.isNull() && (node.isValueNode() || !node.isEmpty());
  }

  /// Compares byte for byte.
  Verdict comparedWith(ComparedVersion made) {
    byte[] recordedBytes = Json.bytes(this);
    byte[] madeBytes = Json.bytes(made);
    String hash = ContentHash.sha256(recordedBytes);
    return hash.equals(ContentHash.sha256(madeBytes))
        ? new Verdict.Same(hash)
        : new Verdict.Different(differences(Json.toTree(this), Json.toTree(made)));
  }

  private static List<Difference> differences(JsonNode recorded, JsonNode made) {
    Map<String, JsonNode> before = JsonPlaces.leaves(recorded);
    Map<String, JsonNode> after = JsonPlaces.leaves(made);
    Set<String> places = new LinkedHashSet<>(before.keySet());
    places.addAll(after.keySet());
    List<Difference> differences = new ArrayList<>();
    for (String place : places) {
      String was = text(before, place);
      String is = text(after, place);
      if (!was.equals(is)) {
        differences.add(new Difference(place, was, is));
      }
    }
    return differences;
  }

  private static String text(Map<String, JsonNode> leaves, String place) {
    JsonNode leaf = leaves.get(place);
    return leaf == null ? "(nothing)" : leaf.toString();
  }
}
