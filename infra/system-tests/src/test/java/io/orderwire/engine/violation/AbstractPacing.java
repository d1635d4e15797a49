package io.orderwire.engine.violation;

/// Breaks a rule of the house on purpose: named by how it is made.
public interface AbstractPacing {}
