package io.orderwire.message;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.model.StoreId;
import java.time.Instant;
import java.util.Optional;

/// Lists one store's orders that changed in a window, or goes on where an earlier job ran out of
/// time.
///
/// `from` is empty for "since the store's watermark". `next` is the connector's next call when a
/// listing goes on.
public record PollJob(
    StoreId storeId,
    Cause cause,
    Optional<Instant> from,
    Optional<Instant> to,
    Optional<JsonNode> next,
    int attempt,
    Optional<String> traceId) {
  public PollJob {
    // Jackson reads an absent tree as a tree that is null, which would go on with a listing of
    // nothing.
    next = next.filter(call -> !call.isNull());
  }

  public static PollJob due(StoreId storeId) {
    return new PollJob(
        storeId,
        Cause.POLL,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0,
        Optional.empty());
  }

  public static PollJob backfill(StoreId storeId, Instant from, Instant to) {
    return new PollJob(
        storeId,
        Cause.BACKFILL,
        Optional.of(from),
        Optional.of(to),
        Optional.empty(),
        0,
        Optional.empty());
  }
}
