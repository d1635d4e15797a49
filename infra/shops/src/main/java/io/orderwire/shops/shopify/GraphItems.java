package io.orderwire.shops.shopify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.shops.JsonText;
import io.orderwire.shops.Purchase;
import io.orderwire.shops.shopify.ShopifyOrder.Carriage;
import io.orderwire.shops.shopify.ShopifyOrder.Line;
import io.orderwire.shops.shopify.ShopifyOrder.Sold;
import java.math.BigDecimal;

/// GraphQL line items, shipping lines and discounts.
final class GraphItems {
  private final GraphParts parts;

  GraphItems(GraphParts parts) {
    this.parts = parts;
  }

  /// Lines appear in refunds and parcels again: each is rendered once.
  ObjectNode line(ShopifyOrder order, Line line) {
    return order.graphLines.computeIfAbsent(line.id(), id -> render(order, line));
  }

  private ObjectNode render(ShopifyOrder order, Line line) {
    Sold sold = line.sold();
    ObjectNode node = GraphParts.object("LineItem", line.id());
    node.put("title", sold.title());
    node.put("name", sold.name());
    RestParts.optional(node, "variantTitle", sold.variantTitle());
    RestParts.optional(node, "sku", sold.sku());
    RestParts.optional(node, "vendor", sold.tip() ? "" : "Northfell");
    quantities(node, line);
    node.put("requiresShipping", sold.requiresShipping());
    node.put("taxable", sold.taxable());
    node.put("isGiftCard", false);
    node.put("restockable", line.fulfillable() > 0);
    node.put("merchantEditable", line.fulfillable() > 0);
    node.set("customAttributes", GraphParts.attributes(sold.properties()));
    amounts(node, order, line);
    node.set("taxLines", parts.taxLines(line.taxes(), order.currencies));
    node.set("discountAllocations", allocations(order, line));
    node.set("duties", duties(order, line));
    references(node, sold);
    node.putNull("image");
    node.putNull("sellingPlan");
    return node;
  }

  private static void quantities(ObjectNode node, Line line) {
    node.put("quantity", line.quantity());
    node.put("currentQuantity", line.current());
    node.put("unfulfilledQuantity", line.fulfillable());
    node.put("fulfillableQuantity", line.fulfillable());
    node.put("nonFulfillableQuantity", line.quantity() - line.fulfillable());
    node.put("refundableQuantity", line.sold().tip() ? 0 : line.current());
    node.put(
        "fulfillmentStatus",
        line.fulfilled() == 0 ? "unfulfilled" : line.fulfillable() == 0 ? "fulfilled" : "partial");
  }

  private static void amounts(ObjectNode node, ShopifyOrder order, Line line) {
    Bag.Currencies money = order.currencies;
    Bag gross = line.price().times(line.quantity());
    Bag unitNet = line.net().share(1, Math.max(1, line.quantity()), money);
    node.set("originalUnitPriceSet", GraphParts.bag(line.price(), money));
    node.set("originalTotalSet", GraphParts.bag(gross, money));
    node.set("discountedUnitPriceSet", GraphParts.bag(line.price(), money));
    node.set("discountedUnitPriceAfterAllDiscountsSet", GraphParts.bag(unitNet, money));
    node.set("discountedTotalSet", GraphParts.bag(gross, money));
    node.set("totalDiscountSet", GraphParts.bag(Bag.ZERO, money));
    Bag beforeTax = order.taxesIncluded ? line.net().minus(line.tax()) : line.net();
    node.set("priceAfterAllDiscountsBeforeTaxesSet", GraphParts.bag(beforeTax, money));
    Bag open = line.price().times(line.fulfillable());
    node.set("unfulfilledOriginalTotalSet", GraphParts.bag(open, money));
    node.set("unfulfilledDiscountedTotalSet", GraphParts.bag(open, money));
  }

  private static void references(ObjectNode node, Sold sold) {
    if (sold.tip()) {
      node.putNull("product");
      node.putNull("variant");
    } else {
      node.set("product", product(sold));
      node.set("variant", variant(sold));
    }
    if (sold.group().isPresent()) {
      ShopifyOrder.Group group = sold.group().get();
      ObjectNode bundle = GraphParts.object("LineItemGroup", group.id());
      bundle.put("title", group.title());
      bundle.put("quantity", group.quantity());
      bundle.putNull("productId");
      bundle.putNull("variantId");
      bundle.putNull("variantSku");
      bundle.putArray("customAttributes");
      node.set("lineItemGroup", bundle);
    } else {
      node.putNull("lineItemGroup");
    }
    ObjectNode weight = GraphParts.object("Weight");
    weight.put("unit", "GRAMS").put("value", sold.grams());
    node.set("weight", weight);
  }

