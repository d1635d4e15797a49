package io.orderwire.shops;

import java.time.Instant;
import java.time.InstantSource;

/// Gives out rising ids, each once.
public final class Sequence {
  private static final Instant START_OF_2026 = Instant.parse("2026-01-01T00:00:00Z");

  private final long step;
  private long next;

  /// @param first the first id
  /// @param step how far apart ids are
  public Sequence(long first, long step) {
    this.next = first;
    this.step = step;
  }

  /// Where ids start for a shop that has no fixed start: seconds since 2026 times ten. A shop would
  /// have to give out more than ten ids a second for a later start to meet an earlier one.
  public static long fromClock(InstantSource clock) {
    return Math.max(1, (clock.instant().getEpochSecond() - START_OF_2026.getEpochSecond()) * 10);
  }

  public long next() {
    long id = next;
    next += step;
    return id;
  }
}
