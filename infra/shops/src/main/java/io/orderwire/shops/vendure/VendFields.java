package io.orderwire.shops.vendure;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The custom fields that the shop was set up with: members of types of their own in its schema.
final class VendFields {
  static final Set<String> OF_ORDERS =
      Set.of("deliveryWindow", "deliverySlot", "purchaseOrder", "giftNote", "note");
  static final Set<String> OF_LINES = Set.of("engraving", "giftWrap");

  private static final Pattern NEXT_WORD = Pattern.compile("[ _-]+([A-Za-z])");

  private VendFields() {}

  /// `giftNote` for `gift_note`, `Gift note` and `_gift_note`.
  static String name(String words) {
    String bare = words.replaceFirst("^[ _-]+", "");
    String joined =
        NEXT_WORD.matcher(bare).replaceAll(next -> next.group(1).toUpperCase(Locale.ROOT));
    return joined.isEmpty()
        ? joined
        : joined.substring(0, 1).toLowerCase(Locale.ROOT) + joined.substring(1);
  }

  static Map<String, String> named(Map<String, String> given) {
    Map<String, String> fields = new TreeMap<>();
    given.forEach((words, value) -> fields.put(name(words), value));
    return fields;
  }

  /// One that the shop was not set up with, if there is any.
  static Optional<String> unknown(Map<String, String> given, Set<String> known) {
    return named(given).keySet().stream().filter(name -> !known.contains(name)).findFirst();
  }
}
