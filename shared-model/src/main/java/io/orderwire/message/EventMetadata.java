package io.orderwire.message;

import io.orderwire.model.PlatformId;
import io.orderwire.model.StoreId;
import java.time.Instant;
import java.util.Optional;

/// What every event says of itself.
///
/// `eventId` is the idempotency key for ever; `sequence` rises by one with each version of the same
/// subject and orders its events. `occurredAt` is the platform's time of the change, `recordedAt`
/// ours. `replay` says that somebody asked for the event once more: nothing else differs then.
public record EventMetadata(
    String eventId,
    String schemaVersion,
    StoreId storeId,
    PlatformId platform,
    long sequence,
    Instant occurredAt,
    Instant recordedAt,
    Cause cause,
    String receiptId,
    int mappingVersion,
    boolean replay,
    Optional<String> traceId) {
  public static final String SCHEMA_VERSION = "1.0";

  /// The same, marked as asked for once more.
  public EventMetadata replayed() {
    return new EventMetadata(
        eventId,
        schemaVersion,
        storeId,
        platform,
        sequence,
        occurredAt,
        recordedAt,
        cause,
        receiptId,
        mappingVersion,
        true,
        traceId);
  }
}
