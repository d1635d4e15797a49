package io.orderwire.shops;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/// Exact decimal arithmetic as shops do it: halves are rounded away from zero.
public final class Decimals {
  private Decimals() {}

  public static BigDecimal round(BigDecimal value, int scale) {
    return value.setScale(scale, RoundingMode.HALF_UP);
  }

  public static BigDecimal sum(Iterable<BigDecimal> values) {
    BigDecimal sum = BigDecimal.ZERO;
    for (BigDecimal value : values) {
      sum = sum.add(value);
    }
    return sum;
  }

  /// Without trailing zeros and without exponent: `6`, `0.52`, `0`.
  public static String trimmed(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }

  /// Splits an amount over weights so that the parts add up to it exactly: each part is rounded
  /// down to `scale`, what is left over goes one unit each to the first parts.
  public static List<BigDecimal> split(BigDecimal amount, List<BigDecimal> weights, int scale) {
    BigDecimal total = sum(weights);
    List<BigDecimal> parts = new ArrayList<>();
    BigDecimal left = round(amount, scale);
    for (BigDecimal weight : weights) {
      BigDecimal part =
          total.signum() == 0
              ? BigDecimal.ZERO.setScale(scale)
              : amount.multiply(weight).divide(total, scale, RoundingMode.DOWN);
      parts.add(part);
      left = left.subtract(part);
    }
    BigDecimal unit =
        BigDecimal.ONE.movePointLeft(scale).multiply(BigDecimal.valueOf(left.signum()));
    for (int i = 0; i < parts.size() && left.signum() != 0; i++) {
      if (weights.get(i).signum() != 0) {
        parts.set(i, parts.get(i).add(unit));
        left = left.subtract(unit);
      }
    }
    return parts;
  }
}
