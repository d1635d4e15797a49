package io.orderwire.model;

/// Whether platform evidence says that an order is safe to import. An order commits once and stays
/// committed.
public enum CommitmentState {
  OBSERVED,
  COMMITTED
}
