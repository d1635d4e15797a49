package io.orderwire.shops.api2cart;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.shops.Address;
import io.orderwire.shops.JsonText;
import io.orderwire.shops.Purchase;
import io.orderwire.shops.ShopSettings;
import java.math.BigDecimal;
import java.util.Optional;

/// Writes orders and baskets in the one shape that API2Cart gives to all carts.
final class HubBody {
  private final ShopSettings settings;
  private final HubPricing pricing;
  private final HubStore store;
  private final Kind kind;

  HubBody(ShopSettings settings, HubPricing pricing, HubStore store, Kind kind) {
    this.settings = settings;
    this.pricing = pricing;
    this.store = store;
    this.kind = kind;
  }

  static String number(HubOrder order) {
    return "A" + order.id;
  }

  /// @param whole all fields; else those that are given without asking
  ObjectNode order(HubOrder order, boolean whole) {
    HubPricing.Totals totals = pricing.totals(order);
    ObjectNode node = JsonText.object();
    if (whole) {
      node.put("id", Long.toString(order.id));
    }
    node.put("order_id", number(order));
    node.set("customer", customer(order.purchase.buyer()));
    node.set("totals", totals(totals));
    node.set("shipping_address", address(order.shipping, "shipping"));
    node.set("billing_address", address(order.purchase.billing(), "billing"));
    ArrayNode products = node.putArray("order_products");
    ArrayNode bundles = node.putArray("bundles");
    for (HubOrder.Line line : order.lines) {
      (line.bundle() ? bundles : products).add(product(order, line));
    }
    node.putObject("status")
        .put("id", kind.id(order.state))
        .put("name", kind.name(order.state))
        .putNull("refund_info");
    if (whole) {
      rest(node, order, totals);
    }
    return node;
  }

  ObjectNode basket(HubBasket basket) {
    ObjectNode node = JsonText.object();
    node.put("id", Long.toString(basket.id()));
    node.put("basket_id", basket.name());
    node.set("customer", customer(basket.purchase().buyer()));
    node.set("created_at", kind.time(basket.at()));
    node.set("modified_at", kind.time(basket.at()));
    node.set("currency", currency());
    ArrayNode products = node.putArray("order_products");
    BigDecimal sum = BigDecimal.ZERO;
    int number = 0;
    for (var item : basket.purchase().items()) {
      BigDecimal line = item.product().price().multiply(BigDecimal.valueOf(item.quantity()));
      sum = sum.add(line);
      products
          .addObject()
          .put("order_product_id", basket.id() + "-" + ++number)
          .put("product_id", Integer.toString(item.product().number()))
          .put("model", item.product().sku())
          .put("name", item.product().name())
          .put("price", item.product().price())
          .put("quantity", item.quantity())
          .put("total_price", line);
    }
    node.putObject("totals").put("total", sum).put("subtotal", sum);
    return node;
  }

  private void rest(ObjectNode node, HubOrder order, HubPricing.Totals totals) {
    node.put("basket_id", order.basket);
    node.set("create_at", kind.time(order.created));
    node.set("modified_at", kind.time(order.modified));
    node.set("currency", currency());
    node.putObject("payment_method").put("name", method(order.purchase.tender()));
    order.carriage.ifPresent(
        carriage -> node.putObject("shipping_method").put("id", 7).put("name", carriage.title()));
    node.putObject("total")
        .put("subtotal_ex_tax", totals.goods())
        .put("wrapping_ex_tax", 0)
        .put("shipping_ex_tax", totals.shipping())
        .put("total_discount", totals.discount())
        .put("total_tax", totals.tax())
        .put("total", totals.total())
        .put("total_paid", order.paid);
    ArrayNode discounts = node.putArray("discounts");
    order
        .purchase
        .coupon()
        .ifPresent(
            coupon ->
                discounts
                    .addObject()
                    .put("code", coupon.code())
                    .put("value", coupon.percent().orElse(totals.discount()))
                    .put("type", coupon.percent().isPresent() ? "percent" : "fixed"));
    ArrayNode refunds = node.putArray("refunds");
    order.refunds.forEach(refund -> refunds.add(refund(refund)));
    node.put("comment", order.purchase.note());
    node.put("store_id", "1");
    ObjectNode notes = node.putObject("custom_fields");
    order.notes.forEach(notes::put);
  }

  private ObjectNode product(HubOrder order, HubOrder.Line line) {
    ObjectNode node = JsonText.object();
    node.put("product_id", Integer.toString(line.product().number()));
    node.put("order_product_id", Long.toString(line.id()));
    node.put("model", line.product().sku());
    node.put("name", line.product().name());
    node.put("price", line.product().price());
    node.put("price_inc_tax", line.product().price());
    node.put("quantity", line.quantity());
    node.put("discount_amount", line.discount());
    node.put("total_price", pricing.line(line));
    node.put("tax_percent", line.product().taxable() ? pricing.percent() : BigDecimal.ZERO);
    node.put("tax_value_after_discount", pricing.tax(order, line));
    node.put("weight", line.product().grams());
    node.put("weight_unit", "g");
    node.put("parent_order_product_id", line.parent() == 0 ? null : Long.toString(line.parent()));
    ArrayNode options = node.putArray("options");
    line.options()
        .forEach((name, value) -> options.addObject().put("name", name).put("value", value));
    return node;
  }

  private ObjectNode refund(HubOrder.Refund refund) {
    ObjectNode node = JsonText.object();
    node.put("id", Long.toString(refund.id()));
    node.put("total", refund.total());
    node.put("tax", refund.tax());
    node.put("comment", refund.comment());
    node.set("modified_time", kind.time(refund.at()));
    ArrayNode items = node.putArray("items");
    refund
        .items()
        .forEach(
            item ->
                items
                    .addObject()
                    .put("order_product_id", Long.toString(item.line()))
                    .put("qty", item.quantity())
                    .put("refund", item.amount()));
    return node;
  }

  private static ObjectNode totals(HubPricing.Totals totals) {
    return JsonText.object()
        .put("total", totals.total())
        .put("subtotal", totals.goods())
        .put("shipping", totals.shipping())
        .put("tax", totals.tax())
        .put("discount", totals.discount());
  }

  private ObjectNode currency() {
    return JsonText.object().put("iso3", settings.currency()).put("rate", 1);
  }

  private ObjectNode customer(Purchase.Buyer buyer) {
    return JsonText.object()
        .put("id", buyer.account().map(name -> Long.toString(store.account(name))).orElse("0"))
        .put("email", buyer.email().orElse(""))
        .put("first_name", buyer.firstName())
        .put("last_name", buyer.lastName());
  }

  private static com.fasterxml.jackson.databind.JsonNode address(
      Optional<Address> address, String type) {
    if (address.isEmpty()) {
      return JsonText.NODES.nullNode();
    }
    Address known = address.get();
    ObjectNode node = JsonText.object().put("type", type);
    node.put("first_name", known.firstName()).put("last_name", known.lastName());
    node.put("company", known.company()).put("address1", known.line1());
    node.put("address2", known.line2()).put("city", known.city());
    node.put("postcode", known.postalCode()).put("phone", known.phone());
    node.putObject("country").put("code2", known.countryCode()).put("name", known.country());
    node.putObject("state").put("code", known.regionCode()).put("name", known.region());
    return node;
  }

  private static String method(Purchase.Tender tender) {
    return switch (tender) {
      case CARD, CARD_AUTHORIZED, CARD_PENDING, CARD_DECLINED -> "Credit card";
      case CASH_ON_DELIVERY -> "Cash on delivery";
      case BANK_TRANSFER -> "Bank transfer";
    };
  }
}
