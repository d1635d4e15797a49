package io.orderwire.connectors.api2cart;

import io.orderwire.connector.RawNode;
import io.orderwire.connector.StoreContext;
import io.orderwire.model.CustomField;
import io.orderwire.model.LineCount;
import io.orderwire.model.Quantity;
import io.orderwire.model.Reading;
import io.orderwire.model.Shipment;
import io.orderwire.model.ShipmentState;
import io.orderwire.model.Tracking;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// `order.shipment.list`. One that says that it is not shipped is only packed.
final class Shipments {
  private static final Set<String> MEMBERS =
      Set.of(
          "id",
          "order_id",
          "warehouse_id",
          "shipment_provider",
          "tracking_numbers",
          "created_at",
          "modified_time",
          "items",
          "is_shipped",
          "delivered_at");
  private static final Set<String> ITEM_MEMBERS =
      Set.of("order_product_id", "product_id", "variant_id", "model", "name", "price", "quantity");
  private static final Set<String> TRACKING_MEMBERS = Set.of("tracking_number", "carrier_id");

  private final List<RawNode> nodes;
  private final StoreContext store;

  Shipments(RawNode root, StoreContext store) {
    this.nodes = root.each(OrderFetch.SHIPMENTS);
    this.store = store;
  }

  List<Shipment> all(Goods goods) {
    return nodes.stream().flatMap(node -> shipment(node, goods).stream()).toList();
  }

  /// The items that left the shop.
  List<RawNode> items() {
    return nodes.stream()
        .filter(Shipments::isShipped)
        .flatMap(node -> node.each("items").stream())
        .toList();
  }

  /// What shipments carry beside: they have no custom fields of their own.
  List<CustomField> added() {
    List<CustomField> fields = new ArrayList<>();
    for (RawNode node : nodes) {
      String prefix = "shipment." + node.text("id").orElse("") + ".";
      for (RawNode number : node.each("tracking_numbers")) {
        fields.addAll(Extras.of(number, TRACKING_MEMBERS, prefix));
      }
      for (RawNode item : node.each("items")) {
        fields.addAll(Extras.of(item, ITEM_MEMBERS, prefix));
      }
      fields.addAll(Extras.of(node, MEMBERS, prefix));
    }
    return fields;
  }

  private static boolean isShipped(RawNode node) {
    return node.flag("is_shipped").orElse(true);
  }

  private Optional<Shipment> shipment(RawNode node, Goods goods) {
    node.at("order_id").drop("is_the_order");
    node.at("modified_time").members().forEach(part -> part.drop("time_of_the_row"));
    boolean shipped = isShipped(node);
    Optional<Instant> delivered = Times.of(node, "delivered_at", store);
    Optional<Instant> created = Times.of(node, "created_at", store);
    ShipmentState state = shipped ? ShipmentState.SHIPPED : ShipmentState.PENDING;
    List<RawNode> numbers = node.each("tracking_numbers");
    Optional<String> carrier =
        numbers.stream().flatMap(each -> each.text("carrier_id").stream()).findFirst();
    return node.text("id")
        .map(
            id ->
                new Shipment(
                    id,
                    Reading.silent(delivered.isPresent() ? ShipmentState.DELIVERED : state),
                    node.each("items").stream()
                        .flatMap(item -> line(item, goods, shipped))
                        .toList(),
                    node.text("shipment_provider").or(() -> carrier),
                    Optional.empty(),
                    numbers.stream()
                        .flatMap(each -> each.text("tracking_number").stream())
                        .map(each -> new Tracking(Optional.of(each), Optional.empty()))
                        .toList(),
                    shipped ? created : Optional.empty(),
                    delivered,
                    node.text("warehouse_id")));
  }

  private static Stream<LineCount> line(RawNode item, Goods goods, boolean shipped) {
    for (String member : List.of("product_id", "variant_id", "model", "name", "price")) {
      item.at(member).drop("restated");
    }
    String id = goods.lineId(item);
    Optional<Quantity> quantity = item.quantity("quantity").filter(Quantity::isPositive);
    return shipped && !id.isEmpty()
        ? quantity.stream().map(count -> new LineCount(id, count))
        : Stream.empty();
  }
}
