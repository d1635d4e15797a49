package io.orderwire.model;

/// How far a shipment has come.
public enum ShipmentState {
  PENDING,
  SHIPPED,
  IN_TRANSIT,
  OUT_FOR_DELIVERY,
  READY_FOR_PICKUP,
  DELIVERED,
  FAILED,
  CANCELLED
}
