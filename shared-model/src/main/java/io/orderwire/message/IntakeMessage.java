package io.orderwire.message;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.orderwire.model.ExternalId;
import io.orderwire.model.StoreId;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What the receiver, the poller and the store API put on the intake queue: from there on there is
/// one code path.
///
/// `receiptId` names the delivery for ever: it derives from the platform's delivery id and the
/// body's hash. `receivedAt` is when Orderwire first saw it. `headers` are lower case and only
/// those a connector needs. `subject` names the order where the sender knows it. `attempt` counts
/// re-sent messages from 0.
public record IntakeMessage(
    StoreId storeId,
    IntakeKind kind,
    Cause cause,
    String receiptId,
    Instant receivedAt,
    Map<String, String> headers,
    Body body,
    @JsonProperty("subject") Optional<ExternalId> subject,
    int attempt,
    boolean replay,
    Optional<String> traceId) {
  public IntakeMessage {
    headers = Collections.unmodifiableMap(new TreeMap<>(headers));
  }

  /// The same message with its body elsewhere.
  public IntakeMessage withBody(Body newBody) {
    return new IntakeMessage(
        storeId,
        kind,
        cause,
        receiptId,
        receivedAt,
        headers,
        newBody,
        subject,
        attempt,
        replay,
        traceId);
  }

  /// The same message, sent once more.
  public IntakeMessage again() {
    return new IntakeMessage(
        storeId,
        kind,
        cause,
        receiptId,
        receivedAt,
        headers,
        body,
        subject,
        attempt + 1,
        replay,
        traceId);
  }
}
