package io.orderwire.engine.violation;

/// Breaks a rule of the house on purpose: named by its place in a hierarchy.
public abstract class BasePacing {
  /// How fast.
  public abstract int rate();
}
