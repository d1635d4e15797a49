package io.orderwire.shops;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Some of one product in a basket.
///
/// @param properties what the buyer asked for: engraving, gift wrap, …
/// @param bundle the name of the bundle it was bought in, if any; items of one name belong together
public record Item(
    Product product, int quantity, Map<String, String> properties, Optional<String> bundle) {

  public Item {
    properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
  }

  public static Item of(Product product, int quantity) {
    return new Item(product, quantity, Map.of(), Optional.empty());
  }
}
