package io.orderwire.system.cells;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.function.Function;

/// A standard queue of SQS with message groups, as its developer guide describes fair queues:
///
/// - A group is noisy when it has at least 30 messages in flight and more than a tenth of all that
///   are, or when more than a tenth of the consumers' recent time went to it.
/// - Messages of quiet groups are received first; if there are none, those of the noisy group with
///   the fewest in flight.
/// - A noisy group is quiet again when nothing of it waits, or nothing was in flight for 5 minutes.
/// - A message without a group is a tenant of its own.
///
/// The guide calls the thresholds approximate and does not say how recent "recent" is: here it is a
/// minute. Source: "How Amazon SQS fair queues work" (`sqs-fair-queues-detailed.html`) in the guide
/// at https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/
final class FairQueue<M> {
  private static final int LEAST_IN_FLIGHT = 30;
  private static final int TENTH = 10;
  private static final Duration RECENT = Duration.ofMinutes(1);
  private static final Duration FORGOTTEN = Duration.ofMinutes(5);

  private final InstantSource clock;
  private final Function<M, Optional<String>> groupOf;
  private final PriorityQueue<Waiting<M>> delayed =
      new PriorityQueue<>(
          Comparator.comparing((Waiting<M> each) -> each.visibleAt())
              .thenComparingLong(Waiting::serial));
  private final Deque<Waiting<M>> ungrouped = new ArrayDeque<>();
  private final Map<String, Group<M>> groups = new TreeMap<>();
  private final Deque<Spent> recent = new ArrayDeque<>();
  private long recentMillis;
  private int inFlight;
  private long serial;

  /// A message, from when on it may be received, and when it was.
  record Waiting<M>(
      long serial, M message, Optional<String> group, Instant visibleAt, Instant receivedAt) {}

  private record Spent(Instant at, Optional<String> group, long millis) {}

  private static final class Group<M> {
    private final Deque<Waiting<M>> backlog = new ArrayDeque<>();
    private int inFlight;
    private long recentMillis;
    private boolean noisy;
    private Instant lastInFlight = Instant.EPOCH;
  }

  FairQueue(InstantSource clock, Function<M, Optional<String>> groupOf) {
    this.clock = clock;
    this.groupOf = groupOf;
  }

  void send(M message, Duration delay) {
    Instant visibleAt = clock.instant().plus(delay);
    delayed.add(new Waiting<>(serial++, message, groupOf.apply(message), visibleAt, Instant.EPOCH));
  }

  /// A batch, which is in flight until [#done].
  List<Waiting<M>> receive(int most, Instant now) {
    arrive(now);
    forget(now);
    List<Waiting<M>> taken = new ArrayList<>();
    while (taken.size() < most) {
      Optional<Waiting<M>> next = next(now);
      if (next.isEmpty()) {
        break;
      }
      Waiting<M> each = next.get();
      taken.add(new Waiting<>(each.serial(), each.message(), each.group(), each.visibleAt(), now));
      inFlight++;
      grouped(each.group()).ifPresent(group -> group.inFlight++);
    }
    return taken;
  }

  void done(List<Waiting<M>> batch, Instant now) {
    for (Waiting<M> each : batch) {
      long millis = Duration.between(each.receivedAt(), now).toMillis();
      recent.add(new Spent(now, each.group(), millis));
      recentMillis += millis;
      inFlight--;
      grouped(each.group())
          .ifPresent(
              group -> {
                group.inFlight--;
                group.recentMillis += millis;
                group.lastInFlight = now;
              });
    }
  }

  /// How many could be received.
  int visible(Instant now) {
    arrive(now);
    return ungrouped.size() + groups.values().stream().mapToInt(each -> each.backlog.size()).sum();
  }

  private void arrive(Instant now) {
    while (!delayed.isEmpty() && !delayed.peek().visibleAt().isAfter(now)) {
      Waiting<M> each = delayed.remove();
      each.group()
          .map(name -> groups.computeIfAbsent(name, none -> new Group<>()).backlog)
          .orElse(ungrouped)
          .add(each);
    }
  }

  private void forget(Instant now) {
    while (!recent.isEmpty() && recent.peek().at().plus(RECENT).isBefore(now)) {
      Spent old = recent.remove();
      recentMillis -= old.millis();
      grouped(old.group()).ifPresent(group -> group.recentMillis -= old.millis());
    }
  }

  private Optional<Group<M>> grouped(Optional<String> name) {
    return name.flatMap(each -> Optional.ofNullable(groups.get(each)));
  }

  private Optional<Waiting<M>> next(Instant now) {
    Deque<Waiting<M>> oldest = ungrouped;
    Optional<Group<M>> leastNoisy = Optional.empty();
    for (Group<M> group : groups.values()) {
      if (group.backlog.isEmpty()) {
        group.noisy = false;
        continue;
      }
      group.noisy = isNoisy(group, now);
      if (group.noisy) {
        leastNoisy =
            leastNoisy
                .filter(least -> least.inFlight <= group.inFlight)
                .or(() -> Optional.of(group));
      } else if (isBefore(group.backlog, oldest)) {
        oldest = group.backlog;
      }
    }
    return oldest.isEmpty()
        ? leastNoisy.map(group -> group.backlog.remove())
        : Optional.of(oldest.remove());
  }

  private boolean isNoisy(Group<M> group, Instant now) {
    boolean remembered =
        group.noisy && (group.inFlight > 0 || group.lastInFlight.plus(FORGOTTEN).isAfter(now));
    return remembered
        || (group.inFlight >= LEAST_IN_FLIGHT && group.inFlight * TENTH > inFlight)
        || group.recentMillis * TENTH > recentMillis;
  }

  private static <M> boolean isBefore(Deque<Waiting<M>> one, Deque<Waiting<M>> other) {
    return other.isEmpty()
        || Comparator.comparing((Waiting<M> each) -> each.visibleAt())
                .thenComparingLong(Waiting::serial)
                .compare(one.getFirst(), other.getFirst())
            < 0;
  }
}
