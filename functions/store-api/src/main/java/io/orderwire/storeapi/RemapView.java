package io.orderwire.storeapi;

import io.orderwire.engine.Remap;
import java.time.Instant;
import java.util.Optional;

/// A remap as the API shows it.
///
/// @param state `queued`, `running`, `done` or `cancelled`
/// @param orders that were looked at
/// @param changed of these, those that got a new version
/// @param skipped of these, those of which nothing is archived that is an order by itself
/// @param waiting of these, those that would be committed once their cart is asked
/// @param percent of the time in which orders were recorded; empty while nothing tells
/// @param begins when it begins: until then some processes may not know the mapping yet
/// @param detail why it ended early
record RemapView(
    String remapId,
    Remap.State state,
    int mappingVersion,
    long orders,
    long changed,
    long skipped,
    long waiting,
    Optional<Integer> percent,
    Instant requestedAt,
    Instant begins,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    Optional<String> detail) {

  static RemapView of(Remap remap) {
    return new RemapView(
        remap.id(),
        remap.state(),
        remap.mappingVersion(),
        remap.orders(),
        remap.changed(),
        remap.skipped(),
        remap.waiting(),
        remap.percent(),
        remap.requestedAt(),
        remap.begins(),
        remap.startedAt(),
        remap.endedAt(),
        remap.detail());
  }
}
