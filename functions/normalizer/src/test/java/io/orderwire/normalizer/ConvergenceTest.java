package io.orderwire.normalizer;

import static io.orderwire.normalizer.Stage.order;
import static io.orderwire.normalizer.Stage.policies;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.connector.FaultException;
import io.orderwire.connector.StoreMapping.ReadPolicy;
import io.orderwire.message.Cause;
import io.orderwire.message.EventType;
import io.orderwire.message.IntakeMessage;
import io.orderwire.model.Order;
import io.orderwire.port.LedgerEntry;
import io.orderwire.testkit.Crash;
import io.orderwire.testkit.Faults.Step;
import io.orderwire.testkit.Permutations;
import io.orderwire.testkit.SeededFaults;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/// Whatever the order, the duplicates, the races and the crashes: the same order in the end.
class ConvergenceTest {
  /// The life of one order, as the shop states it at each moment.
  private static final List<ObjectNode> LIFE =
      List.of(
          order("1", 0, "pending"),
          order("1", 10, "authorized"),
          order("1", 20, "paid"),
          order("1", 30, "paid").put("shipped", true),
          order("1", 40, "refunded").put("shipped", true));

  @Test
  void everyPermutationOfFiveDeliveriesEndsTheSame() {
    for (ReadPolicy policy : ReadPolicy.values()) {
      for (int length = 1; length <= LIFE.size(); length++) {
        List<ObjectNode> life = LIFE.subList(0, length);
        for (List<ObjectNode> arrival : Permutations.of(life)) {
          Stage stage = new Stage().with(policies(policy), true);
          stage.shop.has(life.getLast());
          List<ObjectNode> withDuplicate = new ArrayList<>(arrival);
          withDuplicate.add(arrival.getFirst());
          withDuplicate.forEach(each -> stage.process(stage.webhook(each)));
          stage.drain();
          assertEndsAs(stage, life.getLast(), policy + " " + arrival);
        }
      }
    }
  }

  @Test
  void aCrashBetweenAnyTwoStepsLosesNothingAndRepeatsNothing() {
    for (Consumer<Stage> scene : List.<Consumer<Stage>>of(this::cartIsUp, this::cartIsDownFirst)) {
      Stage undisturbed = new Stage();
      scene.accept(undisturbed);
      int moments = undisturbed.steps.moments();
      assertThat(moments).isPositive();
      for (int at = 0; at < moments; at++) {
        Stage stage = new Stage();
        stage.steps.crashAt(at);
        scene.accept(stage);
        stage.steps.crashAt(-1);
        assertThat(stage.versions("1")).as("crash at %d", at).isNotEmpty();
        assertEndsAs(stage, LIFE.get(2), "crash at " + at);
        assertThat(stage.types("1")).as("crash at %d", at).isEqualTo(undisturbed.types("1"));
      }
    }
  }

  private void cartIsUp(Stage stage) {
    stage.shop.has(LIFE.get(2));
    untilDone(stage, stage.webhook(LIFE.get(0)));
    untilDone(stage, stage.webhook(LIFE.get(2)));
    stage.drain();
  }

  private void cartIsDownFirst(Stage stage) {
    stage.shop.has(LIFE.get(2));
    stage.shop.fails(503);
    untilDone(stage, stage.webhook(LIFE.get(2)));
    stage.shop.recovers();
    stage.drain();
  }

  private static void untilDone(Stage stage, IntakeMessage message) {
    for (int tries = 0; tries < 50; tries++) {
      try {
        stage.process(message);
        return;
      } catch (FaultException | Crash again) {
        // the queue delivers again
      }
    }
    throw new AssertionError("the message never got through");
  }

  @Test
  void faultsByChanceLoseNothing() {
    for (long seed = 1; seed <= 300; seed++) {
      SeededFaults faults =
          new SeededFaults(RandomGeneratorFactory.of("L64X128MixRandom").create(seed), 40, 40, 40);
      Stage stage = calm(faults);
      stage.shop.has(LIFE.getLast());
      for (ObjectNode each : LIFE) {
        untilDone(stage, stage.webhook(each));
      }
      patientDrain(stage);
      stage.steps.reset();
      calmed = true;
      assertEndsAs(stage, LIFE.getLast(), "seed " + seed);
      calmed = false;
    }
  }

  private boolean calmed = true;

  /// Faults begin when the stage stands.
  private Stage calm(SeededFaults faults) {
    calmed = true;
    Stage stage =
        new Stage(
            (step, moment) -> {
              if (!calmed) {
                faults.at(step, moment);
              }
            });
    calmed = false;
    return stage;
  }

  private static void patientDrain(Stage stage) {
    for (int round = 0; round < 400 && !stage.intake.queue().isEmpty(); round++) {
      if (!stage.intake.queue().hasVisible()) {
        stage.clock.advance(java.time.Duration.ofMinutes(1));
      }
      stage.intake.queue().receive(1).forEach(each -> untilDone(stage, each.message()));
    }
  }

  @Test
  void aLostRaceIsDecidedAgain() {
    Stage stage = new Stage();
    stage.process(stage.webhook(LIFE.get(0)));
    Racing racing =
        new Racing(stage.ledger, () -> stage.process(stage.webhook(LIFE.get(1))), Cause.WEBHOOK);
    stage.through(racing);
    racing.arm();
    stage.shop.has(LIFE.get(3));
    stage.process(
        stage.webhook(LIFE.get(0).deepCopy().put("updated", at(5)).put("total", "11.00")));
    assertThat(stage.versions("1")).hasSize(2);
    racing.arm();
    stage.process(stage.webhook(LIFE.get(3)));
    assertThat(stage.newest("1").lifecycle().updatedAt()).isEqualTo(Stage.NOON.plusSeconds(30));
    assertThat(stage.steps.of(Step.LEDGER_READ)).isPositive();
  }

  private static String at(int second) {
    return Stage.NOON.plusSeconds(second).toString();
  }

  private static void assertEndsAs(Stage stage, ObjectNode last, String what) {
    Order order = stage.newest("1");
    assertThat(order.lifecycle().updatedAt())
        .as(what)
        .isEqualTo(Instant.parse(last.path("updated").asText()));
    assertThat(order.lifecycle().payment())
        .as(what)
        .hasToString(
            "Recognized[value=%s, raw=Optional[%s]]"
                .formatted(
                    last.path("payment").asText().toUpperCase(java.util.Locale.ROOT),
                    last.path("payment").asText()));
    List<LedgerEntry> versions = stage.versions("1");
    for (int index = 0; index < versions.size(); index++) {
      assertThat(versions.get(index).version()).as(what).isEqualTo(index + 1L);
      assertThat(stage.archive.get(versions.get(index).rawKey().orElseThrow()))
          .as(what)
          .isPresent();
    }
    assertThat(stage.types("1").stream().filter(EventType.ORDER_COMMITTED::equals).count())
        .as(what)
        .isLessThanOrEqualTo(1);
    Instant before = Instant.MIN;
    for (LedgerEntry entry : versions) {
      Instant updated = entry.order().orElseThrow().lifecycle().updatedAt();
      assertThat(updated).as(what).isAfterOrEqualTo(before);
      before = updated;
    }
  }
}
