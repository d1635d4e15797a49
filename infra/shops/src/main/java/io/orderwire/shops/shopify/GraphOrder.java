package io.orderwire.shops.shopify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.shops.Address;
import io.orderwire.shops.JsonText;
import io.orderwire.shops.shopify.ShopifyOrder.Line;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The GraphQL order.
final class GraphOrder {
  private final GraphParts parts;
  private final GraphItems items;
  private final GraphMoves moves;
  private final String domain;

  GraphOrder(GraphParts parts, String domain) {
    this.parts = parts;
    this.items = new GraphItems(parts);
    this.moves = new GraphMoves(parts, items);
    this.domain = domain;
  }

  GraphItems items() {
    return items;
  }

  ObjectNode write(ShopifyOrder order) {
    if (order.graph.isEmpty()) {
      order.graph = Optional.of(render(order));
    }
    return order.graph.get();
  }

  private ObjectNode render(ShopifyOrder order) {
    ShopifyTotals totals = ShopifyTotals.of(order);
    ObjectNode node = GraphParts.object("Order", order.id);
    identity(node, order);
    times(node, order);
    state(node, order, totals);
    totals(node, order, totals);
    current(node, order, totals);
    people(node, order);
    children(node, order);
    return node;
  }

  private void identity(ObjectNode node, ShopifyOrder order) {
    node.put("legacyResourceId", Long.toString(order.id));
    node.put("name", order.name());
    node.put("number", order.number);
    node.put("confirmationNumber", order.confirmation);
    node.put("sourceName", order.source);
    node.putNull("sourceIdentifier");
    node.putNull("registeredSourceUrl");
    node.putNull("poNumber");
    node.put("cartToken", order.cartToken);
    RestParts.optional(node, "checkoutToken", order.checkoutToken);
    node.put("clientIp", "198.51.100.24");
    node.put("customerLocale", "en");
    node.put("statusPageUrl", "https://" + domain + "/60211/orders/" + order.token + "/status");
    node.set(
        "app",
        GraphParts.object("OrderApp")
            .put("id", "gid://shopify/App/580111")
            .put("name", "Online Store"));
    node.putNull("merchantOfRecordApp");
    node.putNull("retailLocation");
    node.putNull("purchasingEntity");
    node.putNull("paymentTerms");
    node.put("currencyCode", order.currencies.shop());
    node.put("presentmentCurrencyCode", order.currencies.shown());
  }

  private static void times(ObjectNode node, ShopifyOrder order) {
    node.put("createdAt", GraphParts.time(order.created));
    node.put("processedAt", GraphParts.time(order.created));
    node.put("updatedAt", GraphParts.time(order.updated));
    GraphParts.time(node, "closedAt", order.closed);
    GraphParts.time(node, "cancelledAt", order.cancelled);
    node.put("closed", order.closed.isPresent());
    RestParts.optional(node, "cancelReason", order.cancelReason.toUpperCase(Locale.ROOT));
    if (order.cancelled.isPresent()) {
      node.set("cancellation", GraphParts.object("OrderCancellation").putNull("staffNote"));
    } else {
      node.putNull("cancellation");
    }
  }

