package io.orderwire.testkit;

/// The process ends here. An `Error`, so that no code under test takes it for a fault it can
/// handle.
public final class Crash extends Error {
  private static final long serialVersionUID = 1L;

  public Crash(Faults.Step step, Faults.Moment moment) {
    super("crashed " + moment + " " + step);
  }
}
