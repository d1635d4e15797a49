package io.orderwire.connector;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.model.ExternalId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One page of a listing, and the call for the next one.
public record Page(List<Row> rows, Optional<CartCall> next) {
  public Page {
    rows = List.copyOf(rows);
  }

  /// One listed thing.
  ///
  /// @param changedAt the cart's time by which the listing is ordered
  /// @param document the whole order where the listing carries it; else the order must be fetched
  public record Row(Kind kind, ExternalId id, Instant changedAt, Optional<JsonNode> document) {}

  /// What a row stands for.
  public enum Kind {
    ORDER,
    CART
  }
}
