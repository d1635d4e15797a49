package io.orderwire.model;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.util.Optional;

/// The totals in the currency that the buyer saw and paid, and how many of it one unit of the
/// shop's currency was worth.
public record Presentment(
    CurrencyCode currency,
    @JsonFormat(shape = JsonFormat.Shape.STRING) Optional<BigDecimal> rate,
    TotalsSheet totals) {
  public Presentment {
    rate = rate.map(BigDecimal::stripTrailingZeros).map(r -> r.scale() < 0 ? r.setScale(0) : r);
  }
}