  static ObjectNode product(Sold sold) {
    ObjectNode node = GraphParts.object("Product", sold.product());
    node.put("legacyResourceId", Long.toString(sold.product()));
    node.put("title", sold.title());
    node.put("handle", "product-" + sold.product());
    node.put("vendor", "Northfell");
    node.put("productType", "");
    return node;
  }

  static ObjectNode variant(Sold sold) {
    ObjectNode node = GraphParts.object("ProductVariant", sold.variant());
    node.put("legacyResourceId", Long.toString(sold.variant()));
    node.put("title", sold.variantTitle());
    node.put("displayName", sold.name());
    node.put("sku", sold.sku());
    node.putNull("barcode");
    node.put("taxable", sold.taxable());
    return node;
  }

  private static ArrayNode duties(ShopifyOrder order, Line line) {
    ArrayNode array = JsonText.NODES.arrayNode();
    if (!line.duty().isZero()) {
      ObjectNode duty = GraphParts.object("Duty", line.id() + 1);
      duty.put("harmonizedSystemCode", "610910");
      duty.put("countryCodeOfOrigin", "PT");
      duty.set("price", GraphParts.bag(line.duty(), order.currencies));
      duty.putArray("taxLines");
      array.add(duty);
    }
    return array;
  }

  private static ArrayNode allocations(ShopifyOrder order, Line line) {
    ArrayNode array = JsonText.NODES.arrayNode();
    for (ShopifyOrder.Allocation each : line.allocations()) {
      order.coupon.ifPresent(
          coupon -> array.add(allocation(order, each.amount(), code(order, coupon))));
    }
    return array;
  }

  private static ObjectNode allocation(ShopifyOrder order, Bag amount, ObjectNode application) {
    ObjectNode node = GraphParts.object("DiscountAllocation");
    node.set("allocatedAmountSet", GraphParts.bag(amount, order.currencies));
    node.set("discountApplication", application);
    return node;
  }

  ObjectNode carriage(ShopifyOrder order, Carriage each) {
    Bag discounted = each.price().minus(each.rebate());
    ObjectNode node = GraphParts.object("ShippingLine", each.id());
    node.put("title", each.title());
    node.put("code", each.code());
    node.put("source", "shopify");
    node.putNull("carrierIdentifier");
    node.putNull("deliveryCategory");
    node.putNull("phone");
    node.put("custom", false);
    node.put("isRemoved", false);
    node.putNull("shippingRateHandle");
    node.set("originalPriceSet", GraphParts.bag(each.price(), order.currencies));
    node.set("discountedPriceSet", GraphParts.bag(discounted, order.currencies));
    node.set("currentDiscountedPriceSet", GraphParts.bag(discounted, order.currencies));
    node.set("taxLines", parts.taxLines(each.taxes(), order.currencies));
    ArrayNode allocations = node.putArray("discountAllocations");
    if (!each.rebate().isZero()) {
      allocations.add(allocation(order, each.rebate(), rebate(order, each)));
    }
    return node;
  }

  ArrayNode applications(ShopifyOrder order) {
    ArrayNode array = JsonText.NODES.arrayNode();
    order.coupon.ifPresent(coupon -> array.add(code(order, coupon)));
    for (Carriage carriage : order.carriages) {
      if (!carriage.rebate().isZero()) {
        array.add(rebate(order, carriage));
      }
    }
    return array;
  }

  private static ObjectNode code(ShopifyOrder order, Purchase.Coupon coupon) {
    ObjectNode node = GraphParts.object("DiscountCodeApplication");
    node.put("code", coupon.code());
    node.put("index", 0);
    node.put("allocationMethod", "ACROSS");
    node.put("targetSelection", "ALL");
    node.put("targetType", "LINE_ITEM");
    node.set("value", value(order, coupon));
    return node;
  }

  private static ObjectNode value(ShopifyOrder order, Purchase.Coupon coupon) {
    if (coupon.percent().isPresent()) {
      return GraphParts.object("PricingPercentageValue").put("percentage", coupon.percent().get());
    }
    return fixed(order, coupon.amount().orElse(BigDecimal.ZERO));
  }

  private static ObjectNode rebate(ShopifyOrder order, Carriage carriage) {
    ObjectNode node = GraphParts.object("AutomaticDiscountApplication");
    node.put("title", "Shipping rebate");
    node.put("index", order.coupon.isPresent() ? 1 : 0);
    node.put("allocationMethod", "EACH");
    node.put("targetSelection", "ALL");
    node.put("targetType", "SHIPPING_LINE");
    node.set("value", fixed(order, carriage.rebate().shop()));
    return node;
  }

  private static ObjectNode fixed(ShopifyOrder order, BigDecimal amount) {
    return (ObjectNode)
        GraphParts.bag(order.currencies.of(amount), order.currencies).get("presentmentMoney");
  }
}
