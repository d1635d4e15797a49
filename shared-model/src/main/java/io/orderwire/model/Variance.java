package io.orderwire.model;

/// A part of the difference between stated and recomputed totals (stated minus recomputed) and its
/// cause. `path` is the JSON pointer of the total it shows in, such as
/// `/totals/display/grand_total`.
public record Variance(VarianceCause cause, Money amount, String path) {}
