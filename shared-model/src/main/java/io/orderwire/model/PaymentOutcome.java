package io.orderwire.model;

import java.util.Optional;

/// How a payment transaction ended.
public enum PaymentOutcome {
  SUCCESS,
  PENDING,
  FAILURE,
  UNKNOWN;

  /// How the one payment of an order went that tells of its payment and lists no transactions.
  public static PaymentOutcome of(Reading<PaymentState> order) {
    return switch (order) {
      case Reading.Recognized<PaymentState>(PaymentState state, Optional<String> raw) ->
          switch (state) {
            case PAID, PARTIALLY_PAID, PARTIALLY_REFUNDED, REFUNDED -> SUCCESS;
            case PENDING, AUTHORIZED -> PENDING;
            case FAILED -> FAILURE;
            case VOIDED, EXPIRED -> UNKNOWN;
          };
      case Reading.Unrecognized<PaymentState> ignored -> UNKNOWN;
    };
  }
}
