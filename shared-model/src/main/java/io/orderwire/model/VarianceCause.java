package io.orderwire.model;

/// Why a cart's stated total differs from the one recomputed from its parts.
public enum VarianceCause {
  ROUNDING_PER_LINE,
  ROUNDING_PER_TOTAL,
  CASH_ROUNDING,
  TAX_ON_SHIPPING,
  INCLUSIVE_EXCLUSIVE_MIX,
  PRESENTMENT_CURRENCY,
  GIFT_CARD_TENDER,
  REFUND_IN_PLACE,
  EDITED_ORDER,
  UNKNOWN
}
