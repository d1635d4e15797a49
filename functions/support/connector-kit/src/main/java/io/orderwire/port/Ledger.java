package io.orderwire.port;

import io.orderwire.message.Cause;
import io.orderwire.model.StoreId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The append-only ledger. All faults of the world come as `FaultException`.
public interface Ledger {

  /// `EVENTUAL` may miss the very latest append and costs half.
  enum Consistency {
    EVENTUAL,
    STRONG
  }

  Optional<LedgerEntry> newest(Subject subject, Consistency consistency);

  Optional<LedgerEntry> version(Subject subject, long version);

  /// Oldest first, from `fromVersion` on.
  List<LedgerEntry> history(Subject subject, long fromVersion, int limit);

  /// Appends unless that version exists already. False means another writer was first: read again
  /// and decide again.
  boolean append(LedgerEntry entry);

  /// Writes a recorded version anew with less in it: its person was erased. It is announced to
  /// nobody. Of the same version nothing else is kept. True if there was such a version.
  boolean replace(LedgerEntry entry);

  /// A store's entries in the order they were recorded, at or after `since`. Eventually consistent.
  /// A page may be short, or empty, and yet have a next one.
  ///
  /// @throws IllegalArgumentException for a cursor that no page gave
  ChangePage changedSince(
      StoreId storeId, Subject.Kind kind, Instant since, Optional<String> cursor, int limit);

  /// A store's entries the other way round, the latest first. Eventually consistent. A page may be
  /// short, or empty, and yet have a next one.
  ///
  /// @throws IllegalArgumentException for a cursor that no page gave
  ChangePage latest(StoreId storeId, Subject.Kind kind, Optional<String> cursor, int limit);

  /// How many versions of a store were recorded at or after `from` and before `until`. Eventually
  /// consistent. Reads the latest first and `most` lines of the feed at most: what it leaves out is
  /// the oldest.
  Tally tally(StoreId storeId, Instant from, Instant until, int most);

  /// One line of the change feed: which version of what was recorded when, and its headline (order
  /// status, receipt state…), and what brought it.
  record Change(Subject subject, long version, Instant recordedAt, String headline, Cause cause) {}

  /// Versions by when, what and why they were recorded.
  ///
  /// @param counts by hour, kind and cause; there are none of nothing
  /// @param countedFrom the oldest version that was counted, where there were more: how many were
  /// recorded before it is not known
  record Tally(List<Count> counts, Optional<Instant> countedFrom) {
    public Tally {
      counts = List.copyOf(counts);
    }

    /// A version as it is counted.
    public record Line(Instant recordedAt, Subject.Kind kind, Cause cause) {}

    /// How many of one kind and cause.
    ///
    /// @param hour in which they were recorded, by UTC
    public record Count(Instant hour, Subject.Kind kind, Cause cause, long versions) {}

    private record Slot(Instant hour, Subject.Kind kind, Cause cause) {
      static Slot of(Line line) {
        return new Slot(line.recordedAt().truncatedTo(ChronoUnit.HOURS), line.kind(), line.cause());
      }
    }

    /// Counts the first `most` of these lines, the latest first; one more tells that it is not all.
    public static Tally of(List<Line> lines, int most) {
      List<Line> counted = lines.subList(0, Math.min(most, lines.size()));
      Map<Slot, Long> slots =
          counted.stream().collect(Collectors.groupingBy(Slot::of, Collectors.counting()));
      return new Tally(
          slots.entrySet().stream()
              .map(
                  each ->
                      new Count(
                          each.getKey().hour(),
                          each.getKey().kind(),
                          each.getKey().cause(),
                          each.getValue()))
              .sorted(
                  Comparator.comparing(Count::hour)
                      .thenComparing(Count::kind)
                      .thenComparing(Count::cause))
              .toList(),
          counted.size() < lines.size()
              ? Optional.of(counted.getLast().recordedAt())
              : Optional.empty());
    }
  }

  record ChangePage(List<Change> changes, Optional<String> nextCursor) {
    public ChangePage {
      changes = List.copyOf(changes);
    }
  }
}
