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
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

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

  /// What is asked for of the latest.
  ///
  /// @param since nothing that was recorded before
  /// @param lines told by the feed alone, before anything is read
  /// @param entries told by what was read
  record Latest(
      StoreId storeId,
      Subject.Kind kind,
      Instant since,
      Predicate<Change> lines,
      Predicate<LedgerEntry> entries,
      Optional<String> cursor,
      int limit) {}

  /// @throws IllegalArgumentException if the cursor is none of ours
  Found page(Query query) {
    return read(
        query.cursor(),
        query.limit(),
        (cursor, limit) ->
            ledger.changedSince(query.storeId(), query.kind(), query.since(), cursor, limit),
        line ->
            newest(line)
                .filter(entry -> query.headline().map(entry.headline()::equals).orElse(true)));
  }

  /// The other way round: what changed last comes first.
  ///
  /// @throws IllegalArgumentException if the cursor is none of ours
  Found latest(Latest query) {
    return read(
        query.cursor(),
        query.limit(),
        (cursor, limit) ->
            upTo(query.since(), ledger.latest(query.storeId(), query.kind(), cursor, limit)),
        line ->
            Optional.of(line).filter(query.lines()).flatMap(this::newest).filter(query.entries()));
  }

  private static ChangePage upTo(Instant since, ChangePage page) {
    List<Change> young =
        page.changes().stream().filter(line -> !line.recordedAt().isBefore(since)).toList();
    return young.size() < page.changes().size() ? new ChangePage(young, Optional.empty()) : page;
  }

  private static Found read(
      Optional<String> first,
      int limit,
      BiFunction<Optional<String>, Integer, ChangePage> pages,
      Function<Change, Optional<LedgerEntry>> wanted) {
    List<LedgerEntry> found = new ArrayList<>();
    Optional<String> cursor = first;
    int lines = 0;
    do {
      ChangePage page = pages.apply(cursor, limit - found.size());
      page.changes().forEach(line -> wanted.apply(line).ifPresent(found::add));
      lines += Math.max(1, page.changes().size());
      cursor = page.nextCursor();
    } while (cursor.isPresent() && found.size() < limit && lines < MOST_LINES);
    return new Found(found, cursor);
  }

  private Optional<LedgerEntry> newest(Change line) {
    return ledger
        .newest(line.subject(), Consistency.EVENTUAL)
        .filter(entry -> entry.version() == line.version());
  }
}
