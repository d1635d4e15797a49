package io.orderwire.engine;

import io.orderwire.connector.Fault;
import io.orderwire.connector.Fault.Category;
import io.orderwire.connector.FaultException;
import io.orderwire.engine.Backfill.State;
import io.orderwire.json.Json;
import io.orderwire.model.StoreId;
import io.orderwire.port.Stores;
import io.orderwire.port.Stores.Note;
import java.time.Duration;
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
  /// More than anybody asks for; older ones show no more.
  private static final int MOST = 100;

  private static final String PREFIX = "backfill-";
  private static final int TRIES = 8;

  /// One that nothing was heard of for so long has lost its job.
  private static final Duration LOST_AFTER = Duration.ofMinutes(20);

  private static final DateTimeFormatter ID =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Stores stores;

  /// A back-fill as it was read; its revision is needed to replace it.
  public record Held(Backfill backfill, long revision) {}

  public Backfills(Stores stores) {
    this.stores = stores;
  }

  /// Writes down that somebody asks for a window. It is handed to a job by the caller.
  public Backfill ask(StoreId storeId, Instant from, Instant to, Instant now) {
    Instant at = now.truncatedTo(ChronoUnit.MILLIS);
    for (int attempt = 0; attempt < TRIES; attempt++) {
      Backfill asked = Backfill.asked(ID.format(at.plusMillis(attempt)), storeId, from, to, at);
      if (stores.saveNote(storeId, note(asked, 0))) {
        return asked;
      }
    }
    throw new FaultException(
        Fault.of(Category.UNAVAILABLE, "many back-fills are asked for at once"));
  }

  public Optional<Held> find(StoreId storeId, String id) {
    return stores.note(storeId, PREFIX + id).map(Backfills::held);
  }

  /// The newest first.
  public List<Backfill> list(StoreId storeId) {
    return stores.notes(storeId, PREFIX, MOST).stream()
        .map(Backfills::held)
        .map(Held::backfill)
        .toList();
  }

  /// Replaces what was read. The new revision, or empty if somebody else was first.
  public Optional<Held> save(Held held, Backfill changed) {
    return stores.saveNote(changed.storeId(), note(changed, held.revision()))
        ? Optional.of(new Held(changed, held.revision() + 1))
        : Optional.empty();
  }

  /// Changes one unless it is over; empty if there is none or it is.
  public Optional<Backfill> change(StoreId storeId, String id, UnaryOperator<Backfill> change) {
    for (int attempt = 0; attempt < TRIES; attempt++) {
      Optional<Held> held = find(storeId, id).filter(each -> !each.backfill().state().isOver());
      if (held.isEmpty()) {
        return Optional.empty();
      }
      Optional<Held> saved = save(held.get(), change.apply(held.get().backfill()));
      if (saved.isPresent()) {
        return saved.map(Held::backfill);
      }
    }
    throw new FaultException(
        Fault.of(Category.UNAVAILABLE, "back-fill " + id + " is being changed by many at once"));
  }

  /// The one whose turn it is.
  public Optional<Backfill> turn(StoreId storeId) {
    return list(storeId).stream()
        .filter(each -> !each.state().isOver())
        .min(Comparator.comparing(Backfill::id));
  }

  /// The one whose turn it is, if its job must have been lost.
  public Optional<Backfill> lost(StoreId storeId, Instant now) {
    return turn(storeId).filter(each -> each.touchedAt().plus(LOST_AFTER).isBefore(now));
  }

  /// True if it is the turn of this one.
  public boolean isNext(Backfill backfill) {
    return backfill.state() == State.RUNNING
        || turn(backfill.storeId()).map(Backfill::id).filter(backfill.id()::equals).isPresent();
  }

  private static Note note(Backfill backfill, long revision) {
    return new Note(PREFIX + backfill.id(), Json.toTree(backfill), revision);
  }

  private static Held held(Note note) {
    return new Held(Json.read(Json.bytes(note.content()), Backfill.class), note.revision());
  }
}
