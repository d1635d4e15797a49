package io.orderwire.connectors.magento;

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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// `shipments`. What stands there was handed over; Magento does not follow it further.
final class Shipments {
  private static final Set<String> READ =
      Set.of("entity_id", "created_at", "items", "tracks", "extension_attributes");

  private static final Set<String> ROW =
      Set.of(
          "order_id",
          "updated_at",
          "store_id",
          "customer_id",
          "billing_address_id",
          "shipping_address_id",
          "total_qty",
          "total_weight",
          "email_sent",
          "packages",
          "shipping_label");

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
      ROW.forEach(member -> node.at(member).drop("technical"));
      String prefix = "shipment." + node.text("entity_id").orElse("") + ".";
      fields.addAll(
          Leftovers.of(
              node,
              Stream.concat(READ.stream(), ROW.stream()).collect(Collectors.toSet()),
              prefix));
      fields.addAll(Leftovers.of(node.at("extension_attributes"), Set.of("source_code"), prefix));
      node.each("tracks").stream()
          .skip(1)
          .forEach(track -> fields.addAll(Leftovers.field(track, "title")));
    }
    return fields;
  }

  private static Optional<Shipment> shipment(RawNode node) {
    List<RawNode> tracks = node.each("tracks");
    tracks.forEach(
        track -> track.members().forEach(member -> member.drop("shown_by_number_and_carrier")));
    Optional<RawNode> first = tracks.stream().findFirst();
    Optional<String> title = first.flatMap(track -> track.text("title"));
    Optional<String> code =
        first.flatMap(track -> track.text("carrier_code")).filter(text -> !text.equals("custom"));
    return node.text("entity_id")
        .map(
            id ->
                new Shipment(
                    id,
                    Reading.silent(ShipmentState.SHIPPED),
                    node.each("items").stream().flatMap(Shipments::line).toList(),
                    code.or(() -> title),
                    code.flatMap(known -> title),
                    tracks.stream().flatMap(Shipments::tracking).toList(),
                    node.instantInUtc("created_at"),
                    Optional.empty(),
                    node.at("extension_attributes").text("source_code")));
  }

  private static Stream<Tracking> tracking(RawNode track) {
    Optional<String> number = track.text("track_number");
    return number.isPresent() ? Stream.of(new Tracking(number, Optional.empty())) : Stream.empty();
  }

  private static Stream<LineCount> line(RawNode item) {
    item.members().forEach(member -> member.drop("restated_by_the_order"));
    Optional<String> id = item.text("order_item_id");
    Optional<Quantity> quantity = item.quantity("qty");
    return id.isPresent() && quantity.filter(Quantity::isPositive).isPresent()
        ? Stream.of(new LineCount(id.get(), quantity.get()))
        : Stream.empty();
  }
}
