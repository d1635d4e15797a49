package io.orderwire.model;

import java.util.Optional;

/// The refunded part of one line. `amount` is positive and without `tax` when the order's prices
/// exclude tax.
public record RefundLine(
    String lineId,
    Quantity quantity,
    Optional<Money> amount,
    Optional<Money> tax,
    Optional<Boolean> restocked) {}