  private static void state(ObjectNode node, ShopifyOrder order, ShopifyTotals totals) {
    String financial = totals.financialStatus(order);
    String fulfilment = ShopifyTotals.fulfilmentStatus(order);
    int open = order.goods().stream().mapToInt(Line::fulfillable).sum();
    node.put("displayFinancialStatus", financial.toUpperCase(Locale.ROOT));
    node.put(
        "displayFulfillmentStatus",
        switch (fulfilment) {
          case "fulfilled" -> "FULFILLED";
          case "partial" -> "PARTIALLY_FULFILLED";
          case String other -> "UNFULFILLED";
        });
    node.put("returnStatus", "NO_RETURN");
    ObjectNode risk = GraphParts.object("OrderRiskSummary").put("recommendation", "NONE");
    risk.putArray("assessments");
    node.set("risk", risk);
    node.put("confirmed", order.confirmed);
    node.put("test", order.test);
    node.put("edited", order.edited);
    node.put("estimatedTaxes", !order.confirmed);
    node.put("taxExempt", false);
    node.put("taxesIncluded", order.taxesIncluded);
    node.put("dutiesIncluded", false);
    node.put("fullyPaid", totals.outstanding().shop().signum() <= 0);
    node.put("unpaid", totals.received().shop().signum() == 0);
    node.put("capturable", totals.authorized().shop().signum() > 0);
    node.put("canMarkAsPaid", totals.outstanding().shop().signum() > 0);
    node.put("canNotifyCustomer", order.email.isPresent());
    node.put("fulfillable", open > 0);
    node.put("refundable", totals.received().shop().compareTo(totals.refunded().shop()) > 0);
    node.put("restockable", open > 0);
    node.put("merchantEditable", order.cancelled.isEmpty());
    node.putArray("merchantEditableErrors");
    node.put(
        "requiresShipping",
        order.goods().stream().anyMatch(line -> line.sold().requiresShipping()));
    node.put("customerAcceptsMarketing", false);
    node.put("hasTimelineComment", false);
    node.put("productNetwork", false);
  }

  private void totals(ObjectNode node, ShopifyOrder order, ShopifyTotals totals) {
    bag(node, order, "subtotalPriceSet", totals.subtotal());
    bag(node, order, "totalDiscountsSet", totals.discounts());
    bag(node, order, "cartDiscountAmountSet", totals.goodsDiscounts());
    bag(node, order, "totalShippingPriceSet", totals.shipping());
    bag(node, order, "totalTaxSet", totals.tax());
    bag(node, order, "totalTipReceivedSet", totals.tip());
    bag(node, order, "totalPriceSet", totals.total());
    bag(node, order, "originalTotalPriceSet", order.originalTotal.orElse(totals.total()));
    duties(node, "originalTotalDutiesSet", order, totals);
    node.putNull("originalTotalAdditionalFeesSet");
    bag(node, order, "totalReceivedSet", totals.received());
    bag(node, order, "totalRefundedSet", totals.refunded());
    bag(node, order, "totalRefundedShippingSet", totals.refundedShipping());
    bag(node, order, "netPaymentSet", totals.received().minus(totals.refunded()));
    bag(node, order, "totalOutstandingSet", totals.outstanding());
    bag(node, order, "totalCapturableSet", totals.authorized());
    bag(node, order, "refundDiscrepancySet", totals.adjustments());
    ObjectNode rounding = GraphParts.object("CashRoundingAdjustment");
    bag(rounding, order, "paymentSet", Bag.ZERO);
    bag(rounding, order, "refundSet", Bag.ZERO);
    node.set("totalCashRoundingAdjustment", rounding);
    node.putArray("additionalFees");
    node.set("taxLines", parts.taxLines(RestOrder.taxes(order), order.currencies));
    node.put(
        "totalWeight",
        Integer.toString(
            order.lines.stream().mapToInt(line -> line.sold().grams() * line.quantity()).sum()));
    node.put("subtotalLineItemsQuantity", order.goods().stream().mapToInt(Line::quantity).sum());
  }

  private void current(ObjectNode node, ShopifyOrder order, ShopifyTotals totals) {
    bag(node, order, "currentSubtotalPriceSet", totals.currentSubtotal());
    bag(node, order, "currentTotalDiscountsSet", totals.currentDiscounts());
    bag(node, order, "currentCartDiscountAmountSet", totals.currentDiscounts());
    bag(node, order, "currentShippingPriceSet", totals.currentShipping());
    bag(node, order, "currentTotalTaxSet", totals.currentTax());
    bag(node, order, "currentTotalPriceSet", totals.currentTotal());
    duties(node, "currentTotalDutiesSet", order, totals);
    node.putNull("currentTotalAdditionalFeesSet");
    node.set("currentTaxLines", parts.taxLines(RestOrder.taxes(order), order.currencies));
    node.put(
        "currentSubtotalLineItemsQuantity", order.goods().stream().mapToInt(Line::current).sum());
    node.put(
        "currentTotalWeight",
        Integer.toString(
            order.lines.stream().mapToInt(line -> line.sold().grams() * line.current()).sum()));
  }

