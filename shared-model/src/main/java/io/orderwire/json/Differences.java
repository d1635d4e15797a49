package io.orderwire.json;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.model.Money;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which values differ between two versions of a canonical document, for people to read: the values
/// inside of the blocks that [Changes] names.
public final class Differences {
  /// What names an element of a list, so that one that comes or goes does not move the others.
  private static final List<String> NAMES = List.of("id", "name");

  private static final int NOWHERE = -1;

  private final List<Difference> found = new ArrayList<>();

  /// A value that differs. Amounts count as one value, and so does all that came or went at once,
  /// such as a line.
  ///
  /// @param path JSON pointer into the version after, or into the one before if only that has it
  /// @param before absent where there was none
  /// @param after absent where there is none
  /// @param by between two amounts of one currency: what came on top
  public record Difference(
      String path, Optional<JsonNode> before, Optional<JsonNode> after, Optional<Money> by) {}

  private Differences() {}

  /// Of two versions of one type of document. Empty exactly if [Changes] names nothing.
  public static List<Difference> between(Record before, Record after) {
    Differences differences = new Differences();
    JsonNode earlier = Json.toTree(before);
    JsonNode later = Json.toTree(after);
    Changes.between(before, after).stream()
        .map(block -> JsonPointer.compile(block).getMatchingProperty())
        .distinct()
        .forEach(
            member ->
                differences.compare(
                    earlier.path(member), later.path(member), "/" + JsonPlaces.step(member)));
    return differences.found;
  }

  private void compare(JsonNode before, JsonNode after, String path) {
    if (before.equals(after)) {
      return;
    }
    if (before.isObject() && after.isObject() && !(isAmount(before) && isAmount(after))) {
      members(before, after, path);
    } else if (before.isArray() && after.isArray()) {
      elements(before, after, path);
    } else {
      found.add(new Difference(path, present(before), present(after), gain(before, after)));
    }
  }

  private void members(JsonNode before, JsonNode after, String path) {
    Set<String> names = new LinkedHashSet<>();
    after.fieldNames().forEachRemaining(names::add);
    before.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      compare(before.path(name), after.path(name), path + "/" + JsonPlaces.step(name));
    }
  }

  private void elements(JsonNode before, JsonNode after, String path) {
    for (String name : NAMES) {
      Map<String, Integer> earlier = named(before, name);
      Map<String, Integer> later = named(after, name);
      if (earlier.size() == before.size()
          && later.size() == after.size()
          && common(earlier, later).equals(common(later, earlier))) {
        Set<String> names = new LinkedHashSet<>(later.keySet());
        names.addAll(earlier.keySet());
        for (String each : names) {
          int from = earlier.getOrDefault(each, NOWHERE);
          int to = later.getOrDefault(each, NOWHERE);
          compare(before.path(from), after.path(to), path + "/" + (to == NOWHERE ? from : to));
        }
        return;
      }
    }
    for (int place = 0; place < Math.max(before.size(), after.size()); place++) {
      compare(before.path(place), after.path(place), path + "/" + place);
    }
  }

  /// The names of the elements and where each stands; fewer than elements if these do not all have
  /// names of their own.
  private static Map<String, Integer> named(JsonNode list, String name) {
    Map<String, Integer> places = new LinkedHashMap<>();
    for (int place = 0; place < list.size(); place++) {
      JsonNode value = list.get(place).path(name);
      if (value.isTextual()) {
        places.putIfAbsent(value.textValue(), place);
      }
    }
    return places;
  }

  private static List<String> common(Map<String, Integer> names, Map<String, Integer> others) {
    return names.keySet().stream().filter(others::containsKey).toList();
  }

  private static Optional<JsonNode> present(JsonNode node) {
    return node.isMissingNode() ? Optional.empty() : Optional.of(node);
  }

  private static boolean isAmount(JsonNode node) {
    return node.size() == 2 && node.path("amount").isTextual() && node.path("currency").isTextual();
  }

  private static Optional<Money> gain(JsonNode before, JsonNode after) {
    return isAmount(before) && isAmount(after)
        ? Optional.of(amount(after))
            .filter(now -> now.currency().equals(amount(before).currency()))
            .map(now -> now.minus(amount(before)))
        : Optional.empty();
  }

  private static Money amount(JsonNode node) {
    return Money.of(node.get("amount").textValue(), node.get("currency").textValue());
  }
}
