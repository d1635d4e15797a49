package io.orderwire.port;

import io.orderwire.message.EventType;
import io.orderwire.model.CartRef;
import io.orderwire.model.ExternalId;
import io.orderwire.model.OrderRef;
import io.orderwire.model.StoreId;
import java.util.Locale;

/// What a ledger entry is about. Its key is `{store}#{kind}#{id}`.
public record Subject(StoreId storeId, Kind kind, String id) {

  /// Families of subjects; lower case in keys and event ids.
  public enum Kind {
    ORDER,
    CART,
    /// A delivery or row that could not be mapped.
    RECEIPT,
    /// The store itself: its health, its certificates, the shapes of its payloads.
    STORE,
    /// A cluster of identities that are one person: its merges and splits.
    CUSTOMER;

    /// What events of a type are about.
    public static Kind of(EventType type) {
      return switch (type) {
        case ORDER_PENDING, ORDER_COMMITTED, ORDER_CHANGED -> ORDER;
        case CART_UPDATED, CART_ABANDONED, CART_CONVERTED -> CART;
        case CUSTOMER_MERGED, CUSTOMER_SPLIT -> CUSTOMER;
        case STORE_HEALTH_CHANGED, STORE_RECONCILED, SCHEMA_DRIFTED -> STORE;
        case RECEIPT_QUARANTINED -> RECEIPT;
      };
    }
  }

  public static Subject of(OrderRef ref) {
    return new Subject(ref.storeId(), Kind.ORDER, ref.externalId().value());
  }

  public static Subject of(CartRef ref) {
    return new Subject(ref.storeId(), Kind.CART, ref.externalId().value());
  }

  public static Subject order(StoreId storeId, ExternalId id) {
    return new Subject(storeId, Kind.ORDER, id.value());
  }

  public static Subject receipt(StoreId storeId, String receiptId) {
    return new Subject(storeId, Kind.RECEIPT, receiptId);
  }

  public static Subject health(StoreId storeId) {
    return new Subject(storeId, Kind.STORE, "health");
  }

  /// The store's completeness certificates, a version each.
  public static Subject reconciliation(StoreId storeId) {
    return new Subject(storeId, Kind.STORE, "reconciliation");
  }

  /// The shapes of the store's payloads, a version for each that was new.
  public static Subject shapes(StoreId storeId) {
    return new Subject(storeId, Kind.STORE, "shapes");
  }

  /// What the event of that id is about; its version is the event's sequence.
  public static Subject ofEventId(String eventId) {
    String[] parts = eventId.split("/", 3);
    if (parts.length < 3 || parts[2].lastIndexOf('/') < 1) {
      throw new IllegalArgumentException("no event id: " + eventId);
    }
    return new Subject(
        new StoreId(parts[0]),
        Kind.valueOf(parts[1].toUpperCase(Locale.ROOT)),
        parts[2].substring(0, parts[2].lastIndexOf('/')));
  }

  /// `acme-eu/order/1001/7` for version 7.
  public String eventId(long version) {
    return storeId + "/" + kindName() + "/" + id + "/" + version;
  }

  /// `acme-eu#order#1001`.
  public String key() {
    return storeId + "#" + kindName() + "#" + id;
  }

  private String kindName() {
    return switch (kind) {
      case ORDER -> "order";
      case CART -> "cart";
      case RECEIPT -> "receipt";
      case STORE -> "store";
      case CUSTOMER -> "customer";
    };
  }
}