  private static void duties(
      ObjectNode node, String field, ShopifyOrder order, ShopifyTotals totals) {
    if (totals.duties().isZero()) {
      node.putNull(field);
    } else {
      bag(node, order, field, totals.duties());
    }
  }

  private void people(ObjectNode node, ShopifyOrder order) {
    RestParts.optional(node, "email", order.email.orElse(""));
    node.putNull("phone");
    RestParts.optional(node, "note", order.note);
    ArrayNode tags = node.putArray("tags");
    for (String tag : order.tags.split(",")) {
      if (!tag.isBlank()) {
        tags.add(tag.strip());
      }
    }
    node.set("customAttributes", GraphParts.attributes(order.attributes));
    order.customer.ifPresentOrElse(
        customer -> node.set("customer", parts.customer(customer)), () -> node.putNull("customer"));
    address(node, "billingAddress", order.billing, order.id + 1);
    address(node, "shippingAddress", order.shipping, order.id + 2);
    address(node, "displayAddress", order.shipping.or(() -> order.billing), order.id + 2);
    node.put("billingAddressMatchesShippingAddress", order.billing.equals(order.shipping));
    RestParts.optional(node, "discountCode", order.coupon.map(coupon -> coupon.code()).orElse(""));
    ArrayNode codes = node.putArray("discountCodes");
    order.coupon.ifPresent(coupon -> codes.add(coupon.code()));
    ArrayNode gateways = node.putArray("paymentGatewayNames");
    if (!order.transactions.isEmpty()) {
      gateways.add(order.gateway);
    }
  }

  private void children(ObjectNode node, ShopifyOrder order) {
    ArrayNode lines = node.putArray("lineItems");
    order.lines.forEach(line -> lines.add(items.line(order, line)));
    ArrayNode carriages = node.putArray("shippingLines");
    order.carriages.forEach(each -> carriages.add(items.carriage(order, each)));
    node.set(
        "shippingLine", order.carriages.isEmpty() ? JsonText.NODES.nullNode() : carriages.get(0));
    node.set("discountApplications", items.applications(order));
    ArrayNode transactions = node.putArray("transactions");
    order.transactions.forEach(each -> transactions.add(moves.transaction(order, each)));
    count(node, "transactionsCount", order.transactions);
    ArrayNode refunds = node.putArray("refunds");
    order.refunds.forEach(each -> refunds.add(moves.refund(order, each)));
    ArrayNode fulfilments = node.putArray("fulfillments");
    order.fulfilments.forEach(each -> fulfilments.add(moves.fulfilment(order, each)));
    count(node, "fulfillmentsCount", order.fulfilments);
    node.set("fulfillmentOrders", moves.fulfilmentOrders(order));
    node.putArray("returns");
    node.putNull("metafield");
    node.putArray("metafields");
  }

  private static void count(ObjectNode node, String field, List<?> counted) {
    node.set(
        field, GraphParts.object("Count").put("count", counted.size()).put("precision", "EXACT"));
  }

  private static void address(ObjectNode node, String field, Optional<Address> address, long id) {
    if (address.isPresent()) {
      node.set(field, GraphParts.address(address.get(), id));
    } else {
      node.putNull(field);
    }
  }

  private static void bag(ObjectNode node, ShopifyOrder order, String field, Bag bag) {
    node.set(field, GraphParts.bag(bag, order.currencies));
  }
}
