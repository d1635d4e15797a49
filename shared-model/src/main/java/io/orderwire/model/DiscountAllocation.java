package io.orderwire.model;

import java.util.Optional;

/// The part of a discount that one line or shipping method bears; positive. `discountIndex` points
/// into the order's `discounts`.
public record DiscountAllocation(
    Optional<String> label, Money amount, Optional<Integer> discountIndex) {}
