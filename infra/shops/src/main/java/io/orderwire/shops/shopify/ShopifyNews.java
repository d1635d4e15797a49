package io.orderwire.shops.shopify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.shops.JsonText;
import io.orderwire.shops.shopify.ShopifyOrder.Fulfilment;
import io.orderwire.shops.shopify.ShopifyOrder.Refund;
import io.orderwire.shops.shopify.ShopifyOrder.Transaction;
import java.util.Optional;

/// Says what happened, topic by topic, with bodies of this very moment.
final class ShopifyNews {
  private final ShopifyHooks hooks;
  private final RestOrder rest;
  private final RestParts parts;
  private final RestCheckout checkouts;

  ShopifyNews(ShopifyHooks hooks, RestOrder rest, RestParts parts, RestCheckout checkouts) {
    this.hooks = hooks;
    this.rest = rest;
    this.parts = parts;
    this.checkouts = checkouts;
  }

  /// A new action of the merchant or a buyer: everything said until the next one shares its id.
  void action() {
    hooks.action();
  }

  void order(String topic, ShopifyOrder order) {
    if (!hooks.wanted(topic)) {
      return;
    }
    if (order.webhook.isEmpty()) {
      order.webhook = Optional.of(JsonText.rails(rest.write(order)));
    }
    hooks.happened(topic, Long.toString(order.id), order.webhook.get());
  }

  void deleted(ShopifyOrder order) {
    ObjectNode body = JsonText.object().put("id", order.id);
    hooks.happened("orders/delete", Long.toString(order.id), JsonText.rails(body));
  }

  void transaction(ShopifyOrder order, Transaction transaction) {
    send("order_transactions/create", order.id, parts.transaction(order, transaction, false));
  }

  void refund(ShopifyOrder order, Refund refund) {
    send("refunds/create", order.id, parts.refund(order, refund));
  }

  void fulfilment(String topic, ShopifyOrder order, Fulfilment fulfilment) {
    send(topic, order.id, parts.fulfilment(order, fulfilment));
  }

  /// An edit speaks of what changed, not of the order.
  void edited(ShopifyOrder order, long line, int added, int removed) {
    ObjectNode body = JsonText.object();
    ObjectNode edit = body.putObject("order_edit");
    edit.put("id", hooks.editId());
    edit.put("app_id", 580111);
    edit.put("created_at", rest.time(order.updated));
    edit.put("notify_customer", false);
    edit.put("order_id", order.id);
    edit.put("staff_note", "");
    edit.put("user_id", 88012002301L);
    ObjectNode lines = edit.putObject("line_items");
    lines.putArray("additions");
    lines.putArray("removals");
    edit.putObject("discounts").putObject("line_item").putArray("additions");
    edit.putObject("shipping_lines").putArray("additions");
    if (added > 0) {
      lines.withArray("additions").addObject().put("id", line).put("delta", added);
    }
    if (removed > 0) {
      lines.withArray("removals").addObject().put("id", line).put("delta", -removed);
    }
    send("orders/edited", order.id, body);
  }

  void checkout(String topic, ShopifyCheckout checkout) {
    send(topic, checkout.id, checkouts.write(checkout));
  }

  void customer(String topic, ShopifyCustomer customer) {
    send(topic, customer.id(), parts.customer(customer));
  }

  private void send(String topic, long resource, ObjectNode body) {
    send(topic, Long.toString(resource), body);
  }

  void send(String topic, String resource, ObjectNode body) {
    hooks.happened(topic, resource, JsonText.rails(body));
  }
}
