package io.orderwire.connectors.shopify;

import io.orderwire.connector.RawNode;
import java.util.List;
import java.util.Set;

/// What is left out of the canonical order on purpose, each by the policy it falls under. What
/// stands in neither the mapper nor here is unknown and shows as unread.
///
/// Policies: `personal` and `secret` are never kept; `card_data` is none of an order system's
/// business; `repeated` says again what was read elsewhere in the document; `presentment` gives
/// parts in the buyer's currency, which is kept for totals; `after_refunds` are the platform's
/// running totals, which the order's refunds explain; `operational` steers Shopify's own work;
/// `marketing` tells how the buyer came.
final class ShopifyOmissions {

  private ShopifyOmissions() {}

  /// Marks them where somebody listens.
  static void declare(ShopifyNode order) {
    if (!order.tracked()) {
      return;
    }
    // a tip's amount stands in the order's total of tips
    ShopifyTips.tipLines(order).forEach(tip -> keepOnly(tip.raw(), "repeated", Set.of()));
    if (order.graph()) {
      graph(order);
      return;
    }
    head(order);
    lines(order);
    order.each("shipping_lines", "").forEach(ShopifyOmissions::shipping);
    order.each("discount_applications", "").forEach(ShopifyOmissions::discount);
    order.each("refunds", "").forEach(ShopifyOmissions::refund);
    order.each("fulfillments", "").forEach(ShopifyOmissions::fulfilment);
    order.each("transactions", "").forEach(ShopifyOmissions::transaction);
    order.each("metafields", "").forEach(ShopifyOmissions::metafield);
    order.at("billing_address").drop("coordinates", "latitude", "longitude");
    order.at("shipping_address").drop("coordinates", "latitude", "longitude");
    order.at("billing_address").drop("repeated", "first_name", "last_name", "country");
    order.at("shipping_address").drop("repeated", "first_name", "last_name", "country");
    keepOnly(
        order.at("customer").raw(), "customer_record", Set.of("id", "first_name", "last_name"));
    keepOnly(order.at("company").raw(), "operational", Set.of("id", "location_id"));
    keepOnly(
        order.at("payment_terms").raw(),
        "operational",
        Set.of("payment_terms_name", "due_in_days"));
  }

  private static void head(ShopifyNode order) {
    order.drop("personal", "browser_ip", "client_details", "device_id");
    order.drop("secret", "token", "cart_token", "checkout_token");
    order.drop(
        "repeated",
        "admin_graphql_api_id",
        "contact_email",
        "created_at",
        "discount_codes",
        "number",
        "order_number",
        "tax_lines",
        "total_line_items_price",
        "total_line_items_price_set",
        "total_weight");
    order.drop(
        "presentment",
        "subtotal_price_set",
        "total_discounts_set",
        "total_price_set",
        "total_shipping_price_set",
        "total_tax_set",
        "total_cash_rounding_payment_adjustment_set",
        "original_total_additional_fees_set");
    order.drop(
        "after_refunds",
        "current_shipping_price_set",
        "current_subtotal_price",
        "current_subtotal_price_set",
        "current_total_additional_fees_set",
        "current_total_discounts",
        "current_total_discounts_set",
        "current_total_duties_set",
        "current_total_price",
        "current_total_price_set",
        "current_total_tax",
        "current_total_tax_set",
        "original_total_duties_set",
        "total_cash_rounding_refund_adjustment_set",
        "total_outstanding");
    order.drop(
        "operational",
        "app_id",
        "checkout_id",
        "confirmed",
        "duties_included",
        "estimated_taxes",
        "location_id",
        "merchant_business_entity_id",
        "merchant_of_record_app_id",
        "payment_gateway_names",
        "processing_method",
        "gateway",
        "reference",
        "tax_exempt",
        "user_id");
    order.drop("marketing", "landing_site", "landing_site_ref", "referring_site", "source_url");
  }

  private static void lines(ShopifyNode order) {
    for (ShopifyNode line : order.each("line_items", "")) {
      line.drop("repeated", "admin_graphql_api_id", "title", "total_discount");
      line.drop("presentment", "price_set", "total_discount_set", "pre_tax_price_set");
      line.drop(
          "operational",
          "attributed_staffs",
          "fulfillment_service",
          "fulfillment_status",
          "pre_tax_price",
          "product_exists",
          "taxable",
          "tax_code",
          "origin_location",
          "destination_location",
          "variant_inventory_management",
          "vendor");
      line.drop("repeated", "tip_payment_gateway", "tip_payment_method");
      taxed(line);
      for (ShopifyNode duty : line.each("duties", "")) {
        duty.drop("presentment", "presentment_money", "shop_money");
        duty.drop(
            "operational",
            "admin_graphql_api_id",
            "country_code_of_origin",
            "harmonized_system_code");
        taxed(duty);
      }
    }
  }

  private static void taxed(ShopifyNode bearer) {
    for (ShopifyNode tax : bearer.each("tax_lines", "")) {
      tax.drop("presentment", "price_set");
      tax.drop("operational", "channel_liable", "source");
    }
    for (ShopifyNode allocation : bearer.each("discount_allocations", "")) {
      allocation.drop("presentment", "amount_set");
    }
  }

