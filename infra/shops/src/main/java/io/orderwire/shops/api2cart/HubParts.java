package io.orderwire.shops.api2cart;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.shops.JsonText;
import io.orderwire.shops.ShopSettings;
import java.util.List;

/// Writes what hangs on an order: transactions and shipments, each by a method of its own.
final class HubParts {
  private final ShopSettings settings;
  private final Kind kind;

  HubParts(ShopSettings settings, Kind kind) {
    this.settings = settings;
    this.kind = kind;
  }

  List<ObjectNode> transactions(HubOrder order) {
    return order.transactions.stream().map(each -> transaction(order, each)).toList();
  }

  List<ObjectNode> shipments(HubOrder order) {
    return order.shipments.stream().map(each -> shipment(order, each)).toList();
  }

  private ObjectNode transaction(HubOrder order, HubOrder.Transaction transaction) {
    ObjectNode node = JsonText.object();
    node.put("id", Long.toString(transaction.id()));
    node.put("order_id", Long.toString(order.id));
    node.put("description", transaction.what());
    node.put("status", transaction.ok() ? "success" : "failure");
    node.put("gateway", "stripe");
    node.put("currency", settings.currency());
    node.put("amount", transaction.amount());
    node.set("created_time", kind.time(transaction.at()));
    node.put("is_test_mode", order.purchase.test());
    return node;
  }

  private ObjectNode shipment(HubOrder order, HubOrder.Shipment shipment) {
    ObjectNode node = JsonText.object();
    node.put("id", Long.toString(shipment.id()));
    node.put("order_id", Long.toString(order.id));
    node.put("shipment_provider", shipment.carrier());
    node.set("created_at", kind.time(shipment.at()));
    node.put("is_shipped", true);
    if (!shipment.number().isEmpty()) {
      node.putArray("tracking_numbers").addObject().put("tracking_number", shipment.number());
    }
    var items = node.putArray("items");
    shipment
        .items()
        .forEach(
            (line, count) ->
                items
                    .addObject()
                    .put("order_product_id", Long.toString(line))
                    .put("quantity", count));
    return node;
  }
}
