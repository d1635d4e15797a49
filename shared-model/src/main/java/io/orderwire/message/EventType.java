package io.orderwire.message;

import com.fasterxml.jackson.annotation.JsonValue;

/// The `detail-type` of an event on the bus.
public enum EventType {
  ORDER_PENDING("order.pending"),
  ORDER_COMMITTED("order.committed"),
  ORDER_CHANGED("order.changed"),
  CART_UPDATED("cart.updated"),
  CART_ABANDONED("cart.abandoned"),
  CART_CONVERTED("cart.converted"),
  CUSTOMER_MERGED("customer.merged"),
  CUSTOMER_SPLIT("customer.split"),
  STORE_HEALTH_CHANGED("store.health_changed"),
  STORE_RECONCILED("store.reconciled"),
  RECEIPT_QUARANTINED("receipt.quarantined"),
  SCHEMA_DRIFTED("schema.drifted");

  /// The `source` of every event.
  public static final String SOURCE = "orderwire";

  private final String detailType;

  EventType(String detailType) {
    this.detailType = detailType;
  }

  @JsonValue
  public String detailType() {
    return detailType;
  }
}
