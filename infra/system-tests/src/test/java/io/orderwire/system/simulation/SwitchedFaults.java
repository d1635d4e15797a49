package io.orderwire.system.simulation;

import io.orderwire.testkit.Faults;

/// Faults that end when the storm is over.
final class SwitchedFaults implements Faults {
  private final Faults storm;
  private boolean calm;

  SwitchedFaults(Faults storm) {
    this.storm = storm;
  }

  void calm() {
    calm = true;
  }

  /// Another storm.
  void storm() {
    calm = false;
  }

  /// No faults while this runs.
  void hold(Runnable work) {
    boolean before = calm;
    calm = true;
    work.run();
    calm = before;
  }

  @Override
  public void at(Step step, Moment moment) {
    if (!calm) {
      storm.at(step, moment);
    }
  }
}
