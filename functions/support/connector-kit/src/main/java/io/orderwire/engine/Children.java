package io.orderwire.engine;

import io.orderwire.connector.Mapping.Block;
import io.orderwire.connector.PlatformOrder;
import io.orderwire.model.Finding;
import io.orderwire.model.Order;
import io.orderwire.model.OrderReturn;
import io.orderwire.model.Payment;
import io.orderwire.model.Refund;
import io.orderwire.model.Shipment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// What has an identity of its own beside the order: transactions, shipments, refunds, returns.
/// Each id stands once, whatever a document repeats (pages that moved, plugins that write twice);
/// of two that differ the later one counts. What a dialect cannot state stays as it was.
record Children(
    List<Payment> payments,
    List<Shipment> shipments,
    List<Refund> refunds,
    List<OrderReturn> returns,
    List<Finding> findings) {
  Children {
    payments = List.copyOf(payments);
    shipments = List.copyOf(shipments);
    refunds = List.copyOf(refunds);
    returns = List.copyOf(returns);
    findings = List.copyOf(findings);
  }

  static Children of(PlatformOrder stated, Inheritance inheritance) {
    List<Finding> findings = new ArrayList<>();
    return new Children(
        once(
            inheritance.of(Block.PAYMENTS, stated.payments(), Order::payments),
            Payment::id,
            finding("/payments", findings)),
        once(
            inheritance.of(Block.SHIPMENTS, stated.shipments(), Order::shipments),
            Shipment::id,
            finding("/shipments", findings)),
        once(
            inheritance.of(Block.REFUNDS, stated.refunds(), Order::refunds),
            Refund::id,
            finding("/refunds", findings)),
        once(
            inheritance.of(Block.RETURNS, stated.returns(), Order::returns),
            OrderReturn::id,
            finding("/returns", findings)),
        findings);
  }

  private static Runnable finding(String path, List<Finding> findings) {
    return () ->
        findings.add(
            Finding.warning(
                path, "repeated_child", "one id came with two contents: the later one counts"));
  }

  private static <T> List<T> once(List<T> children, Function<T, String> id, Runnable contradicts) {
    Map<String, T> byId = new LinkedHashMap<>();
    for (T child : children) {
      T before = byId.put(id.apply(child), child);
      if (before != null && !before.equals(child)) {
        contradicts.run();
      }
    }
    return List.copyOf(byId.values());
  }
}
