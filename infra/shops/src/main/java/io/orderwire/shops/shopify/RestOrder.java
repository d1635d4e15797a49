package io.orderwire.shops.shopify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.shops.Address;
import io.orderwire.shops.JsonText;
import io.orderwire.shops.Purchase;
import io.orderwire.shops.shopify.ShopifyOrder.Line;
import io.orderwire.shops.shopify.ShopifyOrder.LineTax;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The order resource in REST shape: what `orders.json` lists and order webhooks carry.
final class RestOrder {
  private final RestParts parts;
  private final RestLines lines;
  private final String domain;

  RestOrder(RestParts parts, String domain) {
    this.parts = parts;
    this.lines = new RestLines(parts);
    this.domain = domain;
  }

  String time(Instant instant) {
    return parts.time(instant);
  }

  ObjectNode write(ShopifyOrder order) {
    if (order.rest.isEmpty()) {
      order.rest = Optional.of(render(order));
    }
    return order.rest.get();
  }

  private ObjectNode render(ShopifyOrder order) {
    ShopifyTotals totals = ShopifyTotals.of(order);
    ObjectNode node = JsonText.object();
    identity(node, order);
    currentTotals(node, order, totals);
    people(node, order);
    state(node, order, totals);
    totals(node, order, totals);
    node.put("updated_at", parts.time(order.updated));
    node.putNull("user_id");
    address(node, "billing_address", order.billing);
    order.customer.ifPresentOrElse(
        customer -> node.set("customer", parts.customer(customer)), () -> node.putNull("customer"));
    discountApplications(node, order);
    ArrayNode fulfilments = node.putArray("fulfillments");
    order.fulfilments.forEach(each -> fulfilments.add(parts.fulfilment(order, each)));
    ArrayNode items = node.putArray("line_items");
    order.lines.forEach(line -> items.add(lines.line(order, line)));
    ArrayNode refunds = node.putArray("refunds");
    order.refunds.forEach(refund -> refunds.add(parts.refund(order, refund)));
    address(node, "shipping_address", order.shipping);
    ArrayNode carriages = node.putArray("shipping_lines");
    order.carriages.forEach(each -> carriages.add(lines.carriage(order, each)));
    return node;
  }

  private void identity(ObjectNode node, ShopifyOrder order) {
    node.put("id", order.id);
    node.put("admin_graphql_api_id", "gid://shopify/Order/" + order.id);
    node.put("app_id", 580111);
    node.put("browser_ip", "198.51.100.24");
    node.put("buyer_accepts_marketing", false);
    RestParts.optional(node, "cancel_reason", order.cancelReason);
    parts.time(node, "cancelled_at", order.cancelled);
    node.put("cart_token", order.cartToken);
    if (order.checkout == 0) {
      node.putNull("checkout_id");
    } else {
      node.put("checkout_id", order.checkout);
    }
    RestParts.optional(node, "checkout_token", order.checkoutToken);
    ObjectNode client = node.putObject("client_details");
    client.put("accept_language", "en-US");
    client.putNull("browser_height");
    client.put("browser_ip", "198.51.100.24");
    client.putNull("browser_width");
    client.putNull("session_hash");
    client.put("user_agent", "Mozilla/5.0");
    parts.time(node, "closed_at", order.closed);
    node.putNull("company");
    node.put("confirmation_number", order.confirmation);
    node.put("confirmed", order.confirmed);
    RestParts.optional(node, "contact_email", order.email.orElse(""));
    node.put("created_at", parts.time(order.created));
    node.put("currency", order.currencies.shop());
  }

  private static void currentTotals(ObjectNode node, ShopifyOrder order, ShopifyTotals totals) {
    Bag.Currencies money = order.currencies;
    node.set("current_shipping_price_set", RestParts.set(totals.currentShipping(), money));
    RestParts.money(node, "current_subtotal_price", totals.currentSubtotal(), money);
    node.putNull("current_total_additional_fees_set");
    RestParts.money(node, "current_total_discounts", totals.currentDiscounts(), money);
    duties(node, "current_total_duties_set", order, totals);
    RestParts.money(node, "current_total_price", totals.currentTotal(), money);
    RestParts.money(node, "current_total_tax", totals.currentTax(), money);
  }

  private static void duties(
      ObjectNode node, String field, ShopifyOrder order, ShopifyTotals totals) {
    if (totals.duties().isZero()) {
      node.putNull(field);
    } else {
      node.set(field, RestParts.set(totals.duties(), order.currencies));
    }
  }

  private void people(ObjectNode node, ShopifyOrder order) {
    node.put("customer_locale", "en");
    node.putNull("device_id");
    ArrayNode codes = node.putArray("discount_codes");
    order.coupon.ifPresent(
        coupon -> {
          ObjectNode code = codes.addObject();
          code.put("code", coupon.code());
          code.put(
              "amount",
              RestParts.text(
                  ShopifyTotals.of(order).goodsDiscounts().shop(), order.currencies.shopScale()));
          code.put("type", coupon.percent().isPresent() ? "percentage" : "fixed_amount");
        });
    node.put("duties_included", false);
    RestParts.optional(node, "email", order.email.orElse(""));
    node.put("estimated_taxes", !order.confirmed);
  }

