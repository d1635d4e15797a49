package io.orderwire.system.cells;

import io.orderwire.system.cells.FairQueue.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.TreeSet;
import java.util.function.BiFunction;

/// The event source mapping of a queue, as Lambda scales it: five batches at once, 300 more a
/// minute while messages wait, never more than `MaximumConcurrency`. Source:
/// https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html
final class Consumers<M> {
  private static final int FIRST = 5;
  private static final int MORE_PER_SECOND = 5;

  private final FairQueue<M> queue;
  private final int batch;
  private final int most;
  private final PriorityQueue<Busy> busy = new PriorityQueue<>(Comparator.comparing(Busy::until));
  private final TreeSet<Integer> idle = new TreeSet<>();
  private Instant backlogSince = Instant.MAX;

  private record Busy(Instant until, Runnable end) {}

  /// Takes batches of one queue.
  Consumers(FairQueue<M> queue, int batch, int most) {
    this.queue = queue;
    this.batch = batch;
    this.most = most;
  }

  /// Ends what ends until now, and begins as many batches as there may be.
  ///
  /// @param function what a process, by its number, does with a batch; how long that takes
  void work(Instant now, BiFunction<List<Waiting<M>>, Integer, Duration> function) {
    while (!busy.isEmpty() && !busy.peek().until().isAfter(now)) {
      busy.remove().end().run();
    }
    while (busy.size() < allowed(now)) {
      List<Waiting<M>> taken = queue.receive(batch, now);
      if (taken.isEmpty()) {
        backlogSince = Instant.MAX;
        return;
      }
      int process = idle.isEmpty() ? busy.size() : idle.first();
      idle.remove(process);
      Instant until = now.plus(function.apply(taken, process));
      busy.add(
          new Busy(
              until,
              () -> {
                queue.done(taken, until);
                idle.add(process);
              }));
    }
    if (backlogSince.isAfter(now) && queue.visible(now) > 0) {
      backlogSince = now;
    }
  }

  /// How many are at work.
  int busy() {
    return busy.size();
  }

  private int allowed(Instant now) {
    long waited = backlogSince.isAfter(now) ? 0 : Duration.between(backlogSince, now).toSeconds();
    return (int) Math.min(most, FIRST + waited * MORE_PER_SECOND);
  }
}
