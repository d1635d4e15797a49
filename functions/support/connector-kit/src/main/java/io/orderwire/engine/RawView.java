package io.orderwire.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.orderwire.connector.Mapping;
import io.orderwire.connector.OrderMapper;
import io.orderwire.connector.PlatformOrder;
import io.orderwire.connector.RawReads;
import io.orderwire.connector.StoreContext;
import io.orderwire.json.JsonPlaces;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A raw order as people may see it: without what its mapper leaves out because nobody is to be
/// shown it. Of a document that does not map nothing vouches for what was not read, so that is left
/// out, too.
///
/// @param document the raw order, `[masked]` in place of what is left out
/// @param masked pointers of these places
public record RawView(JsonNode document, List<String> masked) {
  private static final JsonNode MASK = TextNode.valueOf("[masked]");

  public RawView {
    masked = List.copyOf(masked);
  }

  public static RawView of(JsonNode document, OrderMapper mapper, StoreContext store) {
    Map<String, String> rules = new TreeMap<>();
    boolean maps =
        mapper.map(document, store, rules::put) instanceof Mapping.Normalized<PlatformOrder>;
    List<String> masked = new ArrayList<>();
    JsonNode shown = document;
    for (String place : JsonPlaces.leaves(document).keySet()) {
      Optional<String> rule = Explainer.ruleOf(place, rules);
      if (rule.map(RawView::hides).orElse(!maps)) {
        masked.add(place);
        shown = JsonPlaces.with(shown, place, Optional.of(MASK));
      }
    }
    return new RawView(shown, masked);
  }

  private static boolean hides(String rule) {
    return rule.startsWith(RawReads.DROPPED)
        && RawReads.HIDING.contains(rule.substring(RawReads.DROPPED.length()));
  }
}
