package io.orderwire.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.message.Event;
import io.orderwire.message.EventData;
import io.orderwire.message.EventMetadata;
import io.orderwire.message.EventType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;

/// Events as EventBridge carries them: `detail-type` beside `detail`.
public final class EventJson {

  private EventJson() {}

  /// Reads an event from its `detail-type` and `detail`. Empty if this version of the library does
  /// not know the type: a consumer passes over it.
  ///
  /// @throws UncheckedIOException if the detail is not of that type
  public static Optional<Event> read(String detailType, String detail) {
    return Arrays.stream(EventType.values())
        .filter(type -> type.detailType().equals(detailType))
        .findFirst()
        .map(type -> read(type, detail));
  }

  private static Event read(EventType type, String detail) {
    try {
      JsonNode tree = Json.codec().readTree(detail);
      EventMetadata metadata = Json.codec().treeToValue(tree.path("metadata"), EventMetadata.class);
      EventData data = Json.codec().treeToValue(tree.path("data"), dataOf(type));
      return new Event(type, new Event.Detail(metadata, data));
    } catch (IOException notSuchEvent) {
      throw new UncheckedIOException(notSuchEvent);
    }
  }

  /// What the `data` of an event of that type is.
  public static Class<? extends EventData> dataOf(EventType type) {
    return switch (type) {
      case ORDER_PENDING, ORDER_COMMITTED, ORDER_CHANGED -> EventData.OrderChange.class;
      case CART_UPDATED, CART_ABANDONED, CART_CONVERTED -> EventData.CartChange.class;
      case STORE_HEALTH_CHANGED -> EventData.StoreHealth.class;
      case RECEIPT_QUARANTINED -> EventData.Quarantined.class;
      case CUSTOMER_MERGED, CUSTOMER_SPLIT -> EventData.CustomerChange.class;
      case STORE_RECONCILED -> EventData.Reconciled.class;
      case SCHEMA_DRIFTED -> EventData.SchemaDrift.class;
    };
  }
}
