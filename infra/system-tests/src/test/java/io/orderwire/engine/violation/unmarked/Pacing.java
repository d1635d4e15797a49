package io.orderwire.engine.violation.unmarked;

/// Breaks a rule of the house on purpose: nobody says whether it takes null.
public interface Pacing {}
