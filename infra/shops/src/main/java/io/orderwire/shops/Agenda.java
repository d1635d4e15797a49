package io.orderwire.shops;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/// Changes that a shop carries out later, by itself: completing a half-written order, purging an
/// old basket.
public final class Agenda {
  private record Entry(Instant due, long serial, Runnable change) {}

  private final PriorityQueue<Entry> entries =
      new PriorityQueue<>(Comparator.comparing(Entry::due).thenComparingLong(Entry::serial));
  private long serial;

  public void at(Instant due, Runnable change) {
    entries.add(new Entry(due, serial++, change));
  }

  /// Carries out what fell due, oldest first.
  public void run(Instant now) {
    ArrayDeque<Runnable> due = new ArrayDeque<>();
    for (Entry next = entries.peek();
        next != null && !next.due().isAfter(now);
        next = entries.peek()) {
      due.add(entries.remove().change());
    }
    due.forEach(Runnable::run);
  }

  public Optional<Instant> nextDue() {
    return Optional.ofNullable(entries.peek()).map(Entry::due);
  }
}
