package io.orderwire.json;

import io.orderwire.message.EventType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// The documents that come with this library: an AsyncAPI 3 document of all events, and JSON
/// Schemas (2020-12) of orders, carts and each family of events. They are generated from the
/// records.
public final class PublishedDocuments {
  /// Name of the AsyncAPI document.
  public static final String ASYNC_API = "asyncapi.json";

  /// Names of the JSON Schemas.
  public static final List<String> SCHEMAS =
      List.of(
          "order.schema.json",
          "cart.schema.json",
          "event-order.schema.json",
          "event-cart.schema.json",
          "event-customer.schema.json",
          "event-store-health.schema.json",
          "event-store-reconciled.schema.json",
          "event-receipt-quarantined.schema.json",
          "event-schema-drifted.schema.json");

  private static final String FOLDER = "/io/orderwire/schema/";

  private PublishedDocuments() {}

  /// Name of the JSON Schema of the `detail` of an event.
  public static String schemaOf(EventType type) {
    return switch (type) {
      case ORDER_PENDING, ORDER_COMMITTED, ORDER_CHANGED -> "event-order.schema.json";
      case CART_UPDATED, CART_ABANDONED, CART_CONVERTED -> "event-cart.schema.json";
      case CUSTOMER_MERGED, CUSTOMER_SPLIT -> "event-customer.schema.json";
      case STORE_HEALTH_CHANGED -> "event-store-health.schema.json";
      case STORE_RECONCILED -> "event-store-reconciled.schema.json";
      case RECEIPT_QUARANTINED -> "event-receipt-quarantined.schema.json";
      case SCHEMA_DRIFTED -> "event-schema-drifted.schema.json";
    };
  }

  /// The text of a document; empty if there is none of that name.
  public static Optional<String> text(String name) {
    if (!name.equals(ASYNC_API) && !SCHEMAS.contains(name)) {
      return Optional.empty();
    }
    try (InputStream document = PublishedDocuments.class.getResourceAsStream(FOLDER + name)) {
      if (document == null) {
        throw new IllegalStateException(name + " is not in the jar");
      }
      return Optional.of(new String(document.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