  private static void shipping(ShopifyNode line) {
    line.drop("presentment", "price_set", "discounted_price_set");
    line.drop("after_refunds", "current_discounted_price_set");
    line.drop("personal", "phone");
    line.drop(
        "operational",
        "delivery_category",
        "requested_fulfillment_service_id",
        "source",
        "validation_context");
    if (line.flag("is_removed", "is_removed").orElse(false)) {
      line.raw().members().forEach(member -> member.drop("removed"));
    }
    taxed(line);
  }

  private static void discount(ShopifyNode application) {
    application.drop(
        "operational", "description", "target_selection", "type", "value", "value_type");
  }

  private static void refund(ShopifyNode refund) {
    refund.drop("repeated", "admin_graphql_api_id", "created_at", "order_id", "restock");
    refund.drop("operational", "user_id", "return", "duties", "refund_duties");
    refund.drop("operational", "total_duties_set", "additional_fees", "total_additional_fees_set");
    for (ShopifyNode line : refund.each("refund_line_items", "")) {
      line.drop("repeated", "id", "line_item");
      line.drop("presentment", "subtotal_set", "total_tax_set");
      line.drop("operational", "location_id");
    }
    for (ShopifyNode adjustment : refund.each("order_adjustments", "")) {
      adjustment.drop("repeated", "id", "order_id", "refund_id");
      adjustment.drop("presentment", "amount_set", "tax_amount_set");
      adjustment.drop("repeated", "tax_amount", "reason");
    }
    for (ShopifyNode line : refund.each("refund_shipping_lines", "")) {
      line.drop("repeated", "id", "shipping_line");
      line.drop("presentment", "subtotal_amount_set", "tax_amount_set");
    }
    for (ShopifyNode transaction : refund.each("transactions", "")) {
      keepOnly(transaction.raw(), "repeated", Set.of("id", "kind", "status", "amount", "currency"));
    }
  }

  private static void fulfilment(ShopifyNode fulfilment) {
    fulfilment.drop("repeated", "admin_graphql_api_id", "name", "order_id", "updated_at");
    fulfilment.drop("repeated", "tracking_number", "tracking_url");
    fulfilment.drop("operational", "origin_address", "receipt", "service");
    fulfilment
        .each("line_items", "")
        .forEach(item -> keepOnly(item.raw(), "repeated", Set.of("id", "quantity")));
  }

  private static void transaction(ShopifyNode transaction) {
    transaction.drop("repeated", "admin_graphql_api_id", "created_at", "order_id");
    transaction.drop(
        "operational",
        "amount_rounding",
        "device_id",
        "error_code",
        "location_id",
        "manual_payment_gateway",
        "message",
        "payments_refund_attributes",
        "receipt",
        "source_name",
        "test",
        "total_unsettled_set",
        "user_id");
    transaction.drop("card_data", "authorization");
    keepOnly(
        transaction.at("payment_details").raw(),
        "card_data",
        Set.of("credit_card_company", "credit_card_number", "payment_method_name"));
  }

  private static void metafield(ShopifyNode metafield) {
    keepOnly(metafield.raw(), "operational", Set.of("namespace", "key", "value", "type"));
  }

  private static void graph(ShopifyNode order) {
    order.drop("repeated", "createdAt");
    for (String total :
        List.of("subtotalPriceSet", "totalDiscountsSet", "totalTaxSet", "totalPriceSet")) {
      order.at(total).drop("presentment", "presentmentMoney");
    }
    for (ShopifyNode line : order.each("", "shippingLines")) {
      line.at("discountedPriceSet").drop("presentment", "presentmentMoney");
    }
    order.drop("operational", "confirmed", "dutiesIncluded", "paymentGatewayNames");
    order.at("billingAddress").drop("repeated", "firstName", "lastName");
    order.at("shippingAddress").drop("repeated", "firstName", "lastName");
    for (String connection :
        List.of("lineItems", "shippingLines", "discountApplications", "metafields", "returns")) {
      order.at(connection).drop("cursor", "pageInfo");
    }
    for (ShopifyNode line : order.each("", "lineItems")) {
      line.drop("repeated", "title");
      line.drop("operational", "nonFulfillableQuantity", "vendor");
    }
    order.each("", "metafields").forEach(metafield -> metafield.drop("operational", "id"));
    for (ShopifyNode refund : order.each("", "refunds")) {
      refund.drop("repeated", "createdAt");
      for (String connection :
          List.of("refundLineItems", "refundShippingLines", "orderAdjustments", "transactions")) {
        refund.at(connection).drop("cursor", "pageInfo");
        refund.each("", connection).forEach(node -> node.drop("repeated", "id", "status"));
      }
    }
    for (ShopifyNode fulfilment : order.each("", "fulfillments")) {
      fulfilment.at("fulfillmentLineItems").drop("cursor", "pageInfo");
      fulfilment.each("", "trackingInfo").forEach(parcel -> parcel.drop("repeated", "company"));
    }
    for (ShopifyNode back : order.each("", "returns")) {
      back.at("returnLineItems").drop("cursor", "pageInfo");
      back.each("", "returnLineItems")
          .forEach(item -> item.drop("repeated", "id", "returnReasonDefinition"));
    }
    order
        .each("", "transactions")
        .forEach(transaction -> transaction.drop("repeated", "createdAt"));
  }

  private static void keepOnly(RawNode object, String policy, Set<String> kept) {
    for (RawNode member : object.members()) {
      if (!kept.contains(member.name())) {
        member.drop(policy);
      }
    }
  }
}
