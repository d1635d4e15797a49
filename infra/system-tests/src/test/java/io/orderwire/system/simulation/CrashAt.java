package io.orderwire.system.simulation;

import io.orderwire.testkit.Crash;
import io.orderwire.testkit.Faults;

/// Ends the process at one moment, once, counted from when it is told to.
final class CrashAt implements Faults {
  private int moments;
  private int crash = -1;

  /// @param moment from now, from 0; -1 for never
  void arm(int moment) {
    moments = 0;
    crash = moment;
  }

  int moments() {
    return moments;
  }

  @Override
  public void at(Step step, Moment moment) {
    if (moments++ == crash) {
      throw new Crash(step, moment);
    }
  }
}
