package io.orderwire.system.storm;

import io.orderwire.connector.Fault;
import io.orderwire.connector.FaultException;
import io.orderwire.testkit.Crash;
import io.orderwire.testkit.Faults;
import io.orderwire.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What strikes at every call of a port: the process ends, the service fails or its answer is lost,
/// another invocation comes in between.
final class StormFaults implements Faults {
  private static final int LONGEST_AWAY = 300;
  private static final Duration A_CALL_TAKES = Duration.ofMillis(1);

  private final Swarm swarm;
  private final ManualClock clock;
  private final Journal journal;
  private Runnable meanwhile = () -> {};
  private Optional<Step> away = Optional.empty();
  private Instant backAt = Instant.MIN;
  private boolean raging;
  private boolean inBetween;

  StormFaults(Swarm swarm, ManualClock clock, Journal journal) {
    this.clock = clock;
    this.swarm = swarm;
    this.journal = journal;
  }

  /// What another invocation does in between.
  void meanwhile(Runnable other) {
    meanwhile = other;
  }

  boolean isRaging() {
    return raging;
  }

  void rage() {
    raging = true;
  }

  void calmDown() {
    raging = false;
  }

  private boolean isAway(Step step) {
    if (step != Step.CART_CALL && swarm.strikes(Trouble.SERVICE_AWAY)) {
      away = Optional.of(step);
      backAt = clock.instant().plusSeconds(1L + swarm.below(LONGEST_AWAY));
    }
    return away.equals(Optional.of(step)) && clock.instant().isBefore(backAt);
  }

  /// No troubles while this runs.
  void hold(Runnable work) {
    boolean before = raging;
    raging = false;
    work.run();
    raging = before;
  }

  @Override
  public void at(Step step, Moment moment) {
    if (!raging) {
      return;
    }
    clock.advance(A_CALL_TAKES);
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
    if (isAway(step)) {
      journal.note(() -> step + " is away");
      throw new FaultException(Fault.of(Fault.Category.UNAVAILABLE, step + " is away"));
    }
    if (swarm.strikes(Trouble.SERVICE_FAULTS)) {
      journal.note(() -> "no answer " + moment + " " + step);
      throw new FaultException(Fault.of(Fault.Category.UNAVAILABLE, "no answer " + step));
    }
  }
}
