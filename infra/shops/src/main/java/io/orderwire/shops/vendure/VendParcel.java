package io.orderwire.shops.vendure;

import java.time.Instant;
import java.util.Map;

/// A fulfillment: goods that left.
final class VendParcel {
  final long id;
  final Instant created;
  final String method;
  final String trackingCode;
  final Map<VendLine, Integer> lines;
  Instant updated;
  boolean delivered;

  /// @param trackingCode empty where there is none
  VendParcel(
      long id, Instant created, String method, String trackingCode, Map<VendLine, Integer> lines) {
    this.id = id;
    this.created = created;
    this.updated = created;
    this.method = method;
    this.trackingCode = trackingCode;
    this.lines = lines;
  }
}
