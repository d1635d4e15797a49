package io.orderwire.model;

/// What a discount applies to.
public enum DiscountTarget {
  LINE,
  SHIPPING,
  ORDER
}
