package io.orderwire.model;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.util.Optional;

/// One tax on a line, a shipping method or a charge. `rate` is a fraction: `0.19` for 19 %.
public record TaxLine(
    String title,
    @JsonFormat(shape = JsonFormat.Shape.STRING) Optional<BigDecimal> rate,
    Money amount) {
  public TaxLine {
    rate = rate.map(BigDecimal::stripTrailingZeros).map(r -> r.scale() < 0 ? r.setScale(0) : r);
  }
}
