package io.orderwire.connector;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Tells genuine deliveries from others, and what they mean.
public interface WebhookGate {

  /// What to answer a request at a store's webhook address.
  sealed interface Verdict {
    /// Signed by one of the secrets: accept and process.
    record Authentic() implements Verdict {}

    /// Not to be trusted. `reason` is for the log, never for the caller. `strict` asks for a 401 in
    /// any case (Shopify demands it on compliance topics).
    record Rejected(String reason, boolean strict) implements Verdict {}

    /// The platform only tests or activates the address: answer this and do nothing else.
    record Handshake(int status, String contentType, String body) implements Verdict {}
  }

  /// Judges a request by its signature.
  ///
  /// @param secrets the current and any previous signing secrets
  /// @param now for platforms that sign a timestamp
  Verdict verify(Delivery delivery, List<String> secrets, Instant now);

  /// What an authentic delivery says. Total: what cannot be read is a [Signal.Unreadable]. Only
  /// `keptHeaders` of the descriptor are present here.
  List<Signal> signals(Delivery delivery);

  /// The platform's own id of this delivery, stable over its retries, where it has one.
  Optional<String> deliveryId(Headers headers);

  /// When the platform says the event happened, stable over its retries, where it says so.
  Optional<Instant> triggeredAt(Headers headers);

  /// The topic, for logs and metrics.
  String topic(Headers headers);
}
