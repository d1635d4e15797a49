package io.orderwire.engine.violation;

/// Breaks a rule of the house on purpose: an ending that says nothing.
public interface PacingManager {}
