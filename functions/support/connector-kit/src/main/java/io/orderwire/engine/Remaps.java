package io.orderwire.engine;

import io.orderwire.connector.Fault;
import io.orderwire.connector.Fault.Category;
import io.orderwire.connector.FaultException;
import io.orderwire.engine.Remap.State;
import io.orderwire.json.Json;
import io.orderwire.message.Body;
import io.orderwire.message.Cause;
import io.orderwire.message.IntakeKind;
import io.orderwire.message.IntakeMessage;
import io.orderwire.model.StoreId;
import io.orderwire.port.Stores;
import io.orderwire.port.Stores.Note;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The remaps of stores, as notes beside each store. Of one store one runs at a time.
public final class Remaps {
  /// More than anybody asks for; older ones show no more.
  private static final int MOST = 100;

  private static final String PREFIX = "remap-";
  private static final int TRIES = 8;

  /// One that nothing was heard of for so long has lost its message.
  private static final Duration LOST_AFTER = Duration.ofMinutes(20);

  private final Stores stores;

  /// A remap as it was read; its revision is needed to replace it.
  public record Held(Remap remap, long revision) {}

  /// A remap that somebody asked for.
  ///
  /// @param needsMessage it was not begun, so perhaps it was never sent for, or its message was
  /// lost. One message too many gives way
  public record Asked(Remap remap, boolean needsMessage) {}

  public Remaps(Stores stores) {
    this.stores = stores;
  }

  /// Writes down that somebody asks for one. One of the same version that is under way is that one;
  /// one of another version is over, because its version is active no more.
  public Asked ask(StoreId storeId, int mappingVersion, Instant now) {
    Instant at = now.truncatedTo(ChronoUnit.MILLIS);
    for (int attempt = 0; attempt < TRIES; attempt++) {
      Optional<Remap> latest = list(storeId).stream().findFirst();
      Optional<Remap> open = latest.filter(each -> !each.state().isOver());
      if (open.filter(each -> each.mappingVersion() == mappingVersion).isPresent()) {
        return new Asked(open.get(), open.get().state() == State.QUEUED || isLost(open.get(), at));
      }
      open.ifPresent(
          each -> change(storeId, each.id(), held -> overtaken(held, mappingVersion, at)));
      int number = latest.map(each -> Integer.parseInt(each.id())).orElse(0) + 1;
      Remap asked = Remap.asked(Integer.toString(number), storeId, mappingVersion, at);
      if (stores.saveNote(storeId, note(asked, 0))) {
        return new Asked(asked, true);
      }
    }
    throw new FaultException(Fault.of(Category.UNAVAILABLE, "many remaps are asked for at once"));
  }

  /// The one that is under way, if its message must have been lost.
  public Optional<Remap> lost(StoreId storeId, Instant now) {
    return stores.notes(storeId, PREFIX, 1).stream()
        .map(note -> held(note).remap())
        .filter(each -> !each.state().isOver() && isLost(each, now))
        .findFirst();
  }

  private static boolean isLost(Remap remap, Instant now) {
    return remap.touchedAt().plus(LOST_AFTER).isBefore(now);
  }

  /// It ends because another version is active now.
  public static Remap overtaken(Remap remap, int active, Instant now) {
    return remap.ended(
        State.CANCELLED,
        Optional.of(
            "version %d of the mapping is active now: ask for a remap with that one"
                .formatted(active)),
        now);
  }

  public Optional<Held> find(StoreId storeId, String id) {
    return id.matches("[1-9][0-9]{0,8}")
        ? stores.note(storeId, name(id)).map(Remaps::held)
        : Optional.empty();
  }

  /// The newest first.
  public List<Remap> list(StoreId storeId) {
    return stores.notes(storeId, PREFIX, MOST).stream().map(Remaps::held).map(Held::remap).toList();
  }

  /// Replaces what was read. The new revision, or empty if somebody else was first.
  public Optional<Held> save(Held held, Remap changed) {
    return stores.saveNote(changed.storeId(), note(changed, held.revision()))
        ? Optional.of(new Held(changed, held.revision() + 1))
        : Optional.empty();
  }

  /// Changes one unless it is over; empty if there is none or it is.
  public Optional<Remap> change(StoreId storeId, String id, UnaryOperator<Remap> change) {
    for (int attempt = 0; attempt < TRIES; attempt++) {
      Optional<Held> held = find(storeId, id).filter(each -> !each.remap().state().isOver());
      if (held.isEmpty()) {
        return Optional.empty();
      }
      Optional<Held> saved = save(held.get(), change.apply(held.get().remap()));
      if (saved.isPresent()) {
        return saved.map(Held::remap);
      }
    }
    throw new FaultException(
        Fault.of(Category.UNAVAILABLE, "remap " + id + " is being changed by many at once"));
  }

  /// What has a remap begin, or go on where it stands. The first message only leads to the queue of
  /// what comes in bulk.
  public static IntakeMessage message(Remap remap, Instant now, Optional<String> traceId) {
    return new IntakeMessage(
        remap.storeId(),
        IntakeKind.REMAP,
        Cause.REMAP,
        PREFIX + remap.id(),
        now.truncatedTo(ChronoUnit.MILLIS),
        Map.of(),
        Body.empty(),
        Optional.empty(),
        0,
        false,
        traceId);
  }

  /// The remap that a message is about.
  public Optional<Held> of(IntakeMessage message) {
    return find(message.storeId(), message.receiptId().substring(PREFIX.length()));
  }

  private static String name(String id) {
    return PREFIX + String.format(Locale.ROOT, "%010d", Integer.parseInt(id));
  }

  private static Note note(Remap remap, long revision) {
    return new Note(name(remap.id()), Json.toTree(remap), revision);
  }

  private static Held held(Note note) {
    return new Held(Json.read(Json.bytes(note.content()), Remap.class), note.revision());
  }
}
