package io.orderwire.engine;

import io.orderwire.engine.Backfill.State;
import io.orderwire.engine.JobNotes.Naming;
import io.orderwire.engine.JobNotes.Noted;
import io.orderwire.model.StoreId;
import io.orderwire.port.Stores;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The back-fills of stores, as notes beside each store. Of one store only the oldest that is not
/// over runs; the others wait for it.
public final class Backfills {
  private static final Naming<Backfill> NAMING =
      new Naming<>("back-fill", "backfill-", Backfill.class);

  private static final DateTimeFormatter ID =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final JobNotes<Backfill> notes;

  /// A back-fill as it was read; its revision is needed to replace it.
  public record Held(Backfill backfill, long revision) {
    private static Held of(Noted<Backfill> noted) {
      return new Held(noted.job(), noted.revision());
    }
  }

  public Backfills(Stores stores) {
    this.notes = new JobNotes<>(stores, NAMING);
  }

  /// Writes down that somebody asks for a window. It is handed to a job by the caller.
  public Backfill ask(StoreId storeId, Instant from, Instant to, Instant now) {
    Instant at = now.truncatedTo(ChronoUnit.MILLIS);
    for (int attempt = 0; attempt < JobNotes.TRIES; attempt++) {
      Backfill asked = Backfill.asked(ID.format(at.plusMillis(attempt)), storeId, from, to, at);
      if (notes.add(asked)) {
        return asked;
      }
    }
    throw notes.tooManyAsk();
  }

  public Optional<Held> find(StoreId storeId, String id) {
    return notes.find(storeId, id).map(Held::of);
  }

  /// The newest first.
  public List<Backfill> list(StoreId storeId) {
    return notes.list(storeId);
  }

  /// Replaces what was read. The new revision, or empty if somebody else was first.
  public Optional<Held> save(Held held, Backfill changed) {
    return notes.save(held.revision(), changed).map(Held::of);
  }

  /// Changes one unless it is over; empty if there is none or it is.
  public Optional<Backfill> change(StoreId storeId, String id, UnaryOperator<Backfill> change) {
    return notes.change(storeId, id, change);
  }

  /// The one whose turn it is.
  public Optional<Backfill> turn(StoreId storeId) {
    return list(storeId).stream()
        .filter(each -> !each.isOver())
        .min(Comparator.comparing(Backfill::id));
  }

  /// The one whose turn it is, if its job must have been lost.
  public Optional<Backfill> lost(StoreId storeId, Instant now) {
    return turn(storeId).filter(each -> JobNotes.isLost(each, now));
  }

  /// True if it is the turn of this one.
  public boolean isNext(Backfill backfill) {
    return backfill.state() == State.RUNNING
        || turn(backfill.storeId()).map(Backfill::id).filter(backfill.id()::equals).isPresent();
  }
}
