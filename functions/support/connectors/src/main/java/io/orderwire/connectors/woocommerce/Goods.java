package io.orderwire.connectors.woocommerce;

import io.orderwire.connector.RawNode;
import io.orderwire.connectors.woocommerce.WooCommerceStatuses.Shipped;
import io.orderwire.model.LineCount;
import io.orderwire.model.LineQuantity;
import io.orderwire.model.Quantity;
import io.orderwire.model.Refund;
import io.orderwire.model.RefundLine;
import io.orderwire.model.Shipment;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What became of the ordered goods. WooCommerce does not count per line: what was refunded is in
/// the refunds, what was shipped in the shipments that name lines, and a completed order has been
/// handed over whole.
///
/// @param completedAt when the order was completed, if its goods count as handed over
/// @param over nothing will be shipped any more
/// @param needShipping WooCommerce does not say it per line. An order needs no processing when all
/// its products are virtual downloads; where a shipping method was chosen something is shipped
record Goods(
    List<Shipment> shipments,
    List<Refund> refunds,
    Optional<Instant> completedAt,
    boolean over,
    boolean needShipping) {
  Goods {
    shipments = List.copyOf(shipments);
    refunds = List.copyOf(refunds);
  }

  static boolean needShipping(RawNode root) {
    return root.flag("needs_processing").orElse(true) || !root.each("shipping_lines").isEmpty();
  }

  LineQuantity quantity(String lineId, Optional<Quantity> stated) {
    Quantity ordered = stated.orElse(Quantity.of(1));
    Quantity refunded = sum(refunds.stream(), lineId);
    Quantity current = ordered.lessAtMost(refunded);
    Quantity fulfilled =
        completedAt.isPresent() ? handedOver(lineId, ordered, completedAt.get()) : shipped(lineId);
    Quantity left = over || completedAt.isPresent() ? Quantity.ZERO : current.lessAtMost(fulfilled);
    return new LineQuantity(ordered, current, fulfilled, refunded, left);
  }

  /// How much of the order its shipments account for.
  Shipped shipped(RawNode root) {
    boolean some = false;
    boolean all = true;
    for (RawNode line : root.each("line_items")) {
      String id = line.text("id").orElse("");
      Quantity ordered = line.quantity("quantity").orElse(Quantity.of(1));
      Quantity shipped = shipped(id);
      some |= shipped.isPositive();
      all &= shipped.compareTo(ordered.lessAtMost(sum(refunds.stream(), id))) >= 0;
    }
    if (!some) {
      return Shipped.NOTHING;
    }
    return all ? Shipped.ALL : Shipped.SOME;
  }

  /// What was refunded before the order was completed had not been handed over.
  private Quantity handedOver(String lineId, Quantity ordered, Instant completed) {
    return ordered.lessAtMost(
        sum(
            refunds.stream()
                .filter(refund -> refund.at().filter(at -> at.isBefore(completed)).isPresent()),
            lineId));
  }

  private Quantity shipped(String lineId) {
    return shipments.stream()
        .flatMap(shipment -> shipment.lines().stream())
        .filter(line -> line.lineId().equals(lineId))
        .map(LineCount::quantity)
        .reduce(Quantity.ZERO, Quantity::plus);
  }

  private static Quantity sum(Stream<Refund> refunds, String lineId) {
    return refunds
        .flatMap(refund -> refund.lines().stream())
        .filter(line -> line.lineId().equals(lineId))
        .map(RefundLine::quantity)
        .reduce(Quantity.ZERO, Quantity::plus);
  }
}
