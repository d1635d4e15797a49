package io.orderwire.model;

/// The headline of an order, always derived by [StatusDerivation], never set by a connector.
public enum OrderStatus {
  PENDING,
  PAID,
  READY_FOR_FULFILLMENT,
  FULFILLED,
  CANCELLED
}
