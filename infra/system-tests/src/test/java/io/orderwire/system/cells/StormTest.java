package io.orderwire.system.cells;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwire.engine.Backfill;
import io.orderwire.engine.Backfills;
import io.orderwire.system.cells.StormSimulation.Delays;
import org.junit.jupiter.api.Test;

/// A cart that refuses most calls, and a back-fill of a million orders in the same store: the other
/// stores do not notice.
class StormTest {
  private static final long SEED = 20261123L;
  private static final int MINUTES = 6;

  @Test
  void theOthersDelayIsTheSameWithAndWithoutTheStorm() {
    StormSimulation calm = new StormSimulation(SEED, false);
    StormSimulation storm = new StormSimulation(SEED, true);
    Delays without = calm.run(MINUTES);
    Delays with = storm.run(MINUTES);
    Backfill backfill = new Backfills(storm.stage.stores).list(StormSimulation.NOISY).getFirst();
    System.out.printf(
        "cells: delay of %d deliveries of %d other stores, seed %d%n",
        with.count(), StormSimulation.QUIET_STORES, SEED);
    System.out.printf("cells:   without the storm %s%n", without);
    System.out.printf("cells:   with the storm    %s%n", with);
    System.out.printf(
        "cells:   storm: %d calls refused, back-fill of %d orders at %d orders a minute, %s%%%n",
        storm.refused(),
        backfill.total().orElse(0L),
        backfill.ordersPerMinute().orElse(0L),
        backfill.progress().map(Backfill.Progress::percent).orElse(0));
    assertThat(with.count()).isGreaterThan(100);
    assertThat(with.count()).isEqualTo(without.count());
    assertThat(with.median()).isEqualTo(without.median());
    assertThat(with.p95()).isEqualTo(without.p95());
    assertThat(with.p99()).isEqualTo(without.p99());
    assertThat(with.most()).as("one more message of the same store").isLessThan(1_000);
    assertThat(storm.refused()).isGreaterThan(10);
    assertThat(backfill.orders()).isGreaterThan(1_000);
    assertThat(backfill.total()).contains(1_000_000L);
  }
}
