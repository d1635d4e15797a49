package io.orderwire.testkit;

import io.orderwire.testkit.Faults.Moment;
import io.orderwire.testkit.Faults.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// A standard queue in memory: delays, redelivery of what was not deleted, dead letters after
/// [#MAX_RECEIVES] tries.
public final class InMemoryQueue<M> {
  public static final int MAX_RECEIVES = 5;
  public static final Duration LONGEST_DELAY = Duration.ofMinutes(15);

  private final List<Waiting<M>> waiting = new ArrayList<>();
  private final List<M> deadLetters = new ArrayList<>();
  private final InstantSource clock;
  private final Step step;
  private final Faults faults;
  private long sent;

  /// A message in a consumer's hands: it is gone when deleted, and comes again when released.
  public record Received<M>(long id, M message, int receiveCount) {}

  private record Waiting<M>(long id, M message, Instant visibleAt, int receiveCount) {}

  InMemoryQueue(InstantSource clock, Step step, Faults faults) {
    this.clock = clock;
    this.step = step;
    this.faults = faults;
  }

  synchronized void send(M message, Duration delay) {
    if (delay.isNegative() || delay.compareTo(LONGEST_DELAY) > 0) {
      throw new IllegalArgumentException("delay must be 0 to 15 minutes: " + delay);
    }
    faults.at(step, Moment.BEFORE);
    waiting.add(new Waiting<>(++sent, message, clock.instant().plus(delay), 0));
    faults.at(step, Moment.AFTER);
  }

  /// Takes up to `max` visible messages, the oldest first. They are invisible until released.
  public synchronized List<Received<M>> receive(int max) {
    Instant now = clock.instant();
    List<Waiting<M>> taken =
        waiting.stream().filter(each -> !each.visibleAt().isAfter(now)).limit(max).toList();
    waiting.removeAll(taken);
    return taken.stream()
        .map(each -> new Received<>(each.id(), each.message(), each.receiveCount() + 1))
        .toList();
  }

  /// Puts a message back after a failed try; after too many it becomes a dead letter.
  public synchronized void release(Received<M> received) {
    if (received.receiveCount() >= MAX_RECEIVES) {
      deadLetters.add(received.message());
      return;
    }
    waiting.add(
        new Waiting<>(received.id(), received.message(), clock.instant(), received.receiveCount()));
  }

  /// What waits, visible or not, in the order it would be received.
  public synchronized List<M> messages() {
    return waiting.stream().map(Waiting::message).toList();
  }

  /// What was given up.
  public synchronized List<M> deadLetters() {
    return List.copyOf(deadLetters);
  }

  /// Puts what was given up back, as new, as an operator does once the cause is gone.
  public synchronized void redrive() {
    deadLetters.forEach(message -> waiting.add(new Waiting<>(++sent, message, clock.instant(), 0)));
    deadLetters.clear();
  }

  /// True if a message could be received now.
  public synchronized boolean hasVisible() {
    Instant now = clock.instant();
    return waiting.stream().anyMatch(each -> !each.visibleAt().isAfter(now));
  }

  public synchronized boolean isEmpty() {
    return waiting.isEmpty();
  }
}
