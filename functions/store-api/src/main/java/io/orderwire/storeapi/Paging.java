package io.orderwire.storeapi;

import io.orderwire.model.StoreId;
import io.orderwire.port.Ledger;
import io.orderwire.port.Ledger.Change;
import io.orderwire.port.Ledger.ChangePage;
import io.orderwire.port.Ledger.Consistency;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Pages of the newest versions of a store's subjects, in the order in which these were recorded.
///
/// The change feed has a line for every version; only the line of a subject's newest version
/// counts, so that each subject comes once. A subject that changes while somebody pages comes again
/// at the end: whoever keeps what came last has it right.
final class Paging {
  /// How many lines one request reads at most, whatever it finds.
  private static final int MOST_LINES = 400;

  private final Ledger ledger;

  /// What is asked for.
  ///
  /// @param headline only those whose newest version shows this
  record Query(
      StoreId storeId,
      Subject.Kind kind,
      Instant since,
      Optional<String> headline,
      Optional<String> cursor,
      int limit) {}

  /// What was found, and where to go on.
  record Found(List<LedgerEntry> entries, Optional<String> nextCursor) {
    Found {
      entries = List.copyOf(entries);
    }
  }

  Paging(Ledger ledger) {
    this.ledger = ledger;
  }

  /// @throws IllegalArgumentException if the cursor is none of ours
  Found page(Query query) {
    List<LedgerEntry> found = new ArrayList<>();
    Optional<String> cursor = query.cursor();
    int lines = 0;
    do {
      ChangePage page =
          ledger.changedSince(
              query.storeId(), query.kind(), query.since(), cursor, query.limit() - found.size());
      page.changes().forEach(line -> newest(line, query).ifPresent(found::add));
      lines += Math.max(1, page.changes().size());
      cursor = page.nextCursor();
    } while (cursor.isPresent() && found.size() < query.limit() && lines < MOST_LINES);
    return new Found(found, cursor);
  }

  private Optional<LedgerEntry> newest(Change line, Query query) {
    return ledger
        .newest(line.subject(), Consistency.EVENTUAL)
        .filter(entry -> entry.version() == line.version())
        .filter(entry -> query.headline().map(entry.headline()::equals).orElse(true));
  }
}
