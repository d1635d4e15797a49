package io.orderwire.system.cells;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwire.engine.Backfill;
import io.orderwire.engine.Backfill.State;
import io.orderwire.engine.Backfills;
import io.orderwire.message.Cause;
import io.orderwire.message.IntakeMessage;
import io.orderwire.message.PollJob;
import io.orderwire.model.ExternalId;
import io.orderwire.poller.Worker;
import io.orderwire.shops.Action;
import io.orderwire.shops.Platform;
import io.orderwire.shops.Scenario;
import io.orderwire.testkit.Crash;
import io.orderwire.testkit.Faults.Moment;
import io.orderwire.testkit.Faults.Step;
import io.orderwire.testkit.InMemoryQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A back-fill lists its window once, whatever happens on the way.
class BackfillTest {
  private static final int ORDERS = 23;
  private final RandomGenerator random =
      RandomGeneratorFactory.of("L64X128MixRandom").create(20261123L);
  private int stepsLeft = -1;
  private final CellStage stage = new CellStage(this::crash);
  private final Backfills backfills = new Backfills(stage.stores);
  private final Set<String> placed = new TreeSet<>();
  private final Set<String> listed = new TreeSet<>();

  private void crash(Step step, Moment moment) {
    if (stepsLeft >= 0 && stepsLeft-- == 0) {
      throw new Crash(step, moment);
    }
  }

  private Cell trading(Platform platform) {
    Cell cell = stage.connect(Cell.open(platform.id() + "-cell", platform, stage.clock, random));
    for (int order = 0; order < ORDERS; order++) {
      placed.add(cell.shop().act(new Action.Place(Scenario.GUEST.purchase(random))).id());
      stage.clock.advance(Duration.ofMinutes(7));
    }
    return cell;
  }

  private String ask(Cell cell) {
    Backfill asked =
        backfills.ask(
            cell.storeId(),
            CellStage.START.minus(Duration.ofDays(1)),
            stage.clock.instant(),
            stage.clock.instant());
    stage.jobs.sendAll(java.util.List.of(PollJob.backfill(cell.storeId(), asked.id())));
    return asked.id();
  }

  private Backfill found(Cell cell, String id) {
    return backfills.find(cell.storeId(), id).orElseThrow().backfill();
  }

  /// Runs what waits in the poll queue; a crash brings its job back.
  private void work() {
    for (int round = 0; round < 400 && !stage.jobs.queue().isEmpty(); round++) {
      for (InMemoryQueue.Received<PollJob> each : stage.jobs.queue().receive(1)) {
        try {
          stage.run(each.message());
        } catch (Crash crash) {
          stage.jobs.queue().release(each);
        }
      }
      if (!stage.jobs.queue().hasVisible()) {
        stage.clock.advance(Duration.ofSeconds(10));
      }
    }
    for (IntakeMessage message : stage.intake.queue().messages()) {
      assertThat(message.cause()).isEqualTo(Cause.BACKFILL);
      message.subject().map(ExternalId::value).ifPresent(listed::add);
    }
  }

  @ParameterizedTest
  @EnumSource(Platform.class)
  void itListsItsWindowAndCountsByThePlatform(Platform platform) {
    Cell cell = trading(platform);
    String id = ask(cell);
    work();
    assertThat(listed).isEqualTo(placed);
    Backfill done = found(cell, id);
    assertThat(done.state()).isEqualTo(State.DONE);
    assertThat(done.total()).contains((long) ORDERS);
    assertThat(done.orders()).isEqualTo(ORDERS);
    assertThat(done.progress()).contains(new Backfill.Progress(100, "count"));
  }

  @Test
  void whatIsOutsideTheWindowIsLeftAlone() {
    Cell cell = trading(Platform.WOOCOMMERCE);
    Instant middle = CellStage.START.plus(Duration.ofMinutes(7 * 10));
    Backfill asked =
        backfills.ask(
            cell.storeId(),
            CellStage.START,
            middle.minus(Duration.ofMinutes(3)),
            stage.clock.instant());
    stage.jobs.sendAll(java.util.List.of(PollJob.backfill(cell.storeId(), asked.id())));
    work();
    assertThat(listed).hasSize(10);
  }

