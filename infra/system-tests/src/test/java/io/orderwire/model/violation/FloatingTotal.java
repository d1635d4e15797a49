package io.orderwire.model.violation;

/// Breaks a rule of the house on purpose: 0.1 + 0.2 is not 0.3.
public record FloatingTotal(double total) {}
