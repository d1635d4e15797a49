package io.orderwire.model;

/// What a payment was made with, as far as the platform tells.
public enum Tender {
  CARD,
  GIFT_CARD,
  STORE_CREDIT,
  CASH,
  BANK_TRANSFER,
  OTHER
}
