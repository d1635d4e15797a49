package io.orderwire.poller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.connector.FaultException;
import io.orderwire.connector.StoreMapping;
import io.orderwire.engine.Backfill;
import io.orderwire.engine.Backfills;
import io.orderwire.engine.CartClient;
import io.orderwire.engine.EventReplay;
import io.orderwire.engine.EventReplays;
import io.orderwire.engine.IntakeDoor;
import io.orderwire.engine.Platforms;
import io.orderwire.engine.Remap;
import io.orderwire.engine.Remaps;
import io.orderwire.engine.Rhythm;
import io.orderwire.engine.StoreHealth;
import io.orderwire.message.Cause;
import io.orderwire.message.IntakeKind;
import io.orderwire.message.IntakeMessage;
import io.orderwire.message.PollJob;
import io.orderwire.model.ExternalId;
import io.orderwire.model.StoreId;
import io.orderwire.poller.Worker.End;
import io.orderwire.port.AskedPolls.Asked;
import io.orderwire.port.AskedPolls.LoopEnd;
import io.orderwire.port.CartTransport;
import io.orderwire.port.Credentials;
import io.orderwire.port.Store;
import io.orderwire.port.Stores.Polling;
import io.orderwire.port.Subject;
import io.orderwire.testkit.CountedMetrics;
import io.orderwire.testkit.Crash;
import io.orderwire.testkit.Faults;
import io.orderwire.testkit.Faults.Moment;
import io.orderwire.testkit.Faults.Step;
import io.orderwire.testkit.InMemoryAskedPolls;
import io.orderwire.testkit.InMemoryIntakeQueue;
import io.orderwire.testkit.InMemoryLedger;
import io.orderwire.testkit.InMemoryPollQueue;
import io.orderwire.testkit.InMemoryRawArchive;
import io.orderwire.testkit.InMemorySecretBox;
import io.orderwire.testkit.InMemoryStores;
import io.orderwire.testkit.ManualClock;
import io.orderwire.testkit.ScriptedFaults;
import io.orderwire.testkit.TestConnector;
import io.orderwire.testkit.TestShop;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PollingTest {
  private static final StoreId STORE = new StoreId("acme-eu");
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final ScriptedFaults faults = new ScriptedFaults();
  private final List<Step> calls = new ArrayList<>();
  private final Faults counted =
      (step, moment) -> {
        if (moment == Moment.BEFORE) {
          calls.add(step);
        }
        faults.at(step, moment);
        faultsOf().at(step, moment);
      };
  private final ManualClock clock = new ManualClock(NOON);
  private final InMemoryStores stores = new InMemoryStores(counted);
  private final InMemoryLedger ledger = new InMemoryLedger(counted);
  private final InMemoryIntakeQueue intake = new InMemoryIntakeQueue(clock, counted);
  private final InMemoryPollQueue jobs = new InMemoryPollQueue(clock, counted);
  private final InMemoryAskedPolls asked = new InMemoryAskedPolls();
  private final InMemorySecretBox secrets = new InMemorySecretBox();
  private final TestShop shop = new TestShop();
  private Duration callTakes = Duration.ZERO;

  PollingTest() {
    stores.add(
        new Store(
            STORE,
            TestConnector.PLATFORM,
            "Acme",
            URI.create("https://shop.example"),
            "endpoint-token",
            secrets.seal(STORE, new Credentials(Map.of(TestConnector.TOKEN, "t0ken"))),
            true,
            Map.of(),
            StoreMapping.standard(),
            Store.State.ACTIVE,
            Optional.empty(),
            NOON,
            0));
    calls.clear();
  }

  @Test
  void changedOrdersAreHandedOverAndTheWatermarkIsTheLargestOfThem() {
    has("1", -60);
    has("2", -30);
    assertThat(poll().end()).isEqualTo(End.DONE);
    assertThat(enqueued()).containsExactly("1", "2");
    assertThat(intake.queue().messages().getFirst().kind()).isEqualTo(IntakeKind.ROW);
    assertThat(intake.queue().messages().getFirst().cause()).isEqualTo(Cause.POLL);
    assertThat(polling().watermark()).isEqualTo(NOON.minusSeconds(30));
  }

  @Test
  void anUnchangedStoreCostsOneCallToTheCartAndNoWrite() {
    has("1", -60);
    poll();
    calls.clear();
    assertThat(poll().enqueued()).isZero();
    assertThat(calls).containsExactly(Step.STORES_READ, Step.POLLING_READ, Step.CART_CALL);
  }

  @Test
  void anEmptyStoreIsNotWrittenEither() {
    poll();
    assertThat(calls).containsExactly(Step.STORES_READ, Step.POLLING_READ, Step.CART_CALL);
  }

  @Test
  void aRowThatChangedWithoutItsTimeIsHandedOverAgain() {
    has("1", -60);
    poll();
    shop.has(TestShop.order("1", NOON.minusSeconds(60), "paid"));
    assertThat(poll().enqueued()).isEqualTo(1);
    assertThat(poll().enqueued()).isZero();
  }

  @Test
  void theQueryBeginsBeforeTheWatermark() {
    has("1", -60);
    poll();
    has("late", -150);
    poll();
    assertThat(enqueued()).containsExactly("1", "late");
    assertThat(polling().watermark()).isEqualTo(NOON.minusSeconds(60));
  }

  @Test
  void ordersOfTheDayBeforeTheConnectionAreListedAtFirst() {
    has("yesterday", -23 * 3600);
    has("older", -25 * 3600);
    poll();
    assertThat(enqueued()).containsExactly("yesterday");
  }

  @Test
  void aTimeFarInTheFutureDoesNotSkipWhatComesBeforeIt() {
    has("1", -60);
    has("wrong-clock", 365 * 24 * 3600);
    poll();
    assertThat(polling().watermark()).isEqualTo(NOON.minusSeconds(60));
    assertThat(enqueued()).containsExactly("1", "wrong-clock");
  }

  @Test
  void theWatermarkMovesPageByPageAndNeverPastWhatIsEnqueued() {
    for (int number = 1; number <= 7; number++) {
      has("o" + number, -100 + number);
    }
    faults.fail(Step.INTAKE_SEND, Moment.BEFORE);
    assertThatThrownBy(this::poll).isInstanceOf(FaultException.class);
    assertThat(stores.polling(STORE, PollJob.ORDERS)).isEmpty();
    Set<String> seen = new TreeSet<>();
    poll();
    seen.addAll(enqueued());
    assertThat(seen).hasSize(7);
    assertThat(polling().watermark()).isEqualTo(NOON.minusSeconds(93));
  }

  @Test
  void aCrashAtAnyStepLosesNoOrder() {
    int moments = 40;
    for (int at = 0; at < moments; at++) {
      PollingTest fresh = new PollingTest();
      for (int number = 1; number <= 7; number++) {
        fresh.has("o" + number, -100 + number);
      }
      int[] left = {at};
      Faults crashing =
          (step, moment) -> {
            if (left[0]-- == 0) {
              throw new Crash(step, moment);
            }
          };
      fresh.faultsOf = crashing;
      for (int tries = 0; tries < 3; tries++) {
        try {
          fresh.poll();
        } catch (Crash again) {
          // the queue delivers the job again
        }
      }
      fresh.faultsOf = Faults.NONE;
      assertThat(new TreeSet<>(fresh.enqueued())).as("crash at %d", at).hasSize(7);
      assertThat(fresh.polling().watermark()).isEqualTo(NOON.minusSeconds(93));
    }
  }

  private Faults faultsOf = Faults.NONE;

  private Faults faultsOf() {
    return faultsOf;
  }

  @Test
  void aListingWithoutOrderMovesTheWatermarkOnlyAtItsEnd() {
    for (int number = 1; number <= 5; number++) {
      has("o" + number, -100 + number);
    }
    callTakes = Duration.ofSeconds(30);
    Worker.Report first = worker(false).run(PollJob.due(STORE), NOON.plusSeconds(34));
    assertThat(first.end()).isEqualTo(End.CONTINUED);
    assertThat(polling().watermark()).isEqualTo(NOON.minus(Duration.ofHours(24)));
    PollJob next = jobs.queue().messages().getFirst();
    assertThat(next.reached()).contains(NOON.minusSeconds(97));
    assertThat(worker(false).run(next, NOON.plusSeconds(600)).end()).isEqualTo(End.DONE);
    assertThat(polling().watermark()).isEqualTo(NOON.minusSeconds(95));
    assertThat(enqueued()).containsExactly("o1", "o2", "o3", "o4", "o5");
  }

  @Test
  void outOfTimeItGoesOnInAFurtherJob() {
    for (int number = 1; number <= 7; number++) {
      has("o" + number, -100 + number);
    }
    callTakes = Duration.ofSeconds(30);
    Worker.Report report = worker(true).run(PollJob.due(STORE), NOON.plusSeconds(34));
    assertThat(report.end()).isEqualTo(End.CONTINUED);
    assertThat(report.enqueued()).isEqualTo(TestShop.PAGE_SIZE);
    PollJob next = jobs.queue().messages().getFirst();
    assertThat(next.round()).isEqualTo(1);
    assertThat(next.next()).isPresent();
    worker(true).run(next, NOON.plusSeconds(6000));
    assertThat(enqueued()).hasSize(7).doesNotHaveDuplicates();
  }

  @Test
  void throttledItComesBackAsAskedWithTheSameCall() {
    has("1", -60);
    shop.answersNext(429, Map.of("retry-after", "120"));
    assertThat(poll().end()).isEqualTo(End.POSTPONED);
    assertThat(jobs.queue().hasVisible()).isFalse();
    clock.advance(Duration.ofMinutes(2));
    PollJob again = jobs.queue().receive(1).getFirst().message();
    assertThat(again.attempt()).isEqualTo(1);
    assertThat(run(again).end()).isEqualTo(End.DONE);
    assertThat(enqueued()).containsExactly("1");
  }

  @Test
  void aCartThatStaysAwayIsToldAndTakenBack() {
    shop.fails(503);
    PollJob job = PollJob.due(STORE);
    End end = run(job).end();
    while (end == End.POSTPONED) {
      clock.advance(Duration.ofMinutes(15));
      job = jobs.queue().receive(1).getFirst().message();
      end = run(job).end();
    }
    assertThat(end).isEqualTo(End.GIVEN_UP);
    assertThat(stores.get(STORE).orElseThrow().health().orElseThrow().code())
        .isEqualTo(Setbacks.LISTING_FAILS);
    assertThat(stores.get(STORE).orElseThrow().isActive()).isTrue();
    shop.recovers();
    poll();
    assertThat(stores.get(STORE).orElseThrow().health()).isEmpty();
    assertThat(ledger.history(Subject.health(STORE), 1, 9)).hasSize(2);
  }

  @Test
  void refusedCredentialsParkTheStore() {
    shop.fails(401);
    assertThat(poll().end()).isEqualTo(End.PARKED);
    assertThat(stores.get(STORE).orElseThrow().state()).isEqualTo(Store.State.PARKED);
    assertThat(ledger.history(Subject.health(STORE), 1, 9)).hasSize(1);
    assertThat(poll().end()).isEqualTo(End.NOT_POLLED);
  }

  @Test
  void aBackfillListsItsWindowAndLeavesTheWatermarkAlone() {
    has("old", -30 * 24 * 3600);
    has("1", -60);
    Backfills backfills = new Backfills(stores);
    String id =
        backfills
            .ask(STORE, NOON.minus(Duration.ofDays(40)), NOON.minus(Duration.ofDays(20)), NOON)
            .id();
    assertThat(run(PollJob.backfill(STORE, id)).end()).isEqualTo(End.DONE);
    assertThat(enqueued()).containsExactly("old");
    assertThat(intake.queue().messages().getFirst().cause()).isEqualTo(Cause.BACKFILL);
    assertThat(calls).doesNotContain(Step.POLLING_READ, Step.POLLING_WRITE);
    assertThat(backfills.list(STORE).getFirst().state()).isEqualTo(Backfill.State.DONE);
  }

  @Test
  void aSweepHandsOverWhatChangedAndAsksForTheWholeOrder() {
    has("1", -60);
    Worker.Report report = run(PollJob.due(STORE, "children"));
    assertThat(report.end()).isEqualTo(End.DONE);
    IntakeMessage message = intake.queue().messages().getFirst();
    assertThat(message.kind()).isEqualTo(IntakeKind.CONFIRM);
    assertThat(message.subject()).contains(new ExternalId("1"));
    assertThat(run(PollJob.due(STORE, "children")).enqueued()).isZero();
    assertThat(stores.polling(STORE, PollJob.ORDERS)).isEmpty();
  }

  @Test
  void anAskedPollGoesThroughItsLoopsAndTellsHowEachEnded() {
    has("1", -60);
    List<String> loops = List.of(PollJob.ORDERS, "children", PollJob.CARTS);
    asked.begin(new Asked(STORE, "p1", NOON, loops, List.of()));
    jobs.sendAll(List.of(PollJob.asked(STORE, "p1", loops, Optional.empty())));
    while (jobs.queue().hasVisible()) {
      run(jobs.queue().receive(1).getFirst().message());
    }
    Asked poll = asked.find(STORE, "p1").orElseThrow();
    assertThat(poll.isDone()).isTrue();
    assertThat(poll.ended()).extracting(LoopEnd::end).containsOnly("done");
    assertThat(poll.ended()).extracting(LoopEnd::enqueued).containsExactly(1, 1, 0);
    assertThat(poll.ended().getFirst().watermark()).contains(NOON.minusSeconds(60));
  }

  @Test
  void anAskedPollThatRunsOutOfTimeCountsAllOfItsJobs() {
    for (int number = 1; number <= 7; number++) {
      has("o" + number, -100 + number);
    }
    List<String> loops = List.of(PollJob.ORDERS);
    asked.begin(new Asked(STORE, "p1", NOON, loops, List.of()));
    callTakes = Duration.ofSeconds(30);
    worker(true).run(PollJob.asked(STORE, "p1", loops, Optional.empty()), NOON.plusSeconds(34));
    assertThat(asked.find(STORE, "p1").orElseThrow().ended()).isEmpty();
    worker(true).run(jobs.queue().messages().getFirst(), NOON.plusSeconds(6000));
    LoopEnd end = asked.find(STORE, "p1").orElseThrow().ended().getFirst();
    assertThat(end.enqueued()).isEqualTo(7);
    assertThat(end.pages()).isEqualTo(3);
  }

  @Test
  void listedCartsAreIntakeToo() {
    shop.hasCart(TestShop.order("c1", NOON.minusSeconds(60), "pending"));
    run(PollJob.due(STORE, PollJob.CARTS));
    assertThat(intake.queue().messages().getFirst().kind()).isEqualTo(IntakeKind.CART_ROW);
  }

  @Test
  void aSecondPollOfTheSameLoopGivesWay() {
    has("1", -60);
    Polling elsewhere = new Polling(NOON.minusSeconds(90), Map.of(), 0);
    beforeSave = () -> stores.savePolling(STORE, PollJob.ORDERS, elsewhere);
    assertThat(poll().end()).isEqualTo(End.OVERTAKEN);
    assertThat(polling().watermark()).isEqualTo(NOON.minusSeconds(90));
    assertThat(poll().end()).isEqualTo(End.DONE);
    assertThat(polling().watermark()).isEqualTo(NOON.minusSeconds(60));
  }

  @Test
  void anAskedPollThatGaveWayIsRunAgain() {
    has("1", -60);
    Polling elsewhere = new Polling(NOON.minusSeconds(90), Map.of(), 0);
    beforeSave = () -> stores.savePolling(STORE, PollJob.ORDERS, elsewhere);
    List<String> loops = List.of(PollJob.ORDERS);
    asked.begin(new Asked(STORE, "p1", NOON, loops, List.of()));
    assertThat(run(PollJob.asked(STORE, "p1", loops, Optional.empty())).end())
        .isEqualTo(End.OVERTAKEN);
    assertThat(asked.find(STORE, "p1").orElseThrow().isDone()).isFalse();
    run(jobs.queue().receive(1).getFirst().message());
    assertThat(asked.find(STORE, "p1").orElseThrow().ended().getFirst().end()).isEqualTo("done");
  }

  private Runnable beforeSave = () -> {};

  @Test
  void dueStoresAreSpreadAndEachIsDueOncePerInterval() {
    Store store = stores.get(STORE).orElseThrow();
    Rhythm rhythm = new Rhythm(Duration.ofMinutes(5));
    int orders = 0;
    int sweeps = 0;
    for (int minute = 0; minute < 60; minute++) {
      List<String> due =
          rhythm.due(store, TestConnector.create(), NOON.plus(Duration.ofMinutes(minute)));
      orders += due.contains(PollJob.ORDERS) ? 1 : 0;
      sweeps += due.contains("children") ? 1 : 0;
    }
    assertThat(orders).isEqualTo(12);
    assertThat(sweeps).isEqualTo(1);
  }

  @Test
  void thePlannerAsksForWhatIsDueOfActiveStoresOnly() {
    Planner planner =
        new Planner(
            new Platforms(List.of(TestConnector.create())),
            stores,
            new Planner.Queues(jobs, intake),
            new Rhythm(Duration.ofMinutes(1)));
    planner.plan(NOON);
    assertThat(jobs.queue().messages()).contains(PollJob.due(STORE));
    int before = jobs.queue().messages().size();
    stores.update(
        stores.get(STORE).orElseThrow().withState(Store.State.DISABLED, Optional.empty()));
    assertThat(planner.plan(NOON).jobs()).isZero();
    assertThat(jobs.queue().messages()).hasSize(before);
  }

  /// Its message never came, or became a dead letter: whatever the state of the store, somebody
  /// sends for it again.
  @Test
  void thePlannerSendsForRemapsThatWereLost() {
    Planner planner =
        new Planner(
            new Platforms(List.of(TestConnector.create())),
            stores,
            new Planner.Queues(jobs, intake),
            new Rhythm(Duration.ofMinutes(5)));
    stores.update(stores.get(STORE).orElseThrow().withState(Store.State.PARKED, Optional.empty()));
    Remaps remaps = new Remaps(stores);
    Remap lost = remaps.ask(STORE, 1, NOON).remap();
    assertThat(revived(planner, NOON)).as("young enough to be under way").isZero();
    assertThat(intake.queue().messages()).isEmpty();
    Instant later = NOON.plus(Duration.ofMinutes(21));
    assertThat(revived(planner, later)).isEqualTo(1);
    IntakeMessage message = intake.queue().messages().getFirst();
    assertThat(remaps.of(message).orElseThrow().remap()).isEqualTo(lost);
    remaps.change(STORE, lost.id(), each -> each.ended(Remap.State.DONE, Optional.empty(), later));
    assertThat(revived(planner, NOON.plus(Duration.ofMinutes(60)))).isZero();
  }

  /// Several of one store, each whose message was lost.
  @Test
  void thePlannerSendsForReplaysThatWereLost() {
    Planner planner =
        new Planner(
            new Platforms(List.of(TestConnector.create())),
            stores,
            new Planner.Queues(jobs, intake),
            new Rhythm(Duration.ofMinutes(5)));
    stores.update(stores.get(STORE).orElseThrow().withState(Store.State.PARKED, Optional.empty()));
    EventReplays replays = new EventReplays(stores);
    EventReplay first = replays.ask(STORE, order("1"), NOON).orElseThrow().replay();
    EventReplay second = replays.ask(STORE, order("2"), NOON).orElseThrow().replay();
    assertThat(revived(planner, NOON)).as("young enough to be under way").isZero();
    Instant later = NOON.plus(Duration.ofMinutes(21));
    assertThat(revived(planner, later)).isEqualTo(2);
    assertThat(
            intake.queue().messages().stream()
                .map(message -> replays.of(message).orElseThrow().replay()))
        .containsExactlyInAnyOrder(first, second);
    replays.change(
        STORE,
        first.id(),
        each -> each.ended(EventReplay.State.CANCELLED, Optional.empty(), later));
    assertThat(revived(planner, NOON.plus(Duration.ofMinutes(60)))).isEqualTo(1);
  }

  private static EventReplay.Selection order(String id) {
    return new EventReplay.Selection(
        Optional.empty(), Optional.empty(), Optional.of(new ExternalId(id)), List.of());
  }

  /// In a quarter of an hour.
  private static int revived(Planner planner, Instant from) {
    int revived = 0;
    for (int minute = 0; minute < 15; minute++) {
      revived += planner.plan(from.plus(Duration.ofMinutes(minute))).revived();
    }
    return revived;
  }

  private Worker.Report poll() {
    return run(PollJob.due(STORE));
  }

  private Worker.Report run(PollJob job) {
    return worker(true).run(job, clock.instant().plusSeconds(60));
  }

  private Worker worker(boolean ascending) {
    CartTransport transport =
        request -> {
          counted.at(Step.CART_CALL, Moment.BEFORE);
          clock.advance(callTakes);
          return shop.exchange(request);
        };
    CartClient carts =
        new CartClient(
            transport, secrets, new CartClient.Surroundings(clock, clock::advance, () -> "nonce"));
    return new Worker(
        new Worker.World(
            new Platforms(List.of(TestConnector.create(ascending))),
            new InterruptedStores(stores, this::beforeSave),
            ledger,
            new IntakeDoor(intake, new InMemoryRawArchive()),
            jobs,
            carts,
            secrets,
            new StoreHealth(stores, ledger, clock),
            asked,
            new CountedMetrics(),
            clock));
  }

  private void beforeSave() {
    Runnable once = beforeSave;
    beforeSave = () -> {};
    once.run();
  }

  private void has(String id, int second) {
    ObjectNode order = TestShop.order(id, NOON.plusSeconds(second), "pending");
    shop.has(order);
  }

  private List<String> enqueued() {
    return intake.queue().messages().stream()
        .map(message -> message.subject().orElseThrow().value())
        .toList();
  }

  private Polling polling() {
    return stores.polling(STORE, PollJob.ORDERS).orElseThrow();
  }
}
