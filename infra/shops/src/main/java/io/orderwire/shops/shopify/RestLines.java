package io.orderwire.shops.shopify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.shops.JsonText;
import io.orderwire.shops.shopify.ShopifyOrder.Carriage;
import io.orderwire.shops.shopify.ShopifyOrder.Line;
import io.orderwire.shops.shopify.ShopifyOrder.Sold;

/// Lines and shipping lines in REST shape.
final class RestLines {
  private final RestParts parts;

  RestLines(RestParts parts) {
    this.parts = parts;
  }

  ObjectNode line(ShopifyOrder order, Line line) {
    Sold sold = line.sold();
    ObjectNode node = JsonText.object();
    node.put("id", line.id());
    node.put("admin_graphql_api_id", "gid://shopify/LineItem/" + line.id());
    node.putArray("attributed_staffs");
    node.put("current_quantity", line.current());
    node.put("fulfillable_quantity", line.fulfillable());
    node.put("fulfillment_service", "manual");
    RestParts.optional(node, "fulfillment_status", status(line));
    node.put("gift_card", false);
    node.put("grams", sold.grams());
    node.put("name", sold.name());
    RestParts.money(node, "price", line.price(), order.currencies);
    node.put("product_exists", true);
    reference(node, "product_id", sold.product());
    ArrayNode properties = node.putArray("properties");
    sold.properties()
        .forEach((name, value) -> properties.addObject().put("name", name).put("value", value));
    node.put("quantity", line.quantity());
    node.put("requires_shipping", sold.requiresShipping());
    RestParts.optional(node, "sku", sold.sku());
    node.put("taxable", sold.taxable());
    node.put("title", sold.title());
    RestParts.money(node, "total_discount", Bag.ZERO, order.currencies);
    reference(node, "variant_id", sold.variant());
    RestParts.optional(node, "variant_inventory_management", sold.tip() ? "" : "shopify");
    RestParts.optional(node, "variant_title", sold.variantTitle());
    RestParts.optional(node, "vendor", sold.tip() ? "" : "Northfell");
    node.set("tax_lines", parts.taxLines(line.taxes(), order.currencies));
    ArrayNode duties = node.putArray("duties");
    if (!line.duty().isZero()) {
      duties.add(duty(order, line));
    }
    ArrayNode allocations = node.putArray("discount_allocations");
    for (ShopifyOrder.Allocation each : line.allocations()) {
      allocations.add(allocation(order, each.amount(), each.application()));
    }
    sold.group().ifPresent(group -> node.put("sales_line_item_group_id", group.id()));
    if (sold.tip()) {
      node.put("tip_payment_gateway", order.gateway);
      node.put("tip_payment_method", "visa");
    }
    return node;
  }

  private static String status(Line line) {
    if (line.fulfilled() == 0) {
      return "";
    }
    return line.fulfillable() == 0 ? "fulfilled" : "partial";
  }

  private static void reference(ObjectNode node, String field, long id) {
    if (id == 0) {
      node.putNull(field);
    } else {
      node.put(field, id);
    }
  }

  private static ObjectNode duty(ShopifyOrder order, Line line) {
    ObjectNode node = JsonText.object();
    node.put("id", line.id() + 1);
    node.put("harmonized_system_code", "610910");
    node.put("country_code_of_origin", "PT");
    node.set("shop_money", RestParts.set(line.duty(), order.currencies).get("shop_money"));
    node.set(
        "presentment_money", RestParts.set(line.duty(), order.currencies).get("presentment_money"));
    node.putArray("tax_lines");
    node.put("admin_graphql_api_id", "gid://shopify/Duty/" + (line.id() + 1));
    return node;
  }

  private static ObjectNode allocation(ShopifyOrder order, Bag amount, int application) {
    ObjectNode node = JsonText.object();
    RestParts.money(node, "amount", amount, order.currencies);
    node.put("discount_application_index", application);
    return node;
  }

  ObjectNode carriage(ShopifyOrder order, Carriage each) {
    Bag.Currencies money = order.currencies;
    Bag discounted = each.price().minus(each.rebate());
    ObjectNode node = JsonText.object();
    node.put("id", each.id());
    node.putNull("carrier_identifier");
    node.put("code", each.code());
    node.set("current_discounted_price_set", RestParts.set(discounted, money));
    RestParts.money(node, "discounted_price", discounted, money);
    node.put("is_removed", false);
    node.putNull("phone");
    RestParts.money(node, "price", each.price(), money);
    node.putNull("requested_fulfillment_service_id");
    node.put("source", "shopify");
    node.put("title", each.title());
    node.set("tax_lines", parts.taxLines(each.taxes(), money));
    ArrayNode allocations = node.putArray("discount_allocations");
    if (!each.rebate().isZero()) {
      allocations.add(allocation(order, each.rebate(), order.coupon.isPresent() ? 1 : 0));
    }
    return node;
  }
}
