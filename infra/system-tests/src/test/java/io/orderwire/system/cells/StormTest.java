package io.orderwire.system.cells;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwire.engine.Backfill;
import io.orderwire.engine.Backfills;
import io.orderwire.message.Body;
import io.orderwire.message.Cause;
import io.orderwire.message.IntakeKind;
import io.orderwire.message.IntakeMessage;
import io.orderwire.model.ExternalId;
import io.orderwire.model.StoreId;
import io.orderwire.system.cells.SimulatedLanes.Layout;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// Whatever happens to some stores, the others do not notice.
class StormTest {
  private static final long SEED = 20261123L;
  private static final StoreId NOISY = new StoreId("noisy-cell");
  private static final Duration TIME = Duration.ofMinutes(4);
  private static final int STORM_PERMILLE = 140;

  /// A cart that refuses three calls of four, polled rows that have to be fetched from it, and a
  /// back-fill of a million orders in the same store.
  @Test
  void aStoreWhoseCartRefusesAndABackfillOfAMillionOrders() {
    StormSimulation calm = StormSimulation.calm(SEED, TIME);
    StormSimulation storm = new StormSimulation(SEED, Layout.AS_DEPLOYED);
    RandomGenerator random = StormSimulation.random(SEED ^ 7);
    HugeCart cart = storm.connectHuge(NOISY, random, true);
    storm.backfill(NOISY);
    storm.run(
        TIME,
        now -> {
          if (random.nextInt(1000) < STORM_PERMILLE) {
            storm.lanes.send(confirmation(now));
          }
        });
    Backfill backfill = new Backfills(storm.stage.stores).list(NOISY).getFirst();
    calm.tell("without the refusals");
    storm.tell("with the refusals");
    System.out.printf(
        "cells:   %d calls refused, back-fill of %d orders at %d orders a minute%n",
        cart.refused(), backfill.total().orElse(0L), backfill.ordersPerMinute().orElse(0L));
    assertThat(storm.delays().count()).isGreaterThan(100);
    assertThat(storm.delays()).isEqualTo(calm.delays());
    assertThat(storm.pollWaits()).isEqualTo(calm.pollWaits());
    assertThat(cart.refused()).isGreaterThan(10);
    assertThat(backfill.orders()).isGreaterThan(1_000);
    assertThat(backfill.total()).contains(1_000_000L);
  }

  /// A polled row that names an order and does not carry it.
  private static IntakeMessage confirmation(Instant now) {
    return new IntakeMessage(
        NOISY,
        IntakeKind.CONFIRM,
        Cause.POLL,
        "storm-" + now.toEpochMilli(),
        now,
        Map.of(),
        Body.empty(),
        Optional.of(new ExternalId(Long.toString(HugeCart.idOf(now)))),
        0,
        false,
        Optional.empty());
  }
}
