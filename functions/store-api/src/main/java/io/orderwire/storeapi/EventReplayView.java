package io.orderwire.storeapi;

import io.orderwire.engine.EventReplay;
import io.orderwire.message.EventType;
import io.orderwire.model.ExternalId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A replay of events on the bus as the API shows it.
///
/// @param replay its id
/// @param state `queued`, `running`, `done`, `cancelled` or `failed`
/// @param eventTypes that are wanted; empty for all
/// @param published events that are on the bus once more
/// @param reached when the last version that was looked at was recorded
/// @param detail why it waits or failed
record EventReplayView(
    String replay,
    EventReplay.State state,
    Optional<Instant> from,
    Optional<Instant> to,
    Optional<ExternalId> order,
    List<EventType> eventTypes,
    long published,
    Instant askedAt,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    Optional<Instant> reached,
    Optional<String> detail) {
  EventReplayView {
    eventTypes = List.copyOf(eventTypes);
  }

  static EventReplayView of(EventReplay replay) {
    return new EventReplayView(
        replay.id(),
        replay.state(),
        replay.selection().from(),
        replay.selection().to(),
        replay.selection().order(),
        replay.selection().eventTypes(),
        replay.progress().published(),
        replay.askedAt(),
        replay.startedAt(),
        replay.endedAt(),
        replay.progress().reached(),
        replay.detail());
  }
}
