package io.orderwire.testkit;

import io.orderwire.connector.Fault;
import io.orderwire.connector.FaultException;
import java.util.random.RandomGenerator;

/// Faults by chance, the same ones for the same generator. Rates are in parts of a thousand per
/// step and moment.
///
/// @param throttles too many calls (only before a step)
/// @param failures the service does not answer, before or after the step
/// @param crashes the process ends, before or after the step
public record SeededFaults(RandomGenerator random, int throttles, int failures, int crashes)
    implements Faults {
  private static final int WHOLE = 1000;

  @Override
  public void at(Step step, Moment moment) {
    int drawn = random.nextInt(WHOLE);
    if (drawn < crashes) {
      throw new Crash(step, moment);
    }
    if (drawn < crashes + failures) {
      throw fault(Fault.Category.UNAVAILABLE, step, moment);
    }
    if (moment == Moment.BEFORE && drawn < crashes + failures + throttles) {
      throw fault(Fault.Category.THROTTLED, step, moment);
    }
  }

  private static FaultException fault(Fault.Category category, Step step, Moment moment) {
    return new FaultException(Fault.of(category, "chance " + moment + " " + step));
  }
}
