package io.orderwire.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Money that went back. `total` is positive and what the platform says was refunded.
public record Refund(
    String id,
    Optional<Instant> at,
    Optional<String> reason,
    List<RefundLine> lines,
    Optional<Money> shipping,
    List<RefundAdjustment> adjustments,
    Money total,
    List<String> paymentIds) {
  public Refund {
    lines = List.copyOf(lines);
    adjustments = List.copyOf(adjustments);
    paymentIds = List.copyOf(paymentIds);
  }
}
