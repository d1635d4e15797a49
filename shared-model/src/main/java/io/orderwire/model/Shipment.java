package io.orderwire.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One shipment of an order.
public record Shipment(
    String id,
    Reading<ShipmentState> status,
    List<LineCount> lines,
    Optional<String> carrier,
    Optional<String> service,
    List<Tracking> tracking,
    Optional<Instant> shippedAt,
    Optional<Instant> deliveredAt,
    Optional<String> location) {
  public Shipment {
    lines = List.copyOf(lines);
    tracking = List.copyOf(tracking);
  }
}
