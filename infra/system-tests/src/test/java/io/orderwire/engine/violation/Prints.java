package io.orderwire.engine.violation;

/// Breaks a rule of the house on purpose: a printed line has no fields and no trace.
public final class Prints {
  private Prints() {}

  /// A line on standard output.
  public static void print() {
    System.out.println("a line");
  }
}
