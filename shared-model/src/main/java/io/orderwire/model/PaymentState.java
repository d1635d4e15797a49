package io.orderwire.model;

/// What a platform says of an order's money.
public enum PaymentState {
  PENDING,
  AUTHORIZED,
  PARTIALLY_PAID,
  PAID,
  PARTIALLY_REFUNDED,
  REFUNDED,
  VOIDED,
  EXPIRED,
  FAILED
}
