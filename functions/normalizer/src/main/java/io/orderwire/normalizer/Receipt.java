package io.orderwire.normalizer;

import io.orderwire.connector.Connector;
import io.orderwire.connector.StoreMapping.ReadPolicy;
import io.orderwire.engine.Errand;
import io.orderwire.engine.Lane;
import io.orderwire.engine.Provenance;
import io.orderwire.engine.StoreHealth;
import io.orderwire.message.Body;
import io.orderwire.message.Cause;
import io.orderwire.message.IntakeKind;
import io.orderwire.message.IntakeMessage;
import io.orderwire.model.ExternalId;
import io.orderwire.model.Read;
import io.orderwire.port.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// One intake message on its way through the normalizer.
///
/// @param at names the archived payload: the platform's own time of the event where it is stable
/// over retries, else when Orderwire first saw it
/// @param since when this work was first asked for: bounds how long it is tried
/// @param deadline until when calls to the cart may last
record Receipt(
    IntakeMessage message,
    Store store,
    Connector connector,
    Optional<String> topic,
    Instant at,
    Instant since,
    Instant deadline) {
  /// A wait keeps a batch, and with it a consumer, from other stores: a cart that is busy for
  /// longer is asked by a message that comes back.
  private static final Duration PATIENCE = Duration.ofMillis(500);

  String id() {
    return message.receiptId();
  }

  /// True if the store allows the full order to be fetched whenever a payload is not enough.
  boolean mayAskCart() {
    return store.mayAskCart();
  }

  boolean asksAlways() {
    return mayAskCart() && store.mapping().policies().read() == ReadPolicy.ALWAYS;
  }

  Errand errand() {
    return new Errand(store, connector, lane(), deadline, PATIENCE);
  }

  private Lane lane() {
    return switch (message.cause()) {
      case WEBHOOK, REPLAY, REMAP, ERASE -> Lane.LIVE;
      case POLL -> Lane.RECONCILE;
      case BACKFILL -> Lane.BACKFILL;
    };
  }

  Provenance provenance(Read read) {
    return new Provenance(store, connector, read, id());
  }

  StoreHealth.Trigger trigger() {
    return new StoreHealth.Trigger(message.cause(), id(), message.traceId());
  }

  /// The same, done for another reason.
  Receipt causedBy(Cause cause) {
    IntakeMessage because =
        new IntakeMessage(
            message.storeId(),
            message.kind(),
            cause,
            message.receiptId(),
            message.receivedAt(),
            message.headers(),
            message.body(),
            message.subject(),
            message.attempt(),
            message.replay(),
            message.traceId());
    return new Receipt(because, store, connector, topic, at, since, deadline);
  }

  /// Another message of the same store, dealt with in the time of this one.
  Receipt of(IntakeMessage other) {
    return new Receipt(
        other,
        store,
        connector,
        Optional.empty(),
        other.receivedAt(),
        other.receivedAt(),
        deadline);
  }

  /// In place of what was delivered: a question about an order or cart.
  Receipt asking(IntakeKind kind, ExternalId id) {
    IntakeMessage question =
        new IntakeMessage(
            message.storeId(),
            kind,
            message.cause(),
            message.receiptId(),
            message.receivedAt(),
            Map.of(),
            Body.empty(),
            Optional.of(id),
            message.attempt(),
            message.replay(),
            message.traceId());
    return new Receipt(question, store, connector, topic, at, since, deadline);
  }

  /// It was put aside or sent again before: its success may resolve a quarantine.
  boolean hasHistory() {
    return message.replay() || message.attempt() > 0 || message.cause() == Cause.REPLAY;
  }

  Receipt withTopic(String newTopic, Instant newAt) {
    return new Receipt(message, store, connector, Optional.of(newTopic), newAt, since, deadline);
  }
}
