package io.orderwire.engine;

import io.orderwire.connector.Mapping;
import io.orderwire.connector.Mapping.Block;
import io.orderwire.connector.PlatformOrder;
import io.orderwire.model.Order;
import java.util.Optional;
import java.util.function.Function;

/// What is handed on to a dialect that cannot state it.
///
/// @param known the version before, or the delivery because of which the document was fetched
record Inheritance(Mapping.Normalized<PlatformOrder> mapped, Optional<Order> known) {

  /// What this dialect states, or what was known of a block it never carries.
  <T> T of(Block block, T stated, Function<Order, T> before) {
    return mapped.unstated().contains(block) ? known.map(before).orElse(stated) : stated;
  }
}
