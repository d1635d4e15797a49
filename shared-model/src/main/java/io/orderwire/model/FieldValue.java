package io.orderwire.model;

import java.math.BigDecimal;

/// The value of a custom field. In JSON it is the plain value: a string, a number, a boolean, or
/// any other JSON.
public sealed interface FieldValue {

  record Text(String value) implements FieldValue {}

  /// Trailing zeros do not matter.
  record Decimal(BigDecimal value) implements FieldValue {
    public Decimal {
      BigDecimal stripped = value.stripTrailingZeros();
      value = stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
  }

  record Bool(boolean value) implements FieldValue {}

  /// An object, an array or null, as compact JSON text in the order the platform gave.
  record Json(String text) implements FieldValue {}
}
