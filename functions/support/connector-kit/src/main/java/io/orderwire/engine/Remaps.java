package io.orderwire.engine;

import io.orderwire.engine.JobNotes.Naming;
import io.orderwire.engine.JobNotes.Noted;
import io.orderwire.engine.Remap.State;
import io.orderwire.message.Body;
import io.orderwire.message.Cause;
import io.orderwire.message.IntakeKind;
import io.orderwire.message.IntakeMessage;
import io.orderwire.model.StoreId;
import io.orderwire.port.Stores;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The remaps of stores, as notes beside each store. Of one store one runs at a time.
public final class Remaps {
  private static final String PREFIX = "remap-";
  private static final Naming<Remap> NAMING = new Naming<>("remap", PREFIX, Remap.class);

  private final JobNotes<Remap> notes;

  /// A remap as it was read; its revision is needed to replace it.
  public record Held(Remap remap, long revision) {
    private static Held of(Noted<Remap> noted) {
      return new Held(noted.job(), noted.revision());
    }
  }

  /// A remap that somebody asked for.
  ///
  /// @param needsMessage it was not begun, so perhaps it was never sent for, or its message was
  /// lost. One message too many gives way
  public record Asked(Remap remap, boolean needsMessage) {}

  public Remaps(Stores stores) {
    this.notes = new JobNotes<>(stores, NAMING);
  }

  /// Writes down that somebody asks for one. One of the same version that is under way is that one;
  /// one of another version is over, because its version is active no more.
  public Asked ask(StoreId storeId, int mappingVersion, Instant now) {
    Instant at = now.truncatedTo(ChronoUnit.MILLIS);
    for (int attempt = 0; attempt < JobNotes.TRIES; attempt++) {
      Optional<Remap> latest = list(storeId).stream().findFirst();
      Optional<Remap> open = latest.filter(each -> !each.isOver());
      if (open.filter(each -> each.mappingVersion() == mappingVersion).isPresent()) {
        return new Asked(
            open.get(), open.get().state() == State.QUEUED || JobNotes.isLost(open.get(), at));
      }
      open.ifPresent(
          each -> change(storeId, each.id(), held -> overtaken(held, mappingVersion, at)));
      Remap asked = Remap.asked(JobNotes.following(latest), storeId, mappingVersion, at);
      if (notes.add(asked)) {
        return new Asked(asked, true);
      }
    }
    throw notes.tooManyAsk();
  }

  /// The one that is under way, if its message must have been lost.
  public Optional<Remap> lost(StoreId storeId, Instant now) {
    return notes.newest(storeId, 1).stream().filter(each -> JobNotes.isLost(each, now)).findFirst();
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
    return JobNotes.isNumber(id) ? notes.find(storeId, id).map(Held::of) : Optional.empty();
  }

  /// The newest first.
  public List<Remap> list(StoreId storeId) {
    return notes.list(storeId);
  }

  /// Replaces what was read. The new revision, or empty if somebody else was first.
  public Optional<Held> save(Held held, Remap changed) {
    return notes.save(held.revision(), changed).map(Held::of);
  }

  /// Changes one unless it is over; empty if there is none or it is.
  public Optional<Remap> change(StoreId storeId, String id, UnaryOperator<Remap> change) {
    return notes.change(storeId, id, change);
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
}
