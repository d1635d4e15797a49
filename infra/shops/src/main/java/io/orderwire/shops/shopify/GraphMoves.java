package io.orderwire.shops.shopify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.shops.JsonText;
import io.orderwire.shops.shopify.ShopifyOrder.Fulfilment;
import io.orderwire.shops.shopify.ShopifyOrder.Line;
import io.orderwire.shops.shopify.ShopifyOrder.Refund;
import io.orderwire.shops.shopify.ShopifyOrder.Transaction;
import java.util.Locale;
import java.util.Optional;

/// GraphQL transactions, refunds, fulfilments and fulfilment orders.
final class GraphMoves {
  private final GraphParts parts;
  private final GraphItems items;

  GraphMoves(GraphParts parts, GraphItems items) {
    this.parts = parts;
    this.items = items;
  }

  ObjectNode transaction(ShopifyOrder order, Transaction each) {
    ObjectNode node = GraphParts.object("OrderTransaction", each.id());
    node.put("kind", each.kind().toUpperCase(Locale.ROOT));
    node.put("status", each.status().toUpperCase(Locale.ROOT));
    node.put("gateway", each.gateway());
    node.put("formattedGateway", each.gateway());
    boolean manual = !each.gateway().equals("shopify_payments") && !each.gateway().equals("bogus");
    node.put("manualPaymentGateway", manual);
    node.put("manuallyCapturable", each.kind().equals("authorization"));
    node.put("multiCapturable", false);
    node.put("test", order.test);
    node.put("createdAt", GraphParts.time(each.created()));
    node.put("processedAt", GraphParts.time(each.created()));
    Optional<java.time.Instant> expiry =
        each.kind().equals("authorization")
            ? Optional.of(each.created().plusSeconds(7 * 24 * 3600))
            : Optional.empty();
    GraphParts.time(node, "authorizationExpiresAt", expiry);
    node.set("amountSet", GraphParts.bag(each.amount(), order.currencies));
    node.putNull("amountRoundingSet");
    node.set("totalUnsettledSet", GraphParts.bag(Bag.ZERO, order.currencies));
    node.put("paymentId", order.name() + "." + (order.transactions.indexOf(each) + 1));
    RestParts.optional(node, "errorCode", each.status().equals("failure") ? "CARD_DECLINED" : "");
    node.putNull("accountNumber");
    node.putNull("authorizationCode");
    node.putNull("settlementCurrency");
    node.putNull("settlementCurrencyRate");
    node.putArray("fees");
    if (manual) {
      node.putNull("paymentDetails");
    } else {
      node.set("paymentDetails", card());
    }
    if (each.parent().isPresent()) {
      ObjectNode parent = GraphParts.object("OrderTransaction", each.parent().get());
      order.transactions.stream()
          .filter(other -> other.id() == each.parent().get())
          .findFirst()
          .ifPresent(other -> parent.setAll(transaction(order, other)));
      node.set("parentTransaction", parent);
    } else {
      node.putNull("parentTransaction");
    }
    return node;
  }

  private static ObjectNode card() {
    return GraphParts.object("CardPaymentDetails")
        .put("company", "Visa")
        .put("number", "•••• •••• •••• 4242")
        .put("paymentMethodName", "visa")
        .putNull("wallet");
  }

  ObjectNode refund(ShopifyOrder order, Refund refund) {
    Bag.Currencies money = order.currencies;
    ObjectNode node = GraphParts.object("Refund", refund.id());
    node.put("legacyResourceId", Long.toString(refund.id()));
    node.put("createdAt", GraphParts.time(refund.created()));
    node.put("processedAt", GraphParts.time(refund.created()));
    node.put("updatedAt", GraphParts.time(refund.created()));
    RestParts.optional(node, "note", refund.note());
    node.putNull("return");
    node.putNull("staffMember");
    node.putArray("duties");
    Bag total = Bag.sum(refund.transactions().stream().map(Transaction::amount).toList());
    node.set("totalRefundedSet", GraphParts.bag(total, money));
    ArrayNode lines = node.putArray("refundLineItems");
    refund.lines().forEach(part -> lines.add(refundLine(order, part)));
    ArrayNode carriages = node.putArray("refundShippingLines");
    for (ShopifyOrder.RefundCarriage part : refund.carriages()) {
      ObjectNode line = GraphParts.object("RefundShippingLine", part.id());
      line.set("subtotalAmountSet", GraphParts.bag(part.subtotal(), money));
      line.set("taxAmountSet", GraphParts.bag(part.tax(), money));
      order.carriages.stream()
          .filter(each -> each.id() == part.carriage())
          .findFirst()
          .ifPresent(each -> line.set("shippingLine", items.carriage(order, each)));
      carriages.add(line);
    }
    ArrayNode adjustments = node.putArray("orderAdjustments");
    for (ShopifyOrder.Adjustment each : refund.adjustments()) {
      ObjectNode entry = GraphParts.object("OrderAdjustment", each.id());
      entry.set("amountSet", GraphParts.bag(each.amount(), money));
      entry.set("taxAmountSet", GraphParts.bag(each.tax(), money));
      entry.put("reason", "REFUND_DISCREPANCY");
      adjustments.add(entry);
    }
    ArrayNode transactions = node.putArray("transactions");
    refund.transactions().forEach(each -> transactions.add(transaction(order, each)));
    return node;
  }

