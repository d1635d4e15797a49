package io.orderwire.system.cells;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwire.model.StoreId;
import io.orderwire.system.cells.SimulatedLanes.Layout;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// However many back-fills are asked for at once, live work goes on as if there were none.
class ManyBackfillsTest {
  private static final long SEED = 20261126L;
  private static final Duration TIME = Duration.ofMinutes(1);
  private static final int BACKFILLS = 40;

  private static StormSimulation run(Layout layout) {
    StormSimulation simulation = new StormSimulation(SEED, layout);
    for (int store = 0; store < BACKFILLS; store++) {
      StoreId id = new StoreId("bulk-" + store);
      simulation.connectHuge(id, StormSimulation.random(SEED + store), false);
      simulation.backfill(id);
    }
    simulation.run(TIME, now -> {});
    return simulation;
  }

  @Test
  void leaveLiveWorkAloneAndDoNotInAWrongDesign() {
    StormSimulation calm = StormSimulation.calm(SEED, TIME);
    calm.tell("without back-fills");
    StormSimulation busy = run(Layout.AS_DEPLOYED);
    busy.tell("with " + BACKFILLS + " back-fills of a million orders");
    assertThat(busy.delays().count()).isGreaterThan(100);
    assertThat(busy.pollWaits().count()).isEqualTo(StormSimulation.QUIET_STORES);
    assertThat(busy.delays()).isEqualTo(calm.delays());
    assertThat(busy.pollWaits()).isEqualTo(calm.pollWaits());
    StormSimulation planted = run(Layout.BACKFILLS_AMONG_LIVE_WORK);
    planted.tell("the same among live work");
    assertThat(planted.delays().p99()).isGreaterThan(calm.delays().p99());
    assertThat(planted.pollWaits().count())
        .as("polls that came to a worker at all")
        .isLessThan(calm.pollWaits().count());
  }
}
