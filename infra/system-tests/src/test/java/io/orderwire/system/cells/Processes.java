package io.orderwire.system.cells;

import io.orderwire.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

/// Processes that work at the same time on a virtual clock. One runs at a time, until it pauses or
/// ends; then the clock moves on to whoever is next. So the same work happens in the same order
/// every time, though calls overlap.
final class Processes {
  private final PriorityQueue<Turn> turns =
      new PriorityQueue<>(Comparator.comparing(Turn::at).thenComparingLong(Turn::serial));
  private final Semaphore stage = new Semaphore(0);
  private final AtomicReference<Optional<Throwable>> failure =
      new AtomicReference<>(Optional.empty());
  private final ManualClock clock;
  private long serial;

  private record Turn(Instant at, long serial, Semaphore mine) {}

  Processes(ManualClock clock) {
    this.clock = clock;
  }

  /// One more process, which begins when its turn comes.
  void start(Runnable work) {
    Turn first = turn(Duration.ZERO);
    Thread.ofVirtual()
        .start(
            () -> {
              first.mine().acquireUninterruptibly();
              try {
                work.run();
              } catch (Throwable failed) {
                failure.compareAndSet(Optional.empty(), Optional.of(failed));
              } finally {
                stage.release();
              }
            });
  }

  /// To be called by a process: the others go on meanwhile.
  void pause(Duration time) {
    Turn next = turn(time);
    stage.release();
    next.mine().acquireUninterruptibly();
  }

  /// Until all have ended.
  void run() {
    for (Turn next = turns.poll(); next != null; next = turns.poll()) {
      Duration ahead = Duration.between(clock.instant(), next.at());
      if (ahead.isPositive()) {
        clock.advance(ahead);
      }
      next.mine().release();
      stage.acquireUninterruptibly();
      failure
          .get()
          .ifPresent(
              failed -> {
                throw new AssertionError("a process failed", failed);
              });
    }
  }

  private Turn turn(Duration ahead) {
    Turn turn = new Turn(clock.instant().plus(ahead), serial++, new Semaphore(0));
    turns.add(turn);
    return turn;
  }
}
