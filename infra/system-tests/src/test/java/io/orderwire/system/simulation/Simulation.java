package io.orderwire.system.simulation;

import io.orderwire.shops.Attempt;
import io.orderwire.shops.Chaos;
import io.orderwire.shops.Platform;
import io.orderwire.testkit.ManualClock;
import io.orderwire.testkit.SeededFaults;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// One run of everything under one seed: shops trade, webhooks are lost, doubled and overtaken,
/// services throttle, fail and lose answers, processes end between any two steps. Then the storm is
/// over and everything settles.
final class Simulation {
  private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");
  private static final int STEPS = 160;
  private static final int SETTLING_MINUTES = 26;
  private static final int MOST_ROUNDS = 40;
  private static final int REPLAYING_STEPS = 20;
  private static final Duration BEYOND_EVERY_DELAY = Duration.ofMinutes(16);

  final List<SimulatedShop> shops = new ArrayList<>();
  final SimulatedSuite suite;
  private final ManualClock clock = new ManualClock(START);
  private final RandomGenerator random;
  private final SwitchedFaults faults;

  Simulation(long seed) {
    random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    faults =
        new SwitchedFaults(
            new SeededFaults(random, random.nextInt(20), random.nextInt(30), random.nextInt(15)));
    Chaos chaos =
        Chaos.parse(
            "drop=0.%d,duplicate=0.%d,reorder=0.%d,delay=0.%d,half=0.%d,error=0.0%d,throttle=0.0%d,seed=%d"
                .formatted(
                    random.nextInt(4),
                    random.nextInt(4),
                    random.nextInt(4),
                    random.nextInt(2),
                    random.nextInt(3),
                    random.nextInt(9),
                    random.nextInt(9),
                    seed));
    for (Platform platform : Platform.values()) {
      shops.add(SimulatedShop.open(platform, clock, random, chaos));
    }
    suite = new SimulatedSuite(shops, clock, faults);
  }

  /// Plays the storm and lets it settle.
  void run() {
    faults.hold(() -> shops.forEach(suite::connect));
    for (int step = 0; step < STEPS; step++) {
      step();
    }
    settle();
  }

  /// Has all events of all stores put on the bus once more, through another storm. How many were on
  /// it before.
  int replay() {
    int before = suite.bus.size();
    shops.forEach(suite::askForReplay);
    clock.advance(Duration.ofMinutes(1));
    faults.storm();
    for (int step = 0; step < REPLAYING_STEPS; step++) {
      suite.normalize();
      clock.advance(Duration.ofSeconds(1));
    }
    faults.calm();
    suite.redrive();
    for (int round = 0; round < MOST_ROUNDS && !suite.isIdle(); round++) {
      while (suite.hasWork()) {
        suite.normalize();
      }
      clock.advance(BEYOND_EVERY_DELAY);
    }
    return before;
  }

  private void step() {
    switch (random.nextInt(8)) {
      case 0, 1 -> shops.get(random.nextInt(shops.size())).trader().step();
      case 2 -> deliverDue();
      case 3 -> suite.normalize();
      case 4 -> suite.dispatch();
      case 5 -> suite.poll();
      case 6 -> clock.advance(Duration.ofMillis(random.nextLong(8_000)));
      default -> nextMinute();
    }
  }

  private void nextMinute() {
    if (random.nextInt(3) == 0) {
      clock.advance(Duration.ofMinutes(1));
      suite.plan();
    }
  }

  private void deliverDue() {
    for (SimulatedShop shop : shops) {
      for (Attempt attempt : shop.shop().due()) {
        shop.shop().report(attempt, suite.deliver(attempt));
      }
    }
  }

  /// Long enough for every loop of the poller to come round, and for every delayed message.
  private void settle() {
    faults.calm();
    shops.forEach(shop -> shop.shop().disturb(Chaos.none()));
    for (int minute = 0; minute < SETTLING_MINUTES; minute++) {
      suite.plan();
      work();
      clock.advance(Duration.ofMinutes(1));
    }
    for (int round = 0; round < MOST_ROUNDS && !suite.isIdle(); round++) {
      clock.advance(BEYOND_EVERY_DELAY);
      work();
    }
  }

  private void work() {
    deliverDue();
    suite.redrive();
    while (suite.hasWork()) {
      suite.poll();
      suite.normalize();
      suite.dispatch();
    }
  }
}
