package io.orderwire.connectors.vendure;

import io.orderwire.connector.RawNode;
import io.orderwire.connector.StatusTable;
import io.orderwire.model.DiscountAllocation;
import io.orderwire.model.Finding;
import io.orderwire.model.FulfilmentState;
import io.orderwire.model.Line;
import io.orderwire.model.LineCount;
import io.orderwire.model.LineQuantity;
import io.orderwire.model.Money;
import io.orderwire.model.Quantity;
import io.orderwire.model.Reading;
import io.orderwire.model.Shipment;
import io.orderwire.model.ShipmentState;
import io.orderwire.model.TaxLine;
import io.orderwire.model.Tracking;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Lines, and the fulfillments that carry them.
final class VendureLines {
  private static final StatusTable<ShipmentState> SHIPMENTS = new StatusTable<>(states());

  private final RawNode root;
  private final MinorUnits units;

  VendureLines(RawNode root, MinorUnits units) {
    this.root = root;
    this.units = units;
  }

  List<Line> all() {
    Map<String, Quantity> taken = counts(fulfillments(false));
    Map<String, Quantity> refunded = counts(VendurePayments.settledRefunds(root));
    List<Line> lines = new ArrayList<>();
    for (RawNode node : root.each("lines")) {
      Optional<String> id = node.text("id");
      if (id.isEmpty()) {
        node.report(Finding.error(node.pointer() + "/id", "missing_id", "a line without an id"));
      } else {
        lines.add(
            line(
                id.get(),
                node,
                quantity(
                    node,
                    taken.getOrDefault(id.get(), Quantity.ZERO),
                    refunded.getOrDefault(id.get(), Quantity.ZERO))));
      }
    }
    return lines;
  }

  /// `proratedLinePriceWithTax` is what the line is worth after all promotions.
  private Line line(String id, RawNode node, LineQuantity quantity) {
    RawNode variant = node.at("productVariant");
    Money total = units.orZero(node, "proratedLinePriceWithTax");
    Money tax = total.minus(units.orZero(node, "proratedLinePrice"));
    node.at("unitPrice").drop("without_tax");
    node.at("linePriceWithTax").drop("before_discounts");
    node.at("taxRate").drop("sum_of_the_tax_lines");
    return new Line(
        id,
        Optional.empty(),
        variant.at("product").text("id"),
        variant.text("id"),
        variant.text("sku"),
        Optional.empty(),
        variant.text("name").orElse(""),
        List.of(),
        quantity,
        units.orZero(node, "unitPriceWithTax"),
        Optional.empty(),
        true,
        allocations(node, units),
        taxes(node, tax),
        total,
        true,
        false,
        Optional.empty(),
        Optional.empty(),
        VendureFields.of(node.at("customFields")));
  }

  /// A cancelled line has none left, and what was given back is not counted by the line itself; the
  /// same piece may be both. What is taken by a fulfillment cannot be taken again. Parts of one
  /// refund, each of another payment, name all its pieces.
  private static LineQuantity quantity(RawNode node, Quantity taken, Quantity named) {
    Quantity left = VendureOrder.quantity(node, "quantity");
    Quantity placed = VendureOrder.quantity(node, "orderPlacedQuantity");
    Quantity ordered = larger(placed, left);
    Quantity refunded = smaller(named, ordered);
    Quantity current = smaller(left, ordered.lessAtMost(refunded));
    return new LineQuantity(ordered, current, taken, refunded, current.lessAtMost(taken));
  }

