package io.orderwire.model;

/// What a platform says of an order's goods. `RESTOCKED`: all goods went back to stock without
/// having been shipped.
public enum FulfilmentState {
  UNFULFILLED,
  SCHEDULED,
  ON_HOLD,
  IN_PROGRESS,
  PARTIALLY_FULFILLED,
  FULFILLED,
  RESTOCKED
}
