package io.orderwire.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A chosen shipping method. `price` is before its `discounts`, `total` after them; taxes are
/// inside both exactly when `taxInclusive`.
public record ShippingLine(
    Optional<String> id,
    Optional<String> code,
    String label,
    Optional<String> carrier,
    Money price,
    List<DiscountAllocation> discounts,
    List<TaxLine> taxes,
    Money total,
    boolean taxInclusive,
    Optional<Instant> promisedFrom,
    Optional<Instant> promisedUntil,
    Optional<String> pickupPoint,
    List<CustomField> properties) {
  public ShippingLine {
    discounts = List.copyOf(discounts);
    taxes = List.copyOf(taxes);
    properties = List.copyOf(properties);
  }
}
