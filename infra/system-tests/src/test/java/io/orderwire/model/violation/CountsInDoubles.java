package io.orderwire.model.violation;

import java.math.BigDecimal;

/// Breaks a rule of the house on purpose: money through a double.
public final class CountsInDoubles {
  private CountsInDoubles() {}

  /// Loses what a double cannot hold.
  public static BigDecimal rounded(BigDecimal amount) {
    return BigDecimal.valueOf(amount.doubleValue());
  }
}
