package io.orderwire.model;

/// How a discount is computed.
public enum DiscountType {
  PERCENTAGE,
  FIXED_AMOUNT,
  FREE_SHIPPING,
  OTHER
}
