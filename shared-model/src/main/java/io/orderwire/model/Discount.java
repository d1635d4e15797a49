package io.orderwire.model;

import java.util.Optional;

/// A discount on the order as presented. `amount` is positive. When `allocated`, the same money
/// already stands in the `discounts` of lines and shipping methods and must not be subtracted
/// again.
public record Discount(
    int index,
    Optional<String> code,
    Optional<String> title,
    DiscountType type,
    DiscountTarget target,
    Money amount,
    Optional<String> allocationRule,
    boolean allocated) {}
