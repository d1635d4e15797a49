package io.orderwire.connectors.violation;

/// Breaks a rule of the house on purpose: the answer depends on what was asked before.
public final class KeepsState {
  private static int calls = 0;

  private KeepsState() {}

  /// One more than before.
  public static int call() {
    calls++;
    return calls;
  }
}
