package io.orderwire.testkit;

import io.orderwire.connector.Fault;
import io.orderwire.connector.FaultException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// Faults that a test names one by one: each strikes the next time its step comes to its moment.
public final class ScriptedFaults implements Faults {
  private final List<Planned> planned = new ArrayList<>();

  private record Planned(Step step, Moment moment, Optional<Fault> fault) {}

  /// The next time, this fault of the world is thrown.
  public synchronized ScriptedFaults fail(Step step, Moment moment, Fault fault) {
    planned.add(new Planned(step, moment, Optional.of(fault)));
    return this;
  }

  /// The next time, the service does not answer.
  public ScriptedFaults fail(Step step, Moment moment) {
    return fail(step, moment, Fault.of(Fault.Category.UNAVAILABLE, "asked for by the test"));
  }

  /// The next time, there are too many calls.
  public ScriptedFaults throttle(Step step) {
    return fail(step, Moment.BEFORE, Fault.of(Fault.Category.THROTTLED, "asked for by the test"));
  }

  /// The next time, the process ends.
  public synchronized ScriptedFaults crash(Step step, Moment moment) {
    planned.add(new Planned(step, moment, Optional.empty()));
    return this;
  }

  /// True if every planned fault has struck.
  public synchronized boolean spent() {
    return planned.isEmpty();
  }

  @Override
  public synchronized void at(Step step, Moment moment) {
    for (Iterator<Planned> each = planned.iterator(); each.hasNext(); ) {
      Planned next = each.next();
      if (next.step() == step && next.moment() == moment) {
        each.remove();
        throw next.fault().map(FaultException::new).orElseThrow(() -> new Crash(step, moment));
      }
    }
  }
}
