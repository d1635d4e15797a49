package io.orderwire.shops;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/// Decides, in a repeatable order, which of a [Chaos]'s faults happen. Each fault draws from a
/// stream of its own, so that changing one rate leaves the other faults where they were.
public final class Dice {
  private static final int PARTS = 1_000_000;

  private final Chaos chaos;
  private final Map<Chaos.Fault, SplittableRandom> streams = new EnumMap<>(Chaos.Fault.class);

  public Dice(Chaos chaos) {
    this.chaos = chaos;
    SplittableRandom root = new SplittableRandom(chaos.seed());
    for (Chaos.Fault fault : Chaos.Fault.values()) {
      streams.put(fault, root.split());
    }
  }

  /// Whether the fault happens this time.
  public boolean happens(Chaos.Fault fault) {
    BigDecimal rate = chaos.rate(fault);
    if (rate.signum() == 0) {
      return false;
    }
    return BigDecimal.valueOf(stream(fault).nextInt(PARTS))
            .compareTo(rate.multiply(BigDecimal.valueOf(PARTS)))
        < 0;
  }

  /// A time between nothing and `most`, drawn from the fault's own stream.
  public Duration upTo(Chaos.Fault fault, Duration most) {
    return Duration.ofMillis(stream(fault).nextLong(Math.max(1, most.toMillis())));
  }

  private SplittableRandom stream(Chaos.Fault fault) {
    return Objects.requireNonNull(streams.get(fault), "every fault has a stream");
  }
}
