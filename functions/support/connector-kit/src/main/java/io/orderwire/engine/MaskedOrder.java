package io.orderwire.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.orderwire.json.Json;
import io.orderwire.json.JsonPlaces;
import io.orderwire.model.Order;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// A recorded order as it may be shown: its person ([Forgetting]) gives way to what is made of the
/// masked payload, where that tells it.
///
/// @param order reads as an [Order]
/// @param notCompared pointers of what the masked payload does not tell
record MaskedOrder(JsonNode order, List<String> notCompared) {
  private static final JsonNode HIDDEN = TextNode.valueOf("[masked]");
  private static final String CONTENT_HASH = "/source/revision/content_hash";

  /// By the bytes of the payload, and by what Orderwire knows beside any document.
  private static final List<String> NEVER_COMPARED =
      List.of(CONTENT_HASH, "/source/raw_key", "/buyer/customer_cluster", "/cart_comparison");

  /// Named otherwise without the person, and telling nothing of it.
  private static final List<String> SHOWN = List.of("/buyer/type", "/source/raw_key", CONTENT_HASH);

  private static final Pattern RAW_OF_FINDING = Pattern.compile("/findings/[0-9]+/raw");

  MaskedOrder {
    notCompared = List.copyOf(notCompared);
  }

  /// Of an order whose person was erased there is nothing to mask.
  static MaskedOrder of(Order recorded, Optional<Order> remade, Pseudonyms pseudonyms) {
    JsonNode tree = tree(recorded);
    List<String> notCompared = new ArrayList<>(NEVER_COMPARED);
    if (recorded.erasedAt().isPresent()) {
      return new MaskedOrder(tree, notCompared);
    }
    Map<String, JsonNode> impersonal =
        JsonPlaces.leaves(tree(Forgetting.unhashed(recorded, Instant.EPOCH)));
    Map<String, JsonNode> masked =
        remade.map(order -> JsonPlaces.leaves(tree(order))).orElseGet(TreeMap::new);
    for (Map.Entry<String, JsonNode> leaf : JsonPlaces.leaves(tree).entrySet()) {
      String place = leaf.getKey();
      JsonNode value = leaf.getValue();
      Optional<JsonNode> made = Optional.ofNullable(masked.get(place));
      boolean telling = Pseudonyms.isTelling(value) && !made.equals(Optional.of(value));
      if (telling && isPersonal(place, value, impersonal)) {
        Optional<JsonNode> told = made.filter(each -> pseudonyms.standsFor(each, value));
        if (told.isEmpty() && !NEVER_COMPARED.contains(place)) {
          notCompared.add(place);
        }
        tree = JsonPlaces.with(tree, place, Optional.of(told.orElse(hidden(value))));
      }
    }
    JsonNode unhashed = JsonPlaces.with(tree, CONTENT_HASH, Optional.of(TextNode.valueOf("")));
    return readable(unhashed)
        ? new MaskedOrder(unhashed, notCompared)
        : without(recorded, impersonal);
  }

  private static boolean isPersonal(
      String place, JsonNode value, Map<String, JsonNode> impersonal) {
    boolean finding = place.startsWith("/findings/");
    return finding
        ? RAW_OF_FINDING.matcher(place).matches()
        : !SHOWN.contains(place) && !value.equals(impersonal.get(place));
  }

  private static JsonNode hidden(JsonNode value) {
    return value.isNumber() ? LongNode.valueOf(0) : HIDDEN;
  }

  /// As it is written: the JSON of custom fields stands in an order as text.
  static JsonNode tree(Order order) {
    return Json.read(Json.bytes(order), JsonNode.class);
  }

  private static boolean readable(JsonNode order) {
    try {
      Json.read(Json.bytes(order), Order.class);
      return true;
    } catch (RuntimeException notAnOrder) {
      return false;
    }
  }

  /// The order without its person, where something of the person has a form that no mask has.
  private static MaskedOrder without(Order recorded, Map<String, JsonNode> impersonal) {
    JsonNode without =
        JsonPlaces.with(
            tree(Forgetting.unhashed(recorded, Instant.EPOCH)), "/erased_at", Optional.empty());
    List<String> notCompared = new ArrayList<>(NEVER_COMPARED);
    JsonPlaces.leaves(tree(recorded))
        .forEach(
            (place, value) -> {
              if (!value.equals(impersonal.get(place))) {
                notCompared.add(place);
              }
            });
    return new MaskedOrder(without, notCompared);
  }
}
