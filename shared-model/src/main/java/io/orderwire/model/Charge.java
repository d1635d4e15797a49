package io.orderwire.model;

import java.util.List;
import java.util.Optional;

/// An amount beside goods and shipping: tip, duty, fee (negative when it lowers the total), gift
/// wrap, cash rounding.
public record Charge(
    Optional<String> id,
    ChargeKind kind,
    String title,
    Money amount,
    List<TaxLine> taxes,
    boolean taxInclusive,
    List<CustomField> properties) {
  public Charge {
    taxes = List.copyOf(taxes);
    properties = List.copyOf(properties);
  }
}
