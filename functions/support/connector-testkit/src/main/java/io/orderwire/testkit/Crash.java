package io.orderwire.testkit;

/// The process ends here. An `Error`, so that no code under test takes it for a fault it can
/// handle.
public final class Crash extends Error {
  private static final long serialVersionUID = 1L;

  public Crash(Faults.Step step, Faults.Moment moment) {
    // Simulations crash by the thousand, and where is said already: no stack trace.
    super("crashed " + moment + " " + step, null, false, false);
  }
}
