package io.orderwire.connectors.bigcommerce;

import io.orderwire.connector.Leftovers;
import io.orderwire.connector.RawNode;
import io.orderwire.model.CustomField;
import io.orderwire.model.LineCount;
import io.orderwire.model.Quantity;
import io.orderwire.model.Reading;
import io.orderwire.model.Shipment;
import io.orderwire.model.ShipmentState;
import io.orderwire.model.Tracking;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// `shipments`. What stands there was handed to the carrier; BigCommerce does not follow it
/// further.
final class Shipments {
  private static final Set<String> MEMBERS =
      Set.of(
          "id",
          "order_id",
          "customer_id",
          "order_address_id",
          "date_created",
          "tracking_number",
          "merchant_shipping_cost",
          "shipping_method",
          "comments",
          "shipping_provider",
          "shipping_provider_display_name",
          "tracking_carrier",
          "tracking_link",
          "generated_tracking_link",
          "billing_address",
          "shipping_address",
          "items");

  private Shipments() {}

  static List<Shipment> of(RawNode root) {
    return root.each(OrderFetch.SHIPMENTS).stream()
        .flatMap(node -> shipment(node).stream())
        .toList();
  }

  /// What shipments carry beside: they have no custom fields of their own.
  static List<CustomField> added(RawNode root) {
    List<CustomField> fields = new ArrayList<>();
    for (RawNode node : root.each(OrderFetch.SHIPMENTS)) {
      String prefix = "shipment." + node.text("id").orElse("") + ".";
      fields.addAll(Notes.of(node, List.of("comments", "order_address_id"), prefix));
      fields.addAll(Leftovers.of(node, MEMBERS, prefix));
    }
    return fields;
  }

  private static Optional<Shipment> shipment(RawNode node) {
    dropped(node);
    Optional<String> number = node.text("tracking_number");
    Optional<String> generated = node.text("generated_tracking_link");
    Optional<String> link = node.text("tracking_link").or(() -> generated);
    List<String> carriers =
        Stream.of("shipping_provider_display_name", "tracking_carrier", "shipping_provider")
            .flatMap(name -> node.text(name).stream())
            .toList();
    return node.text("id")
        .map(
            id ->
                new Shipment(
                    id,
                    Reading.silent(ShipmentState.SHIPPED),
                    node.each("items").stream().flatMap(Shipments::line).toList(),
                    carriers.stream().findFirst(),
                    node.text("shipping_method"),
                    number.isPresent() || link.isPresent()
                        ? List.of(new Tracking(number, link))
                        : List.of(),
                    node.instantOfMail("date_created"),
                    Optional.empty(),
                    Optional.empty()));
  }

  private static Stream<LineCount> line(RawNode item) {
    item.at("product_id").drop("restated");
    Optional<String> id = item.text("order_product_id");
    Optional<Quantity> quantity = item.quantity("quantity");
    return id.isPresent() && quantity.filter(Quantity::isPositive).isPresent()
        ? Stream.of(new LineCount(id.get(), quantity.get()))
        : Stream.empty();
  }

  private static void dropped(RawNode node) {
    node.at("order_id").drop("is_the_order");
    node.at("customer_id").drop("restated");
    node.at("billing_address").drop("restated");
    node.at("shipping_address").drop("restated");
    node.at("merchant_shipping_cost").drop("cost_to_the_merchant");
  }
}
