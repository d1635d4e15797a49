package io.orderwire.normalizer;

import io.orderwire.testkit.Crash;
import io.orderwire.testkit.Faults;
import java.util.EnumMap;
import java.util.Map;

/// Counts the steps of the in-memory world, and ends the process at one of them when told to.
final class CountedSteps implements Faults {
  private final Map<Step, Integer> counts = new EnumMap<>(Step.class);
  private final Faults next;
  private int moments;
  private int crashAt = -1;

  CountedSteps(Faults next) {
    this.next = next;
  }

  void reset() {
    counts.clear();
    moments = 0;
  }

  /// The process ends at the n-th moment from now, counted from 0; never for -1.
  void crashAt(int moment) {
    moments = 0;
    crashAt = moment;
  }

  int of(Step step) {
    return counts.getOrDefault(step, 0);
  }

  int moments() {
    return moments;
  }

  @Override
  public void at(Step step, Moment moment) {
    if (moment == Moment.BEFORE) {
      counts.merge(step, 1, Integer::sum);
    }
    if (moments++ == crashAt) {
      throw new Crash(step, moment);
    }
    next.at(step, moment);
  }
}
