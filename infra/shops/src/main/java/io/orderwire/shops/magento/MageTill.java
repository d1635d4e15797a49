package io.orderwire.shops.magento;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.shops.JsonText;
import java.math.BigDecimal;
import java.util.Optional;

/// Money in, and the state that follows from money and goods. Only gateways have transactions; all
/// else is paid by invoices.
final class MageTill {
  private final MageStore store;
  private final MagePricing pricing;
  private final MageNews news;

  MageTill(MageStore store, MagePricing pricing, MageNews news) {
    this.store = store;
    this.pricing = pricing;
    this.news = news;
  }

  /// What the payment method does with a new order. What costs nothing waits to be invoiced.
  void settle(MageOrder order) {
    if (pricing.booked(order).grand().signum() == 0) {
      return;
    }
    switch (order.purchase.tender()) {
      case CARD -> invoice(order);
      case CARD_AUTHORIZED -> authorize(order);
      case CARD_PENDING -> order.state = MageState.PENDING_PAYMENT;
      case CARD_DECLINED -> cancel(order);
      case CASH_ON_DELIVERY, BANK_TRANSFER -> order.state = MageState.NEW;
    }
  }

  void authorize(MageOrder order) {
    order.authorized = true;
    order.state = MageState.PROCESSING;
    transaction(order, "authorization", "txn" + store.partId(), Optional.empty());
  }

  /// Everything is invoiced and paid.
  void invoice(MageOrder order) {
    boolean online = !order.offline() && pricing.booked(order).grand().signum() != 0;
    if (online) {
      Optional<String> before = order.secured() ? order.transaction : Optional.empty();
      String id = before.map(txn -> txn + "-capture").orElseGet(() -> "txn" + store.partId());
      transaction(order, "capture", id, before);
    }
    ObjectNode row = row(order);
    ArrayNode items = row.putArray("items");
    for (MageLine line : order.lines) {
      items
          .addObject()
          .put("entity_id", store.partId())
          .put("parent_id", row.path("entity_id").asLong())
          .put("order_item_id", line.id)
          .put("sku", line.product().sku())
          .put("qty", line.toInvoice());
      line.invoiced += line.toInvoice();
    }
    store.invoices.add(row);
    order.invoiced = true;
    order.state = MageState.PROCESSING;
    check(order);
    news.invoiced(order, row.path("entity_id").asLong());
  }

  private ObjectNode row(MageOrder order) {
    MagePricing.Totals booked = pricing.booked(order);
    MagePricing.Totals shown = pricing.totals(order, order.rate());
    ObjectNode row = JsonText.object();
    long id = store.partId();
    row.put("entity_id", id);
    row.put("increment_id", Long.toString(id));
    row.put("order_id", order.id);
    row.put("store_id", 1);
    row.put("state", 2);
    row.put("created_at", MageStore.text(store.now()));
    row.put("updated_at", MageStore.text(store.now()));
    new MageAmounts(row)
        .put("subtotal", booked.goods().row(), shown.goods().row())
        .put("shipping_amount", booked.shipping().row(), shown.shipping().row())
        .put("tax_amount", booked.tax(), shown.tax())
        .put("grand_total", booked.grand(), shown.grand());
    if (!order.offline()) {
      order.transaction.ifPresent(txn -> row.put("transaction_id", txn));
    }
    return row;
  }

  /// Nothing of it was invoiced; what was reserved is given up.
  void cancel(MageOrder order) {
    if (order.secured()) {
      giveUp(order);
    }
    order.lines.forEach(line -> line.canceled = line.ordered() - line.shipped);
    order.state = MageState.CANCELED;
  }

  void giveUp(MageOrder order) {
    order.voided = true;
    Optional<String> before = order.transaction;
    transaction(order, "void", before.orElse("") + "-void", before);
  }

  /// @param parent the transaction it acts on, which is closed by it
  void transaction(MageOrder order, String type, String id, Optional<String> parent) {
    ObjectNode row = JsonText.object();
    row.put("transaction_id", store.partId());
    row.put("order_id", order.id);
    row.put("payment_id", order.id);
    row.put("txn_id", id);
    parent.ifPresent(txn -> row.put("parent_txn_id", txn));
    row.put("txn_type", type);
    row.put("is_closed", type.equals("authorization") || type.equals("capture") ? 0 : 1);
    row.putArray("additional_information");
    row.put("created_at", MageStore.text(store.now()));
    store.transactions.add(row);
    order.transaction = Optional.of(id);
  }

  /// `Order\Handler\State::check`.
  void check(MageOrder order) {
    if (order.state == MageState.NEW && order.lines.stream().anyMatch(line -> line.shipped > 0)) {
      order.state = MageState.PROCESSING;
    }
    boolean settled = order.state == MageState.PROCESSING || order.state == MageState.COMPLETE;
    if (!settled || order.isInvoiceable() || order.isShippable()) {
      return;
    }
    order.state = isCreditable(order) ? MageState.COMPLETE : MageState.CLOSED;
  }

  /// Something that came in did not go back yet; what cost nothing can go back once.
  boolean isCreditable(MageOrder order) {
    BigDecimal total = pricing.booked(order).grand();
    boolean free = total.signum() == 0;
    return order.invoiced
        && order.state != MageState.CLOSED
        && (free || order.refunded.booked().compareTo(total) < 0);
  }
}
