package io.orderwire.model;

/// Whether the buyer was signed in to an account of the shop.
public enum BuyerType {
  ACCOUNT,
  GUEST
}
