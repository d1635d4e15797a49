package io.orderwire.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Function;

/// Reading one order, in as many calls as the platform needs.
public sealed interface Fetch {

  /// Make this call; the reply (successful by [OrderFeed#fault]) tells how to go on.
  record Ask(CartCall call, Function<CartReply, Fetch> then) implements Fetch {}

  /// The whole order, in a dialect that the mapper understands. This document is archived as raw.
  record Complete(JsonNode document) implements Fetch {}

  /// The cart has no such order.
  record Absent(String reason) implements Fetch {}
}
