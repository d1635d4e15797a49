package io.orderwire.system.storm;

import io.orderwire.connector.Fault;
import io.orderwire.connector.FaultException;
import io.orderwire.testkit.Crash;
import io.orderwire.testkit.Faults;

/// What strikes at every call of a port: the process ends, the service fails or its answer is lost,
/// another invocation comes in between.
final class StormFaults implements Faults {
  private final Swarm swarm;
  private final Journal journal;
  private Runnable meanwhile = () -> {};
  private boolean raging;
  private boolean inBetween;

  StormFaults(Swarm swarm, Journal journal) {
    this.swarm = swarm;
    this.journal = journal;
  }

  /// What another invocation does in between.
  void meanwhile(Runnable other) {
    meanwhile = other;
  }

  void rage() {
    raging = true;
  }

  void calmDown() {
    raging = false;
  }

  @Override
  public void at(Step step, Moment moment) {
    if (!raging) {
      return;
    }
    if (step == Step.BUS_ENTRY) {
      if (swarm.strikes(Trouble.PARTIAL_PUTS)) {
        journal.note(() -> "the bus refuses an event");
        throw new FaultException(Fault.of(Fault.Category.UNAVAILABLE, "entry refused"));
      }
      return;
    }
    if (!inBetween && swarm.strikes(Trouble.RACES)) {
      inBetween = true;
      journal.note(() -> "in between, " + moment + " " + step + ":");
      meanwhile.run();
      journal.note(() -> "back to " + step);
      inBetween = false;
    }
    if (swarm.strikes(Trouble.CRASHES)) {
      journal.note(() -> "CRASH " + moment + " " + step);
      throw new Crash(step, moment);
    }
    if (swarm.strikes(Trouble.SERVICE_FAULTS)) {
      journal.note(() -> "no answer " + moment + " " + step);
      throw new FaultException(Fault.of(Fault.Category.UNAVAILABLE, "no answer " + step));
    }
  }
}
