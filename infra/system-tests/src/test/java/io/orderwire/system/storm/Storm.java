package io.orderwire.system.storm;

import io.orderwire.message.Body;
import io.orderwire.message.Cause;
import io.orderwire.message.EventData;
import io.orderwire.message.IntakeKind;
import io.orderwire.message.IntakeMessage;
import io.orderwire.message.PollJob;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Store;
import io.orderwire.port.Stores.Polling;
import io.orderwire.port.Subject;
import io.orderwire.system.storm.Design.Habit;
import io.orderwire.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One seed: a storm, then everything settles, then it is looked at what came of it.
final class Storm {
  private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");
  private static final int LONG = 70;
  private static final int MIDDLE = 32;
  private static final int SHORT = 16;

  /// An outage is the fourth of so many parts of a storm.
  private static final int PARTS = 7;
  private static final Duration OUTAGE = Duration.ofHours(15);
  private static final int SURGE = 3;
  private static final int MOST_ROUNDS = 60;
  private static final Duration BEYOND_EVERY_REFUSAL = Duration.ofHours(25);
  private static final Duration BEYOND_EVERY_IDLENESS = Duration.ofMinutes(61);
  private static final Duration BEYOND_EVERY_DELAY = Duration.ofMinutes(16);
  private static final Duration BEYOND_EVERY_MEMORY = Duration.ofSeconds(11);
  private static final int AMID_TRADE = 6;

  final StormWorld world;
  private final Swarm swarm;
  private final ManualClock clock = new ManualClock(START);
  private final Journal journal;
  private final int steps;
  private final HistoryAgain remaps;
  private boolean surging;
  private boolean forgotten;

  /// A storm that is not played yet.
  ///
  /// @param without troubles left out, to find which ones matter
  /// @param steps how long it lasts
  Storm(long seed, Design design, Set<Trouble> without, int steps, boolean told) {
    this.swarm = new Swarm(seed, without);
    this.journal = new Journal(clock, told);
    this.steps = steps;
    this.world = new StormWorld(swarm, design, clock, journal);
    this.remaps = new HistoryAgain(world);
    world.faults.meanwhile(this::meanwhile);
  }

  static Storm of(long seed, Design design) {
    return new Storm(seed, design, Set.of(), steps(seed), false);
  }

  /// One that lasts as long as the longest.
  static Storm longOne(long seed, Design design) {
    return new Storm(seed, design, Set.of(), LONG, false);
  }

  /// How long a seed's storm lasts. What is wrong shows within few steps more often than not, and a
  /// short storm costs a fifth of a long one; some things need the long ones.
  static int steps(long seed) {
    return switch ((int) (seed % 10)) {
      case 0 -> LONG;
      case 1, 2, 3 -> MIDDLE;
      default -> SHORT;
    };
  }

  List<String> journal() {
    return journal.lines();
  }

  Map<Trouble, Integer> mix() {
    return swarm.mix();
  }

  /// Plays the storm and lets it settle.
  ///
  /// @throws Broken if something does not hold that must
  void run() {
    if (swarm.strikes(Trouble.HISTORY)) {
      world.cart.trader().history();
    }
    world.faults.rage();
    int outageFrom = 3 * steps / PARTS;
    int outageTo = 4 * steps / PARTS;
    for (int step = 0; step < steps; step++) {
      if (swarm.has(Trouble.OUTAGE) && step >= outageFrom && step < outageTo) {
        outage();
      } else {
        step(swarm.below(10));
      }
      if (swarm.has(Trouble.REDACT) && swarm.aside(steps) == 0) {
        forget();
      }
      if (swarm.strikes(Trouble.REMAP)) {
        world.faults.hold(remaps::another);
      }
    }
    settle();
    new Invariants(world).check();
    new VisitorInvariants(world).check();
  }

  private void step(int what) {
    switch (what) {
      case 0, 1, 2 -> trade();
      case 3, 4 -> world.postman.deliver(world::receive);
      case 5 -> world.normalize(3);
      case 6 -> world.dispatch();
      case 7 -> world.poll();
      case 8 -> clock.advance(Duration.ofMillis(swarm.below(9000)));
      default -> {
        boolean quiet = swarm.below(8) == 0;
        clock.advance(Duration.ofSeconds(quiet ? 180 + swarm.below(900) : 20 + swarm.below(100)));
        if (swarm.below(6) == 0) {
          world.faults.hold(this::askEveryLoop);
        }
        if (swarm.has(Trouble.CARTS) && swarm.aside(6) == 0) {
          clock.advance(BEYOND_EVERY_IDLENESS);
        }
        world.plan();
        world.poll();
      }
    }
  }

  private void forget() {
    if (!forgotten) {
      String asked = world.cart.trader().visitors().farewell();
      forgotten = world.forget(erasure(asked));
      journal.note(() -> "to be forgotten: " + asked);
    }
  }

  private IntakeMessage erasure(String asked) {
    return new IntakeMessage(
        StormWorld.STORE,
        IntakeKind.ERASE,
        Cause.ERASE,
        "erasure-1",
        clock.instant(),
        Map.of(),
        Body.of(CartState.bytes(asked)),
        Optional.empty(),
        0,
        false,
        Optional.empty());
  }

  private void trade() {
    for (int times = surging ? SURGE : 1; times > 0; times--) {
      world.cart.trader().step();
    }
  }

  /// The shop goes on; nothing of ours answers or runs.
  private void outage() {
    clock.advance(OUTAGE.dividedBy(Math.max(1, steps / PARTS)));
    world.cart.trader().step();
    world.postman.deliver(letter -> 503);
    surging = true;
  }

  /// What another invocation, or the shop, does between two steps of this one.
  private void meanwhile() {
    switch (swarm.below(5)) {
      case 0, 1 -> world.normalize(1);
      case 2 -> world.cart.trader().step();
      case 3 -> world.poll();
      default -> world.dispatch();
    }
  }