  /// Before and after every step that a back-fill makes.
  @ParameterizedTest
  @EnumSource(Platform.class)
  void itGoesOnAfterACrashAtAnyStep(Platform platform) {
    Cell cell = trading(platform);
    int crashes = 0;
    for (int step = 0; ; step++) {
      listed.clear();
      stage.intake.queue().receive(10_000);
      String id = ask(cell);
      stepsLeft = step;
      work();
      boolean crashed = stepsLeft < 0;
      stepsLeft = -1;
      assertThat(listed).as("crash at step %d", step).isEqualTo(placed);
      assertThat(found(cell, id).state()).isEqualTo(State.DONE);
      if (!crashed) {
        break;
      }
      crashes++;
    }
    System.out.printf("back-fill: %s, %d crash points, nothing missing%n", platform, crashes);
    assertThat(crashes).isGreaterThan(10);
  }

  @Test
  void itGoesOnWhenTheTimeOfTheFunctionRunsOut() {
    Cell cell = trading(Platform.SHOPIFY);
    String id = ask(cell);
    int invocations = 0;
    while (!found(cell, id).state().isOver()) {
      stage.jobs.queue().receive(1);
      Worker.Report report =
          stage
              .worker()
              .run(
                  PollJob.backfill(cell.storeId(), id),
                  stage.clock.instant().plus(Duration.ofSeconds(6)));
      stage.clock.advance(Duration.ofSeconds(20));
      assertThat(report.pages()).isLessThanOrEqualTo(2);
      invocations++;
    }
    work();
    assertThat(invocations).isGreaterThan(3);
    assertThat(listed).isEqualTo(placed);
  }

  @Test
  void twoOfAStoreQueueUp() {
    Cell cell = trading(Platform.WOOCOMMERCE);
    String first = ask(cell);
    String second = ask(cell);
    Worker.Report early = stage.run(PollJob.backfill(cell.storeId(), second));
    assertThat(early.detail()).contains("comes first");
    assertThat(found(cell, second).state()).isEqualTo(State.QUEUED);
    stage.run(PollJob.backfill(cell.storeId(), first));
    assertThat(found(cell, first).state()).isEqualTo(State.DONE);
    work();
    assertThat(found(cell, second).state()).isEqualTo(State.DONE);
    assertThat(found(cell, second).startedAt().orElseThrow())
        .isAfterOrEqualTo(found(cell, first).endedAt().orElseThrow());
  }

  @Test
  void aCancelledOneStopsAtItsNextPage() {
    Cell cell = trading(Platform.SHOPIFY);
    String id = ask(cell);
    stage
        .worker()
        .run(
            PollJob.backfill(cell.storeId(), id),
            stage.clock.instant().plus(Duration.ofSeconds(6)));
    Backfill running = found(cell, id);
    assertThat(running.state()).isEqualTo(State.RUNNING);
    backfills.change(
        cell.storeId(),
        id,
        each -> each.ended(State.CANCELLED, java.util.Optional.empty(), stage.clock.instant()));
    work();
    assertThat(found(cell, id).state()).isEqualTo(State.CANCELLED);
    assertThat(listed).hasSizeLessThan(ORDERS);
  }

  @Test
  void theWatchRevivesOneWhoseJobWasLost() {
    Cell cell = trading(Platform.WOOCOMMERCE);
    String id = ask(cell);
    stage.jobs.queue().receive(10);
    stage.clock.advance(Duration.ofMinutes(30));
    stage.run(PollJob.due(cell.storeId(), PollJob.SUBSCRIPTIONS));
    assertThat(stage.jobs.queue().messages()).contains(PollJob.backfill(cell.storeId(), id));
  }
}
