package io.orderwire.testkit;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.json.JsonPlaces;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Places in fixtures, each as often as breaking it can tell something new: a mapper goes the same
/// way through the elements of an array that are of one sort, and through all fixtures.
final class TellingPlaces {
  /// In so many fixtures the same place is told.
  private static final int FIXTURES = 2;

  /// What tells the sort of an element, such as the key of a WooCommerce meta.
  private static final List<String> SORTS = List.of("key", "name", "code", "type", "kind");

  private TellingPlaces() {}

  /// Pointers by the names of the fixtures.
  static Map<String, List<String>> of(List<Fixture> fixtures) {
    Map<String, Integer> met = new HashMap<>();
    Map<String, List<String>> telling = new LinkedHashMap<>();
    for (Fixture fixture : fixtures) {
      Set<String> here = new HashSet<>();
      List<String> places = new ArrayList<>();
      for (String place : JsonPlaces.all(fixture.payload())) {
        String sort = sort(fixture.payload(), JsonPointer.compile(place));
        if (here.add(sort) && met.merge(sort, 1, Integer::sum) <= FIXTURES) {
          places.add(place);
        }
      }
      telling.put(fixture.name(), places);
    }
    return telling;
  }

  /// The pointer with sorts for the indices, and what stands there.
  private static String sort(JsonNode document, JsonPointer place) {
    StringBuilder sort = new StringBuilder();
    JsonNode node = document;
    for (JsonPointer rest = place; !rest.matches(); rest = rest.tail()) {
      boolean isElement = node.isArray();
      node = isElement ? node.path(rest.getMatchingIndex()) : node.path(rest.getMatchingProperty());
      sort.append('/').append(isElement ? sort(node) : rest.getMatchingProperty());
    }
    return sort.append(' ').append(node.getNodeType()).toString();
  }

  private static String sort(JsonNode element) {
    return SORTS.stream()
        .map(element::path)
        .filter(JsonNode::isTextual)
        .map(JsonNode::textValue)
        .findFirst()
        .orElse("");
  }
}
