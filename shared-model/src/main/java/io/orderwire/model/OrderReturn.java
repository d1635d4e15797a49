package io.orderwire.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Goods that come back.
public record OrderReturn(
    String id,
    Reading<ReturnState> status,
    Optional<Instant> at,
    Optional<String> reason,
    List<LineCount> lines) {
  public OrderReturn {
    lines = List.copyOf(lines);
  }
}
