package io.orderwire.model;

/// What an additional charge is for.
public enum ChargeKind {
  TIP,
  DUTY,
  FEE,
  GIFT_WRAP,
  CASH_ROUNDING,
  OTHER
}
