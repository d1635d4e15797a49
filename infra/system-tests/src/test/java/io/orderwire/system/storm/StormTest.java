package io.orderwire.system.storm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// `-Dseeds=N` runs more of them, `-Dseed=N` one of them, with its journal.
class StormTest {
  private static final int SEEDS = 20_000;
  private static final int CORES = Runtime.getRuntime().availableProcessors();
  private static final long NANOS_A_SECOND = 1_000_000_000L;

  @Test
  void nothingIsLostDoubledOrTurnedBack() {
    Optional<Long> only = Optional.ofNullable(Long.getLong("seed"));
    long first = only.orElse(1L);
    long last = only.orElseGet(() -> (long) Integer.getInteger("seeds", SEEDS));
    LongAdder orders = new LongAdder();
    LongAdder versions = new LongAdder();
    LongAdder events = new LongAdder();
    LongAdder crashes = new LongAdder();
    Map<Trouble, LongAdder> drawn = new EnumMap<>(Trouble.class);
    for (Trouble trouble : Trouble.values()) {
      drawn.put(trouble, new LongAdder());
    }
    LongConsumer play =
        seed -> {
          Storm storm = Storm.of(seed, Design.RIGHT);
          try {
            storm.run();
          } catch (RuntimeException | AssertionError broken) {
            throw new AssertionError(Inquest.into(seed, Design.RIGHT, broken), broken);
          }
          orders.add(storm.world.cart.ids().size());
          versions.add(storm.world.ledger.size());
          events.add(storm.world.bus.events().size());
          crashes.add(storm.world.tally.of("crashes"));
          drawn.forEach(
              (trouble, times) -> {
                if (storm.mix().containsKey(trouble)) {
                  times.increment();
                }
              });
        };
    long middle = (first + last) / 2;
    long cold = nanosOf(first, middle, play);
    long warm = nanosOf(middle + 1, last, play);
    long seeds = last - first + 1;
    System.out.printf(
        "storms: %d seeds in %d ms on %d cores, %d seeds a second and core, %d of them once warm"
            + " (the second half); %d orders, %d versions, %d events put, %d crashes%n",
        seeds,
        Duration.ofNanos(cold + warm).toMillis(),
        CORES,
        rate(seeds, cold + warm),
        rate(last - middle, warm),
        orders.sum(),
        versions.sum(),
        events.sum(),
        crashes.sum());
    assertThat(orders.sum()).isPositive();
    if (seeds >= SEEDS) {
      assertThat(drawn.values()).as("every trouble was drawn").allMatch(each -> each.sum() > 0);
    }
  }

  private static long nanosOf(long first, long last, LongConsumer play) {
    long began = System.nanoTime();
    LongStream.rangeClosed(first, last).parallel().forEach(play);
    return System.nanoTime() - began;
  }

  private static long rate(long seeds, long nanos) {
    return seeds * NANOS_A_SECOND / Math.max(1, nanos) / CORES;
  }
}
