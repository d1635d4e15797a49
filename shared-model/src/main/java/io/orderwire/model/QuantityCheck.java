package io.orderwire.model;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Whether the quantities of an order's lines agree with each other and with its children. What a
/// platform states stays; what contradicts is a finding.
///
/// For each line: none is below zero; no more is current, shipped or refunded than was ordered; no
/// more can be shipped than is current; shipped and to be shipped together are no more than was
/// ordered; its refunds refund, and its shipments ship, no more than the line counts.
public final class QuantityCheck {
  private static final String CODE = "inconsistent_quantity";

  private QuantityCheck() {}

  /// The contradictions, by line.
  public static List<Finding> of(List<Line> lines, List<Shipment> shipments, List<Refund> refunds) {
    Map<String, Quantity> shipped = new LinkedHashMap<>();
    shipments.stream()
        .filter(QuantityCheck::counts)
        .flatMap(shipment -> shipment.lines().stream())
        .forEach(line -> shipped.merge(line.lineId(), line.quantity(), Quantity::plus));
    Map<String, Quantity> refunded = new LinkedHashMap<>();
    refunds.stream()
        .flatMap(refund -> refund.lines().stream())
        .forEach(line -> refunded.merge(line.lineId(), line.quantity(), Quantity::plus));
    List<Finding> findings = new ArrayList<>();
    for (int index = 0; index < lines.size(); index++) {
      Line line = lines.get(index);
      String path = "/lines/" + index + "/quantity";
      broken(
              line.quantity(),
              shipped.getOrDefault(line.id(), Quantity.ZERO),
              refunded.getOrDefault(line.id(), Quantity.ZERO))
          .map(what -> Finding.warning(path, CODE, what))
          .ifPresent(findings::add);
    }
    return findings;
  }

  private static boolean counts(Shipment shipment) {
    return !shipment.status().is(ShipmentState.CANCELLED)
        && !shipment.status().is(ShipmentState.FAILED);
  }

  private static Optional<String> broken(
      LineQuantity quantity, Quantity shipped, Quantity refunded) {
    BigDecimal least =
        List.of(
                quantity.ordered(),
                quantity.current(),
                quantity.fulfilled(),
                quantity.refunded(),
                quantity.fulfillable())
            .stream()
            .map(Quantity::value)
            .reduce(BigDecimal.ZERO, BigDecimal::min);
    if (least.signum() < 0) {
      return Optional.of("a quantity is below zero");
    }
    if (exceeds(quantity.current(), quantity.ordered())) {
      return Optional.of("more is current than was ordered");
    }
    if (exceeds(quantity.fulfilled(), quantity.ordered())) {
      return Optional.of("more was shipped than was ordered");
    }
    if (exceeds(quantity.refunded(), quantity.ordered())) {
      return Optional.of("more was refunded than was ordered");
    }
    if (exceeds(quantity.fulfillable(), quantity.current())) {
      return Optional.of("more can be shipped than is current");
    }
    if (exceeds(quantity.fulfilled().plus(quantity.fulfillable()), quantity.ordered())) {
      return Optional.of("more was and can be shipped than was ordered");
    }
    if (exceeds(refunded, quantity.refunded())) {
      return Optional.of("the refunds refund more than the line counts");
    }
    return exceeds(shipped, quantity.fulfilled())
        ? Optional.of("the shipments ship more than the line counts")
        : Optional.empty();
  }

  private static boolean exceeds(Quantity one, Quantity other) {
    return one.compareTo(other) > 0;
  }
}
