package io.orderwire.message;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.model.StoreId;
import java.time.Instant;
import java.util.Optional;

/// Lists one store's orders that changed in a window, or goes on where an earlier job ran out of
/// time.
///
/// @param loop which listing: [#ORDERS], [#CARTS] or the name of one of the connector's sweeps
/// @param from empty for "since the loop's watermark"
/// @param next the connector's next call when a listing goes on
/// @param reached the largest change time that earlier rounds of this listing enqueued
/// @param round how often this listing went on in a new job
/// @param attempt how often the call at hand failed
public record PollJob(
    StoreId storeId,
    String loop,
    Cause cause,
    Optional<Instant> from,
    Optional<Instant> to,
    Optional<JsonNode> next,
    Optional<Instant> reached,
    int round,
    int attempt,
    Optional<String> traceId) {
  public static final String ORDERS = "orders";
  public static final String CARTS = "carts";

  public PollJob {
    // Jackson reads an absent tree as a tree that is null, which would go on with a listing of
    // nothing.
    next = next.filter(call -> !call.isNull());
  }

  public static PollJob due(StoreId storeId) {
    return due(storeId, ORDERS);
  }

  public static PollJob due(StoreId storeId, String loop) {
    return new PollJob(
        storeId,
        loop,
        Cause.POLL,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0,
        0,
        Optional.empty());
  }

  public static PollJob backfill(StoreId storeId, Instant from, Instant to) {
    return new PollJob(
        storeId,
        ORDERS,
        Cause.BACKFILL,
        Optional.of(from),
        Optional.of(to),
        Optional.empty(),
        Optional.empty(),
        0,
        0,
        Optional.empty());
  }

  /// The same listing in a further job, from its next call on.
  public PollJob goingOn(JsonNode nextCall, Optional<Instant> reachedSoFar) {
    return new PollJob(
        storeId, loop, cause, from, to, Optional.of(nextCall), reachedSoFar, round + 1, 0, traceId);
  }

  /// The same call once more, after it failed.
  public PollJob again(JsonNode failedCall, Optional<Instant> reachedSoFar) {
    return new PollJob(
        storeId,
        loop,
        cause,
        from,
        to,
        Optional.of(failedCall),
        reachedSoFar,
        round,
        attempt + 1,
        traceId);
  }
}
