package io.orderwire.model;

/// The life of a cart.
public enum CartState {
  ACTIVE,
  ABANDONED,
  CONVERTED
}
