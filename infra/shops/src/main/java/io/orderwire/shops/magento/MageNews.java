package io.orderwire.shops.magento;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.shops.JsonText;
import java.util.Optional;

/// Says what happened, in the codes of Adobe Commerce events.
final class MageNews {
  private static final String OBSERVER = "com.adobe.commerce.observer.";

  private final MageStore store;
  private final MageEvents events;

  MageNews(MageStore store, MageEvents events) {
    this.store = store;
    this.events = events;
  }

  void placed(MageOrder order) {
    order.document = Optional.empty();
    happened(
        "com.adobe.commerce.plugin.magento.sales.api.order_management.place",
        order,
        named(order.id));
  }

  /// The order was saved: its time moves.
  void saved(MageOrder order) {
    order.updated = store.now();
    order.document = Optional.empty();
    ObjectNode value = named(order.id);
    value.put("increment_id", order.increment);
    value.put("updated_at", MageStore.text(order.updated));
    value.put("state", order.state.word());
    value.put("status", order.state.status());
    happened(OBSERVER + "sales_order_save_commit_after", order, value);
  }

  void invoiced(MageOrder order, long id) {
    happened(OBSERVER + "sales_order_invoice_save_after", order, child(order, id));
  }

  void shipped(MageOrder order, long id) {
    happened(OBSERVER + "sales_order_shipment_save_after", order, child(order, id));
  }

  void refunded(MageOrder order, long id) {
    happened(OBSERVER + "sales_order_creditmemo_save_after", order, child(order, id));
  }

  void commented(MageOrder order, long id) {
    order.document = Optional.empty();
    ObjectNode value = named(id).put("parent_id", order.id);
    happened(OBSERVER + "sales_order_status_history_save_after", order, value);
  }

  void quote(MageQuote quote) {
    String id = Long.toString(quote.id());
    events.happened(OBSERVER + "sales_quote_save_after", id, named(quote.id()));
  }

  void customer(long id) {
    events.happened(OBSERVER + "customer_save_commit_after", Long.toString(id), named(id));
  }

  private void happened(String code, MageOrder order, ObjectNode value) {
    events.happened(code, Long.toString(order.id), value);
  }

  private static ObjectNode child(MageOrder order, long id) {
    return named(id).put("order_id", order.id);
  }

  private static ObjectNode named(long id) {
    return JsonText.object().put("entity_id", id);
  }
}
