package io.orderwire.model;

/// How a payment transaction ended.
public enum PaymentOutcome {
  SUCCESS,
  PENDING,
  FAILURE,
  UNKNOWN
}
