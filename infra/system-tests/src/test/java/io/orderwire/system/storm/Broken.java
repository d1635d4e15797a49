package io.orderwire.system.storm;

/// Something that must hold does not.
final class Broken extends AssertionError {
  private static final long serialVersionUID = 1L;

  private final String invariant;

  Broken(String invariant, String detail) {
    super(invariant + ": " + detail);
    this.invariant = invariant;
  }

  String invariant() {
    return invariant;
  }
}
