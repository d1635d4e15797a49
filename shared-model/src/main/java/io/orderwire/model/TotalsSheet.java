package io.orderwire.model;

import java.util.Optional;

/// One set of totals in one currency.
///
/// `subtotal` is the goods after their discounts; `discountTotal` is positive and informative;
/// `shippingTotal` is after shipping discounts; `chargesTotal` is tips, duties and fees;
/// `grandTotal` is what the order was worth when placed and edited, before refunds; `refundedTotal`
/// is positive and stands beside it.
public record TotalsSheet(
    Optional<Money> subtotal,
    Optional<Money> discountTotal,
    Optional<Money> shippingTotal,
    Optional<Money> taxTotal,
    Optional<Money> chargesTotal,
    Money grandTotal,
    Optional<Money> refundedTotal) {}