  private ObjectNode refundLine(ShopifyOrder order, ShopifyOrder.RefundLine part) {
    ObjectNode node = GraphParts.object("RefundLineItem", part.id());
    Line line = order.line(part.line());
    node.set("lineItem", items.line(order, line));
    node.put("quantity", part.quantity());
    node.put("restockType", part.restockType().toUpperCase(Locale.ROOT));
    node.put("restocked", !part.restockType().equals("no_restock"));
    node.putNull("location");
    node.set("priceSet", GraphParts.bag(line.price(), order.currencies));
    node.set("subtotalSet", GraphParts.bag(part.subtotal(), order.currencies));
    node.set("totalTaxSet", GraphParts.bag(part.tax(), order.currencies));
    return node;
  }

  ObjectNode fulfilment(ShopifyOrder order, Fulfilment each) {
    ObjectNode node = GraphParts.object("Fulfillment", each.id());
    node.put("legacyResourceId", Long.toString(each.id()));
    node.put("name", order.name() + "-F" + each.number());
    node.put("status", "SUCCESS");
    node.put("displayStatus", "FULFILLED");
    node.put("createdAt", GraphParts.time(each.created()));
    node.put("updatedAt", GraphParts.time(each.created()));
    node.putNull("deliveredAt");
    node.putNull("inTransitAt");
    node.putNull("estimatedDeliveryAt");
    node.put("requiresShipping", true);
    node.put(
        "totalQuantity",
        each.lines().stream().mapToInt(ShopifyOrder.FulfilmentLine::quantity).sum());
    node.set("location", location());
    node.set(
        "service",
        GraphParts.object("FulfillmentService")
            .put("id", "gid://shopify/FulfillmentService/manual")
            .put("handle", "manual")
            .put("serviceName", "Manual")
            .put("type", "MANUAL"));
    ArrayNode tracking = node.putArray("trackingInfo");
    each.tracking()
        .ifPresent(
            parcel ->
                tracking.add(
                    GraphParts.object("FulfillmentTrackingInfo")
                        .put("company", parcel.company())
                        .put("number", parcel.number())
                        .put("url", parcel.url())));
    ArrayNode lines = node.putArray("fulfillmentLineItems");
    for (ShopifyOrder.FulfilmentLine part : each.lines()) {
      Line line = order.line(part.line());
      ObjectNode entry = GraphParts.object("FulfillmentLineItem", part.id());
      entry.put("quantity", part.quantity());
      entry.set("lineItem", items.line(order, line));
      Bag gross = line.price().times(part.quantity());
      Bag net = line.net().share(part.quantity(), line.quantity(), order.currencies);
      entry.set("originalTotalSet", GraphParts.bag(gross, order.currencies));
      entry.set("discountedTotalSet", GraphParts.bag(net, order.currencies));
      lines.add(entry);
    }
    return node;
  }

  /// One fulfilment order for everything that is to be sent.
  ArrayNode fulfilmentOrders(ShopifyOrder order) {
    ArrayNode array = JsonText.NODES.arrayNode();
    int open = order.goods().stream().mapToInt(Line::fulfillable).sum();
    String fulfilment = ShopifyTotals.fulfilmentStatus(order);
    ObjectNode node = GraphParts.object("FulfillmentOrder", order.id + 3);
    node.put("createdAt", GraphParts.time(order.created));
    node.put("updatedAt", GraphParts.time(order.updated));
    node.put("orderId", GraphParts.gid("Order", order.id));
    node.put("orderName", order.name());
    node.putNull("fulfillAt");
    node.putNull("fulfillBy");
    node.put("requestStatus", "UNSUBMITTED");
    node.put(
        "status",
        order.cancelled.isPresent()
            ? "CANCELLED"
            : open == 0 ? "CLOSED" : fulfilment.equals("partial") ? "IN_PROGRESS" : "OPEN");
    node.putArray("fulfillmentHolds");
    node.set(
        "assignedLocation",
        GraphParts.object("FulfillmentOrderAssignedLocation")
            .put("name", "Main warehouse")
            .put("countryCode", "US")
            .set("location", location()));
    ArrayNode lines = node.putArray("lineItems");
    for (Line line : order.goods()) {
      ObjectNode entry = GraphParts.object("FulfillmentOrderLineItem", line.id() + 2);
      entry.put("totalQuantity", line.current());
      entry.put("remainingQuantity", line.fulfillable());
      entry.put("requiresShipping", line.sold().requiresShipping());
      entry.put("productTitle", line.sold().title());
      RestParts.optional(entry, "sku", line.sold().sku());
      RestParts.optional(entry, "variantTitle", line.sold().variantTitle());
      entry.put("vendor", "Northfell");
      entry.set("lineItem", items.line(order, line));
      lines.add(entry);
    }
    array.add(node);
    return array;
  }

  static ObjectNode location() {
    return GraphParts.object("Location", 71_002_245_373L)
        .put("legacyResourceId", "71002245373")
        .put("name", "Main warehouse")
        .put("isActive", true);
  }

  GraphParts parts() {
    return parts;
  }
}