  /// The storm is over: operators renew what expired and put back what was given up, every loop
  /// comes round, every delayed message arrives.
  private void settle() {
    journal.note(() -> "the storm is over");
    world.faults.calmDown();
    if (swarm.has(Trouble.REDACT)) {
      forget();
    }
    world.cart.calmDown();
    world.postman.calmDown();
    operate();
    if (swarm.has(Trouble.REMAP)) {
      remapAmidTrade();
    }
    ask(List.of(PollJob.ORDERS));
    untilIdle();
    clock.advance(Duration.ofMinutes(2));
    new Invariants(world).checkWhatListingsShow();
    ask(
        world.has(Habit.NOTHING_IS_READ_AGAIN)
            ? List.of(PollJob.DEEP)
            : List.of(PollJob.REREAD, PollJob.DEEP));
    untilIdle();
    // a deep look ends where our clock says
    clock.advance(Trader.FARTHEST_APART);
    ask(List.of(PollJob.RECONCILE, PollJob.DEEP));
    untilIdle();
    clock.advance(Duration.ofMinutes(2));
    if (!world.has(Habit.PARKING_FORGETS_ITS_RECEIPTS)) {
      replayQuarantined();
    }
    untilIdle();
    if (!world.postman.isSubscribed()) {
      // what was refused once, over credentials that expired, is asked for again a day later
      clock.advance(BEYOND_EVERY_REFUSAL);
      ask(List.of(PollJob.SUBSCRIPTIONS));
      untilIdle();
    }
    takeLooks();
    if (swarm.has(Trouble.REMAP)) {
      remaps.again();
      untilIdle();
      remaps.check(this::untilIdle);
    }
  }

  /// Once a remap may begin, and before it does, the shop goes on. Nothing that reads the cart
  /// comes in between then: a fresh look would put right what the remap left wrong.
  private void remapAmidTrade() {
    untilIdle();
    remaps.another();
    clock.advance(BEYOND_EVERY_MEMORY);
    for (int step = 0; step < AMID_TRADE; step++) {
      world.cart.trader().step();
    }
    untilIdle();
    remaps.check(this::untilIdle);
  }

  /// Carts are looked at until none is due any more.
  private void takeLooks() {
    for (int round = 0; round < MOST_ROUNDS && world.watch.nextDue().isPresent(); round++) {
      clock.advance(BEYOND_EVERY_IDLENESS);
      world.lookAtCarts();
      untilIdle();
    }
  }

  private void askEveryLoop() {
    List<String> loops =
        world.has(Habit.NOTHING_IS_READ_AGAIN)
            ? List.of(PollJob.ORDERS, PollJob.RECONCILE, PollJob.DEEP)
            : List.of(PollJob.ORDERS, PollJob.REREAD, PollJob.RECONCILE, PollJob.DEEP);
    ask(loops);
    if (swarm.has(Trouble.UNSUBSCRIBED)) {
      ask(List.of(PollJob.SUBSCRIPTIONS));
    }
  }

  private void ask(List<String> loops) {
    loops.forEach(loop -> world.jobs.sendAll(List.of(PollJob.due(StormWorld.STORE, loop))));
  }

  private void untilIdle() {
    for (int round = 0; round < MOST_ROUNDS; round++) {
      world.postman.deliver(world::receive);
      if (!world.has(Habit.FORGET_DEAD_LETTERS)) {
        world.intake.queue().redrive();
        world.jobs.queue().redrive();
      }
      while (world.hasWork()) {
        world.poll();
        world.normalize(10);
        world.dispatch();
      }
      if (world.isIdle() && world.postman.isEmpty()) {
        return;
      }
      clock.advance(BEYOND_EVERY_DELAY);
    }
  }

  /// A parked store gets new credentials; what was put aside meanwhile is replayed.
  private void operate() {
    Store store = world.stores.get(StormWorld.STORE).orElseThrow();
    if (store.isActive()) {
      return;
    }
    journal.note(() -> "an operator renews the credentials");
    if (world.has(Habit.PARKING_FORGETS_THE_GAP)) {
      Optional<Polling> held = world.stores.polling(StormWorld.STORE, PollJob.ORDERS);
      held.ifPresent(
          polling ->
              world.stores.savePolling(
                  StormWorld.STORE,
                  PollJob.ORDERS,
                  new Polling(clock.instant(), Map.of(), polling.revision())));
    }
    world.stores.update(store.withState(Store.State.ACTIVE, Optional.empty()));
    if (!world.has(Habit.PARKING_FORGETS_ITS_RECEIPTS)) {
      replayQuarantined();
    }
  }

  private void replayQuarantined() {
    Map<String, EventData.Quarantined> receipts = new LinkedHashMap<>();
    for (LedgerEntry entry : world.ledger.stream(0)) {
      if (entry.subject().kind() == Subject.Kind.RECEIPT
          && entry.event().detail().data() instanceof EventData.Quarantined receipt) {
        receipts.put(receipt.receiptId(), receipt);
      }
    }
    receipts.values().stream()
        .filter(receipt -> receipt.state().equals("quarantined"))
        .filter(receipt -> receipt.rawKey().isPresent())
        .forEach(receipt -> world.intake.send(replay(receipt)));
  }

  private IntakeMessage replay(EventData.Quarantined receipt) {
    return new IntakeMessage(
        StormWorld.STORE,
        IntakeKind.REPLAY,
        Cause.REPLAY,
        receipt.receiptId(),
        receipt.receivedAt(),
        Map.of(),
        Body.archived(receipt.rawKey().orElseThrow()),
        Optional.empty(),
        0,
        true,
        Optional.empty());
  }
}
