package io.orderwire.engine.violation.util;

/// Breaks a rule of the house on purpose: a package for everything.
public interface Pacing {}
