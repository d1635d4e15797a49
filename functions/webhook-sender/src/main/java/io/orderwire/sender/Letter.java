package io.orderwire.sender;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.json.Json;
import io.orderwire.message.Event;
import io.orderwire.message.EventData;
import io.orderwire.message.EventMetadata;
import io.orderwire.port.SubscriptionId;
import java.time.Instant;

/// What is sent: `type` and `timestamp` as Standard Webhooks wants them, beside the `metadata` and
/// `data` that the event has on the bus.
///
/// @param id the `webhook-id`, which receivers know a repetition by
record Letter(String id, String body) {
  private static final String TRIAL = "webhook.test";

  private record Content(String type, Instant timestamp, EventMetadata metadata, EventData data) {}

  /// @param replay somebody asked for it again; nothing else differs then
  static Letter of(Event event, boolean replay) {
    EventMetadata metadata = event.detail().metadata();
    EventMetadata marked = replay ? metadata.replayed() : metadata;
    Content content =
        new Content(
            event.type().detailType(), metadata.recordedAt(), marked, event.detail().data());
    return new Letter(metadata.eventId(), Json.text(content));
  }

  static Letter trial(String id, SubscriptionId subscription, Instant now) {
    ObjectNode content = Json.codec().createObjectNode();
    content.put("type", TRIAL).put("timestamp", now.toString());
    content.putObject("data").put("subscription_id", subscription.value());
    return new Letter(id, content.toString());
  }
}
