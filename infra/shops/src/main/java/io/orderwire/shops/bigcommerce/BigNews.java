package io.orderwire.shops.bigcommerce;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.shops.JsonText;

/// Says what happened, in the words of each scope.
final class BigNews {
  private final BigStore store;
  private final BigHooks hooks;

  BigNews(BigStore store, BigHooks hooks) {
    this.store = store;
    this.hooks = hooks;
  }

  void created(BigOrder order) {
    order("store/order/created", order, data("order").put("id", order.id));
  }

  /// The order changed: its time moves.
  void updated(BigOrder order) {
    order.modified = store.now();
    order("store/order/updated", order, data("order").put("id", order.id));
  }

  void archived(BigOrder order) {
    order("store/order/archived", order, data("order").put("id", order.id));
  }

  void moved(BigOrder order, int before) {
    if (before == order.status) {
      return;
    }
    ObjectNode data = data("order").put("id", order.id);
    data.putObject("status").put("previous_status_id", before).put("new_status_id", order.status);
    order("store/order/statusUpdated", order, data);
  }

  void paid(BigOrder order, BigOrder.Transaction transaction) {
    order(
        "store/order/transaction/created",
        order,
        data("transaction")
            .put("order_id", Long.toString(order.id))
            .put("transaction_id", Long.toString(transaction.id()))
            .put("transaction_status", transaction.ok() ? "complete" : "failed")
            .put("transaction_type", transaction.event()));
  }

  void refunded(BigOrder order, BigOrder.Refund refund) {
    ObjectNode data = data("order").put("id", order.id);
    data.putObject("refund").put("refund_id", refund.id());
    order("store/order/refund/created", order, data);
  }

  void shipped(BigOrder order, BigOrder.Shipment shipment) {
    order(
        "store/shipment/created",
        order,
        data("shipment").put("id", shipment.id()).put("orderId", order.id));
  }

  void annotated(BigOrder order, BigOrder.Metafield field) {
    order(
        "store/order/metafield/created",
        order,
        JsonText.object()
            .put("metafield_id", field.id())
            .put("resource_id", Long.toString(order.id)));
  }

  /// @param event `created`, `updated`, `abandoned`
  void cart(String event, BigCart cart) {
    hooks.happened("store/cart/" + event, cart.id(), data("cart").put("id", cart.id()));
  }

  void converted(String cartId, BigOrder order) {
    hooks.happened(
        "store/cart/converted",
        Long.toString(order.id),
        data("cart").put("id", cartId).put("orderId", order.id));
  }

  void customer(String event, long id) {
    hooks.happened("store/customer/" + event, Long.toString(id), data("customer").put("id", id));
  }

  void uninstalled() {
    hooks.happened("store/app/uninstalled", "", JsonText.object());
  }

  private void order(String scope, BigOrder order, ObjectNode data) {
    hooks.happened(scope, Long.toString(order.id), data);
  }

  private static ObjectNode data(String type) {
    return JsonText.object().put("type", type);
  }
}
