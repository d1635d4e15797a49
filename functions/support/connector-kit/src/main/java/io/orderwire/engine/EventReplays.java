package io.orderwire.engine;

import io.orderwire.engine.EventReplay.Selection;
import io.orderwire.engine.EventReplay.State;
import io.orderwire.engine.JobNotes.Naming;
import io.orderwire.engine.JobNotes.Noted;
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

/// The replays of stores' events, as notes beside each store. Of one store several may run.
public final class EventReplays {
  /// Of one store, at a time.
  public static final int MOST_UNDER_WAY = 10;

  private static final String PREFIX = "replay-";
  private static final Naming<EventReplay> NAMING =
      new Naming<>("replay", PREFIX, EventReplay.class);

  private final JobNotes<EventReplay> notes;

  /// A replay as it was read; its revision is needed to replace it.
  public record Held(EventReplay replay, long revision) {
    private static Held of(Noted<EventReplay> noted) {
      return new Held(noted.job(), noted.revision());
    }
  }

  /// A replay that somebody asked for.
  ///
  /// @param needsMessage it was not begun, so perhaps it was never sent for, or its message was
  /// lost. One message too many gives way
  public record Asked(EventReplay replay, boolean needsMessage) {}

  public EventReplays(Stores stores) {
    this.notes = new JobNotes<>(stores, NAMING);
  }

  /// Writes down that somebody asks for one. One of exactly the same events that is under way is
  /// that one. Empty if too many are under way.
  public Optional<Asked> ask(StoreId storeId, Selection selection, Instant now) {
    Instant at = now.truncatedTo(ChronoUnit.MILLIS);
    for (int attempt = 0; attempt < JobNotes.TRIES; attempt++) {
      List<EventReplay> all = list(storeId);
      List<EventReplay> open = all.stream().filter(each -> !each.isOver()).toList();
      Optional<EventReplay> same =
          open.stream().filter(each -> each.selection().equals(selection)).findFirst();
      if (same.isPresent()) {
        boolean isBegun = same.get().state() != State.QUEUED;
        return Optional.of(new Asked(same.get(), !isBegun || JobNotes.isLost(same.get(), at)));
      }
      if (open.size() >= MOST_UNDER_WAY) {
        return Optional.empty();
      }
      String id = JobNotes.following(all.stream().findFirst());
      EventReplay asked = EventReplay.asked(id, storeId, selection, at);
      if (notes.add(asked)) {
        return Optional.of(new Asked(asked, true));
      }
    }
    throw notes.tooManyAsk();
  }

  /// Those under way whose message must have been lost.
  public List<EventReplay> lost(StoreId storeId, Instant now) {
    return list(storeId).stream().filter(each -> JobNotes.isLost(each, now)).toList();
  }

  public Optional<Held> find(StoreId storeId, String id) {
    return JobNotes.isNumber(id) ? notes.find(storeId, id).map(Held::of) : Optional.empty();
  }

  /// The newest first.
  public List<EventReplay> list(StoreId storeId) {
    return notes.list(storeId);
  }

  /// Replaces what was read. The new revision, or empty if somebody else was first.
  public Optional<Held> save(Held held, EventReplay changed) {
    return notes.save(held.revision(), changed).map(Held::of);
  }

  /// Changes one unless it is over; empty if there is none or it is.
  public Optional<EventReplay> change(
      StoreId storeId, String id, UnaryOperator<EventReplay> change) {
    return notes.change(storeId, id, change);
  }

  /// What has a replay begin, or go on where it stands. The first message only leads to the queue
  /// of what comes in bulk.
  public static IntakeMessage message(EventReplay replay, Instant now, Optional<String> traceId) {
    return new IntakeMessage(
        replay.storeId(),
        IntakeKind.REPUBLISH,
        Cause.REPLAY,
        PREFIX + replay.id(),
        now.truncatedTo(ChronoUnit.MILLIS),
        Map.of(),
        Body.empty(),
        Optional.empty(),
        0,
        true,
        traceId);
  }

  /// The replay that a message is about.
  public Optional<Held> of(IntakeMessage message) {
    return find(message.storeId(), message.receiptId().substring(PREFIX.length()));
  }
}
