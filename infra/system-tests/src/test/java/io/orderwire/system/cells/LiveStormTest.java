package io.orderwire.system.cells;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.json.Json;
import io.orderwire.message.Body;
import io.orderwire.message.Cause;
import io.orderwire.message.IntakeKind;
import io.orderwire.message.IntakeMessage;
import io.orderwire.model.StoreId;
import io.orderwire.system.cells.SimulatedLanes.Layout;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Twenty-five thousand deliveries of one store in half a minute, each of which has to be fetched:
/// twice as many as all consumers together can take.
class LiveStormTest {
  private static final long SEED = 20261126L;
  private static final StoreId NOISY = new StoreId("noisy-cell");
  private static final Duration TIME = Duration.ofSeconds(40);
  private static final int DELIVERIES = 25_000;
  private static final int WITHIN_MILLIS = 30_000;
  private static final int ORDERS = 5_000;

  private static final Duration A_BATCH =
      StormSimulation.A_MESSAGE.plus(StormSimulation.A_CALL).multipliedBy(StormSimulation.BATCH);

  private static final int AN_EDIT = 12;
  private static final Duration BETWEEN_EDITS = Duration.ofSeconds(15);

  private static StormSimulation run(Layout layout, int deliveries) {
    StormSimulation simulation = new StormSimulation(SEED, layout);
    HugeCart editing =
        simulation.connectHuge(StormSimulation.EDITING, StormSimulation.random(SEED ^ 5), false);
    HugeCart noisy = simulation.connectHuge(NOISY, StormSimulation.random(SEED ^ 7), false);
    Instant begin = simulation.stage.clock.instant();
    int[] sent = {0};
    simulation.run(
        TIME,
        now -> {
          long millis = Duration.between(begin, now).toMillis();
          if (millis % BETWEEN_EDITS.toMillis() == 0) {
            for (int order = 0; order < AN_EDIT; order++) {
              long id = HugeCart.idOf(now) + order;
              simulation.lanes.send(
                  delivery(StormSimulation.EDITING, editing.change(id, now), now));
            }
          }
          for (; sent[0] < Math.min(millis * deliveries / WITHIN_MILLIS, deliveries); sent[0]++) {
            long id = HugeCart.idOf(CellStage.START) + sent[0] % ORDERS;
            simulation.lanes.send(delivery(NOISY, noisy.change(id, now), now));
          }
        });
    return simulation;
  }

  private static IntakeMessage delivery(StoreId store, ObjectNode order, Instant now) {
    return new IntakeMessage(
        store,
        IntakeKind.DELIVERY,
        Cause.WEBHOOK,
        "live-" + order.path("id").asText() + "-" + now.toEpochMilli(),
        now,
        Map.of("x-wc-webhook-topic", "order.updated"),
        Body.of(Json.bytes(order)),
        Optional.empty(),
        0,
        false,
        Optional.empty());
  }

  /// The others' deliveries take as long as without the storm, to the millisecond. An edit of many
  /// orders goes the storm's way and may have to wait until one of the consumers there is free:
  /// that is one batch of the storm, and no more.
  private static boolean isHarmless(StormSimulation storm, StormSimulation calm) {
    return storm.delays().equals(calm.delays())
        && storm.pollWaits().equals(calm.pollWaits())
        && storm.editDelays().count() == calm.editDelays().count()
        && storm.editDelays().most() <= calm.editDelays().most() + A_BATCH.toMillis();
  }

  @Test
  void isHarmlessToTheOthersAndNotInAWrongDesign() {
    StormSimulation calm = run(Layout.AS_DEPLOYED, 0);
    calm.tell("without the live storm");
    StormSimulation storm = run(Layout.AS_DEPLOYED, DELIVERIES);
    storm.tell("with " + DELIVERIES + " deliveries of one store in half a minute");
    assertThat(storm.delays().count()).isGreaterThan(50);
    assertThat(isHarmless(storm, calm)).isTrue();
    for (Layout wrong : List.of(Layout.WITHOUT_GROUPS, Layout.BACKLOGS_AMONG_LIVE_WORK)) {
      StormSimulation planted = run(wrong, DELIVERIES);
      planted.tell("the same " + wrong);
      assertThat(isHarmless(planted, calm)).as("%s", wrong).isFalse();
    }
  }
}
