package io.orderwire.shops.shopify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.shops.shopify.ShopifyOrder.Line;

/// The GraphQL abandoned checkout.
final class GraphCheckout {
  private final GraphParts parts;
  private final RestCheckout rest;

  GraphCheckout(GraphParts parts, RestCheckout rest) {
    this.parts = parts;
    this.rest = rest;
  }

  ObjectNode write(ShopifyCheckout checkout) {
    ShopifyOrder basket = checkout.basket;
    ShopifyTotals totals = ShopifyTotals.of(basket);
    Bag.Currencies money = basket.currencies;
    ObjectNode node = GraphParts.object("AbandonedCheckout", checkout.id);
    node.put("name", "#" + checkout.id);
    node.put("abandonedCheckoutUrl", rest.url(checkout));
    node.put("createdAt", GraphParts.time(checkout.created));
    node.put("updatedAt", GraphParts.time(checkout.updated));
    GraphParts.time(node, "completedAt", checkout.completed);
    node.put("defaultCursor", new GraphConnection.Place("", checkout.id).encoded());
    node.put("note", basket.note);
    node.put("taxesIncluded", basket.taxesIncluded);
    ArrayNode codes = node.putArray("discountCodes");
    basket.coupon.ifPresent(coupon -> codes.add(coupon.code()));
    node.set("customAttributes", GraphParts.attributes(basket.attributes));
    basket.customer.ifPresentOrElse(
        customer -> node.set("customer", parts.customer(customer)), () -> node.putNull("customer"));
    basket.billing.ifPresentOrElse(
        address -> node.set("billingAddress", GraphParts.address(address, checkout.id + 1)),
        () -> node.putNull("billingAddress"));
    basket.shipping.ifPresentOrElse(
        address -> node.set("shippingAddress", GraphParts.address(address, checkout.id + 2)),
        () -> node.putNull("shippingAddress"));
    node.set("taxLines", parts.taxLines(RestOrder.taxes(basket), money));
    node.set("subtotalPriceSet", GraphParts.bag(totals.subtotal(), money));
    node.set("totalDiscountSet", GraphParts.bag(totals.discounts(), money));
    node.set("totalLineItemsPriceSet", GraphParts.bag(totals.lineItems(), money));
    node.set("totalPriceSet", GraphParts.bag(totals.total(), money));
    node.set("totalTaxSet", GraphParts.bag(totals.tax(), money));
    node.putNull("totalDutiesSet");
    ArrayNode lines = node.putArray("lineItems");
    basket.goods().forEach(line -> lines.add(line(basket, line)));
    return node;
  }

  private static ObjectNode line(ShopifyOrder basket, Line line) {
    Bag.Currencies money = basket.currencies;
    ObjectNode node = GraphParts.object("AbandonedCheckoutLineItem", line.id());
    node.put("title", line.sold().title());
    RestParts.optional(node, "variantTitle", line.sold().variantTitle());
    RestParts.optional(node, "sku", line.sold().sku());
    node.put("quantity", line.quantity());
    node.set("customAttributes", GraphParts.attributes(line.sold().properties()));
    Bag gross = line.price().times(line.quantity());
    Bag unit = line.net().share(1, line.quantity(), money);
    node.set("originalUnitPriceSet", GraphParts.bag(line.price(), money));
    node.set("originalTotalPriceSet", GraphParts.bag(gross, money));
    node.set("discountedUnitPriceSet", GraphParts.bag(unit, money));
    node.set("discountedUnitPriceWithCodeDiscount", GraphParts.bag(unit, money));
    node.set("discountedTotalPriceSet", GraphParts.bag(line.net(), money));
    node.set("discountedTotalPriceWithCodeDiscount", GraphParts.bag(line.net(), money));
    node.set("product", GraphItems.product(line.sold()));
    node.set("variant", GraphItems.variant(line.sold()));
    return node;
  }
}