  private void state(ObjectNode node, ShopifyOrder order, ShopifyTotals totals) {
    node.put("financial_status", totals.financialStatus(order));
    RestParts.optional(node, "fulfillment_status", ShopifyTotals.fulfilmentStatus(order));
    node.put("landing_site", "/");
    node.putNull("location_id");
    node.put("merchant_business_entity_id", "MTc1MTEwMDA1");
    node.putNull("merchant_of_record_app_id");
    node.put("name", order.name());
    RestParts.optional(node, "note", order.note);
    ArrayNode attributes = node.putArray("note_attributes");
    for (Map.Entry<String, String> each : order.attributes.entrySet()) {
      attributes.addObject().put("name", each.getKey()).put("value", each.getValue());
    }
    node.put("number", order.number - 1000);
    node.put("order_number", order.number);
    node.put(
        "order_status_url",
        "https://" + domain + "/60211/orders/" + order.token + "/authenticate?key=none&locale=en");
    node.putNull("original_total_additional_fees_set");
    duties(node, "original_total_duties_set", order, totals);
    ArrayNode gateways = node.putArray("payment_gateway_names");
    if (!order.transactions.isEmpty()) {
      gateways.add(order.gateway);
    }
    node.putNull("payment_terms");
    node.putNull("phone");
    node.putNull("po_number");
    node.put("presentment_currency", order.currencies.shown());
    node.put("processed_at", parts.time(order.created));
    node.put("referring_site", "");
    node.putNull("source_identifier");
    node.put("source_name", order.source);
    node.putNull("source_url");
  }

  private void totals(ObjectNode node, ShopifyOrder order, ShopifyTotals totals) {
    Bag.Currencies money = order.currencies;
    RestParts.money(node, "subtotal_price", totals.subtotal(), money);
    node.put("tags", order.tags);
    node.put("tax_exempt", false);
    node.set("tax_lines", parts.taxLines(taxes(order), money));
    node.put("taxes_included", order.taxesIncluded);
    node.put("test", order.test);
    node.put("token", order.token);
    node.set("total_cash_rounding_payment_adjustment_set", RestParts.set(Bag.ZERO, money));
    node.set("total_cash_rounding_refund_adjustment_set", RestParts.set(Bag.ZERO, money));
    RestParts.money(node, "total_discounts", totals.discounts(), money);
    RestParts.money(node, "total_line_items_price", totals.lineItems(), money);
    node.put("total_outstanding", RestParts.text(totals.outstanding().shop(), money.shopScale()));
    RestParts.money(node, "total_price", totals.total(), money);
    node.set("total_shipping_price_set", RestParts.set(totals.shipping(), money));
    RestParts.money(node, "total_tax", totals.tax(), money);
    node.put("total_tip_received", RestParts.text(totals.tip().shop(), money.shopScale()));
    node.put(
        "total_weight",
        order.lines.stream().mapToInt(line -> line.sold().grams() * line.quantity()).sum());
  }

  /// The order's tax lines add up those of lines and delivery, rate by rate.
  static List<LineTax> taxes(ShopifyOrder order) {
    TreeMap<Integer, Bag> byRate = new TreeMap<>();
    order.lines.stream()
        .map(Line::taxes)
        .flatMap(List::stream)
        .forEach(tax -> byRate.merge(tax.rate(), tax.amount(), Bag::plus));
    order.carriages.stream()
        .map(ShopifyOrder.Carriage::taxes)
        .flatMap(List::stream)
        .forEach(tax -> byRate.merge(tax.rate(), tax.amount(), Bag::plus));
    List<LineTax> taxes = new ArrayList<>();
    byRate.forEach((rate, amount) -> taxes.add(new LineTax(rate, amount)));
    return taxes;
  }

  private static void discountApplications(ObjectNode node, ShopifyOrder order) {
    ArrayNode array = node.putArray("discount_applications");
    order.coupon.ifPresent(coupon -> array.add(codeApplication(coupon)));
    for (ShopifyOrder.Carriage carriage : order.carriages) {
      if (!carriage.rebate().isZero()) {
        ObjectNode rebate = array.addObject();
        rebate.put("target_type", "shipping_line");
        rebate.put("type", "automatic");
        rebate.put("value", RestParts.text(carriage.rebate().shop(), order.currencies.shopScale()));
        rebate.put("value_type", "fixed_amount");
        rebate.put("allocation_method", "each");
        rebate.put("target_selection", "all");
        rebate.put("title", "Shipping rebate");
      }
    }
  }

  private static ObjectNode codeApplication(Purchase.Coupon coupon) {
    ObjectNode node = JsonText.object();
    node.put("target_type", "line_item");
    node.put("type", "discount_code");
    node.put(
        "value", coupon.percent().or(coupon::amount).map(v -> v.toPlainString()).orElse("0.0"));
    node.put("value_type", coupon.percent().isPresent() ? "percentage" : "fixed_amount");
    node.put("allocation_method", "across");
    node.put("target_selection", "all");
    node.put("code", coupon.code());
    return node;
  }

  private void address(ObjectNode node, String field, Optional<Address> address) {
    if (address.isPresent()) {
      node.set(field, parts.address(address.get()));
    } else {
      node.putNull(field);
    }
  }
}
