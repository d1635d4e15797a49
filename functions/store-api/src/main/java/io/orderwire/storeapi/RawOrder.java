package io.orderwire.storeapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.engine.RawKeys;
import io.orderwire.engine.RawView;
import io.orderwire.json.Json;
import io.orderwire.port.RawArchive;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The archived payload behind a version of an order.
///
/// @param receivedAt when its receipt came in
/// @param fetched asked for because of the receipt, not brought by it
/// @param masked pointers of what nobody is shown: secrets, and data of cards
/// @param document the payload, `[masked]` in these places
record RawOrder(
    long version,
    String rawKey,
    Optional<Instant> receivedAt,
    boolean fetched,
    List<String> masked,
    JsonNode document) {
  RawOrder {
    masked = List.copyOf(masked);
  }

  static RawOrder of(long version, String key, RawView view) {
    Optional<RawKeys.Payload> payload = RawKeys.read(key);
    return new RawOrder(
        version,
        key,
        payload.map(RawKeys.Payload::at),
        payload.filter(RawKeys.Payload::fetched).isPresent(),
        view.masked(),
        view.document());
  }

  /// What is archived by that key; empty if there is nothing, or a notice without content.
  static Optional<JsonNode> payload(RawArchive archive, String key) {
    return archive.get(key).flatMap(Json::document);
  }
}
