package io.orderwire.port;

import io.orderwire.message.Cause;
import io.orderwire.model.StoreId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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

  /// One line of the change feed: which version of what was recorded when, and its headline (order
  /// status, receipt state…), and what brought it.
  record Change(Subject subject, long version, Instant recordedAt, String headline, Cause cause) {}

  record ChangePage(List<Change> changes, Optional<String> nextCursor) {
    public ChangePage {
      changes = List.copyOf(changes);
    }
  }
}
