package io.orderwire.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;

/// A count of goods. Decimal, because some shops sell by the metre or kilogram; trailing zeros do
/// not matter.
public record Quantity(BigDecimal value) implements Comparable<Quantity> {
  public static final Quantity ZERO = new Quantity(BigDecimal.ZERO);
  private static final int MAX_DIGITS = 18;

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Quantity {
    BigDecimal stripped = value.stripTrailingZeros();
    if (stripped.scale() > MAX_DIGITS
        || (long) stripped.precision() - stripped.scale() > MAX_DIGITS) {
      throw new IllegalArgumentException(
          "quantity has more than 18 digits before or behind the point");
    }
    value = stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  public static Quantity of(long value) {
    return new Quantity(BigDecimal.valueOf(value));
  }

  public Quantity plus(Quantity other) {
    return new Quantity(value.add(other.value));
  }

  public Quantity minus(Quantity other) {
    return new Quantity(value.subtract(other.value));
  }

  /// This minus the other, never below zero.
  public Quantity lessAtMost(Quantity other) {
    Quantity difference = minus(other);
    return difference.isPositive() ? difference : ZERO;
  }

  public boolean isPositive() {
    return value.signum() > 0;
  }

  public boolean isZero() {
    return value.signum() == 0;
  }

  @Override
  public int compareTo(Quantity other) {
    return value.compareTo(other.value);
  }

  @JsonValue
  @Override
  public String toString() {
    return value.toPlainString();
  }
}
