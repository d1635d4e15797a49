package io.orderwire.model;

/// What a payment transaction did.
public enum PaymentKind {
  AUTHORIZATION,
  CAPTURE,
  SALE,
  VOID,
  REFUND,
  OTHER
}