  private static Quantity larger(Quantity one, Quantity other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private static Quantity smaller(Quantity one, Quantity other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  static List<DiscountAllocation> allocations(RawNode node, MinorUnits units) {
    List<DiscountAllocation> allocations = new ArrayList<>();
    for (RawNode discount : node.each("discounts")) {
      discount.at("amount").drop("without_tax");
      discount.at("adjustmentSource").drop("database_row_id");
      discount.at("type").drop("type_of_the_order_discount");
      allocations.add(
          new DiscountAllocation(
              discount.text("description"),
              units.orZero(discount, "amountWithTax").negated(),
              Optional.empty()));
    }
    return allocations;
  }

  /// The tax of a node is known as one amount: several rates share it by their size.
  static List<TaxLine> taxes(RawNode node, Money tax) {
    List<RawNode> rates = node.each("taxLines");
    List<BigDecimal> weights =
        rates.stream().map(rate -> rate.decimal("taxRate").orElse(BigDecimal.ZERO)).toList();
    List<TaxLine> taxes = new ArrayList<>();
    boolean shared = rates.size() > 1 && weights.stream().allMatch(each -> each.signum() > 0);
    List<Money> shares = shared ? tax.split(weights) : List.of();
    for (int index = 0; index < rates.size(); index++) {
      Money amount = shared ? shares.get(index) : index == 0 ? tax : Money.zero(tax.currency());
      taxes.add(
          new TaxLine(
              rates.get(index).text("description").orElse(""),
              rates.get(index).decimal("taxRate").map(percent -> percent.movePointLeft(2)),
              amount));
    }
    return taxes;
  }

  List<Shipment> shipments() {
    List<Shipment> shipments = new ArrayList<>();
    for (RawNode node : root.each("fulfillments")) {
      node.at("createdAt").drop("time_of_the_row");
      node.text("id").ifPresent(id -> shipments.add(shipment(id, node)));
    }
    return shipments;
  }

  private static Shipment shipment(String id, RawNode node) {
    Optional<String> number = node.text("trackingCode");
    return new Shipment(
        id,
        SHIPMENTS.read(node.text("state").orElse(""), Map.of()),
        node.each("lines").stream().flatMap(VendureLines::count).toList(),
        Optional.empty(),
        node.text("method"),
        number.isPresent() ? List.of(new Tracking(number, Optional.empty())) : List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /// What the fulfillments say of the goods; empty where none was shipped.
  Optional<FulfilmentState> state() {
    Map<String, Quantity> shipped = counts(fulfillments(true));
    if (shipped.isEmpty()) {
      return Optional.empty();
    }
    boolean all =
        root.each("lines").stream()
            .allMatch(
                line ->
                    shipped
                            .getOrDefault(line.text("id").orElse(""), Quantity.ZERO)
                            .compareTo(VendureOrder.quantity(line, "quantity"))
                        >= 0);
    return Optional.of(all ? FulfilmentState.FULFILLED : FulfilmentState.PARTIALLY_FULFILLED);
  }

  /// @param gone only those that left the shop; else also those that were made and not cancelled
  private List<RawNode> fulfillments(boolean gone) {
    return root.each("fulfillments").stream()
        .filter(
            node -> {
              Reading<ShipmentState> state =
                  SHIPMENTS.read(node.text("state").orElse(""), Map.of());
              return gone
                  ? state.is(ShipmentState.SHIPPED) || state.is(ShipmentState.DELIVERED)
                  : !state.is(ShipmentState.CANCELLED);
            })
        .toList();
  }

  private static Map<String, Quantity> counts(List<RawNode> nodes) {
    Map<String, Quantity> counts = new LinkedHashMap<>();
    nodes.stream()
        .flatMap(node -> node.each("lines").stream())
        .flatMap(VendureLines::count)
        .forEach(count -> counts.merge(count.lineId(), count.quantity(), Quantity::plus));
    return counts;
  }

  static Stream<LineCount> count(RawNode node) {
    Quantity quantity = VendureOrder.quantity(node, "quantity");
    return node.text("orderLineId").stream()
        .filter(id -> quantity.isPositive())
        .map(id -> new LineCount(id, quantity));
  }

  private static Map<String, ShipmentState> states() {
    Map<String, ShipmentState> words = new LinkedHashMap<>();
    words.put("Created", ShipmentState.PENDING);
    words.put("Pending", ShipmentState.PENDING);
    words.put("Shipped", ShipmentState.SHIPPED);
    words.put("Delivered", ShipmentState.DELIVERED);
    words.put("Cancelled", ShipmentState.CANCELLED);
    return words;
  }
}
