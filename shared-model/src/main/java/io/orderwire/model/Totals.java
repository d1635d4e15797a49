package io.orderwire.model;

import java.util.List;
import java.util.Optional;

/// Both ledgers of an order's money: `display` as the cart states it, `reconciliation` as
/// recomputed from the parts, and every difference. A stated total is never replaced by a
/// recomputed one.
public record Totals(
    TotalsSheet display,
    Optional<Presentment> presentment,
    boolean taxesIncluded,
    TotalsSheet reconciliation,
    List<Variance> variance,
    TotalsState state) {
  public Totals {
    variance = List.copyOf(variance);
  }
}
