package io.orderwire.shops;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/// What waits to leave a shop, by due time. Faults on the way ([Chaos]) are decided when a thing is
/// put in, so that they do not depend on how often the outbox is looked at.
///
/// @param <T> what a platform needs to remember about a waiting webhook
public final class Outbox<T> {
  private static final Duration REORDERED_BY = Duration.ofSeconds(20);
  private static final Duration DELAYED_BY = Duration.ofMinutes(10);

  private record Waiting<T>(Instant due, long serial, T content) {}

  private final PriorityQueue<Waiting<T>> waiting =
      new PriorityQueue<>(
          Comparator.comparing((Waiting<T> w) -> w.due()).thenComparingLong(w -> w.serial()));
  private final RandomGenerator random;
  private final Duration usualDelay;
  private long serial;

  public Outbox(RandomGenerator random, Duration usualDelay) {
    this.random = random;
    this.usualDelay = usualDelay;
  }

  /// Puts a new webhook in: after the platform's usual delay, or as the dice decide. Says when the
  /// first copy is due; nothing when it was dropped.
  public Optional<Instant> add(T content, Instant now, Dice dice) {
    boolean duplicated = dice.happens(Chaos.Fault.DUPLICATE);
    boolean dropped = dice.happens(Chaos.Fault.DROP);
    Instant due = now.plus(delay(dice));
    if (dropped) {
      return Optional.empty();
    }
    put(content, due);
    if (duplicated) {
      put(content, due.plus(dice.upTo(Chaos.Fault.DUPLICATE, REORDERED_BY)));
    }
    return Optional.of(due);
  }

  /// Puts a webhook in again, for a retry at a time of its own.
  public void put(T content, Instant due) {
    waiting.add(new Waiting<>(due, serial++, content));
  }

  /// Takes out what is due, oldest first.
  public List<T> take(Instant now) {
    List<T> due = new ArrayList<>();
    for (Waiting<T> next = waiting.peek();
        next != null && !next.due().isAfter(now);
        next = waiting.peek()) {
      due.add(waiting.remove().content());
    }
    return due;
  }

  public Optional<Instant> nextDue() {
    return Optional.ofNullable(waiting.peek()).map(Waiting::due);
  }

  /// Whether something like this waits already.
  public boolean holds(Predicate<T> like) {
    return waiting.stream().anyMatch(w -> like.test(w.content()));
  }

  /// Forgets what waits and matches.
  public void removeIf(Predicate<T> like) {
    waiting.removeIf(w -> like.test(w.content()));
  }

  private Duration delay(Dice dice) {
    Duration usual =
        usualDelay.isZero()
            ? Duration.ZERO
            : Duration.ofMillis(random.nextLong(usualDelay.toMillis() + 1));
    if (dice.happens(Chaos.Fault.DELAY)) {
      return usual.plus(dice.upTo(Chaos.Fault.DELAY, DELAYED_BY));
    }
    if (dice.happens(Chaos.Fault.REORDER)) {
      return usual.plus(dice.upTo(Chaos.Fault.REORDER, REORDERED_BY));
    }
    return usual;
  }
}
