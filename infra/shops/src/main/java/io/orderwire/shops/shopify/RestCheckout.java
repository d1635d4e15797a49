package io.orderwire.shops.shopify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.shops.JsonText;
import io.orderwire.shops.shopify.ShopifyOrder.Line;

/// The checkout resource in REST shape: `checkouts.json` and the webhooks `checkouts/*`.
final class RestCheckout {
  private final RestParts parts;
  private final String domain;

  RestCheckout(RestParts parts, String domain) {
    this.parts = parts;
    this.domain = domain;
  }

  ObjectNode write(ShopifyCheckout checkout) {
    ShopifyOrder basket = checkout.basket;
    ShopifyTotals totals = ShopifyTotals.of(basket);
    int scale = basket.currencies.shownScale();
    ObjectNode node = JsonText.object();
    node.put("id", checkout.id);
    node.put("token", checkout.token);
    node.put("cart_token", basket.cartToken);
    RestParts.optional(node, "email", basket.email.orElse(""));
    node.putNull("gateway");
    node.put("buyer_accepts_marketing", false);
    node.put("created_at", parts.time(checkout.created));
    node.put("updated_at", parts.time(checkout.updated));
    node.put("landing_site", "/");
    RestParts.optional(node, "note", basket.note);
    ArrayNode attributes = node.putArray("note_attributes");
    basket.attributes.forEach(
        (name, value) -> attributes.addObject().put("name", name).put("value", value));
    node.put("referring_site", "");
    ArrayNode carriages = node.putArray("shipping_lines");
    basket.carriages.forEach(
        each ->
            carriages
                .addObject()
                .put("code", each.code())
                .put("title", each.title())
                .put("price", RestParts.text(each.price().shown(), scale)));
    node.put("taxes_included", basket.taxesIncluded);
    node.put("total_weight", 0);
    node.put("currency", basket.currencies.shop());
    node.put("presentment_currency", basket.currencies.shown());
    parts.time(node, "completed_at", checkout.completed);
    node.putNull("closed_at");
    node.putNull("user_id");
    node.putNull("location_id");
    node.putNull("phone");
    node.put("customer_locale", "en");
    ArrayNode lines = node.putArray("line_items");
    basket.lines.forEach(line -> lines.add(line(basket, line)));
    node.put("name", "#" + checkout.id);
    node.put("abandoned_checkout_url", url(checkout));
    ArrayNode codes = node.putArray("discount_codes");
    basket.coupon.ifPresent(coupon -> codes.addObject().put("code", coupon.code()));
    node.set("tax_lines", parts.taxLines(RestOrder.taxes(basket), basket.currencies));
    node.put("source_name", "web");
    node.put("total_discounts", RestParts.text(totals.discounts().shown(), scale));
    node.put("total_line_items_price", RestParts.text(totals.lineItems().shown(), scale));
    node.put("total_price", RestParts.text(totals.total().shown(), scale));
    node.put("total_tax", RestParts.text(totals.tax().shown(), scale));
    node.put("subtotal_price", RestParts.text(totals.subtotal().shown(), scale));
    basket.billing.ifPresent(address -> node.set("billing_address", parts.address(address)));
    basket.shipping.ifPresent(address -> node.set("shipping_address", parts.address(address)));
    basket.customer.ifPresent(customer -> node.set("customer", parts.customer(customer)));
    return node;
  }

  String url(ShopifyCheckout checkout) {
    return "https://" + domain + "/60211/checkouts/" + checkout.token + "/recover?key=none";
  }

  private static ObjectNode line(ShopifyOrder basket, Line line) {
    int scale = basket.currencies.shownScale();
    ObjectNode node = JsonText.object();
    node.put("key", Long.toString(line.id()));
    node.put("product_id", line.sold().product());
    node.put("variant_id", line.sold().variant());
    node.put("sku", line.sold().sku());
    node.put("title", line.sold().title());
    node.put("variant_title", line.sold().variantTitle());
    node.put("quantity", line.quantity());
    node.put("price", RestParts.text(line.price().shown(), scale));
    node.put("line_price", RestParts.text(line.net().shown(), scale));
    node.put("requires_shipping", line.sold().requiresShipping());
    node.put("taxable", line.sold().taxable());
    node.put("gift_card", false);
    node.put("grams", line.sold().grams());
    ArrayNode properties = node.putArray("properties");
    line.sold()
        .properties()
        .forEach((name, value) -> properties.addObject().put("name", name).put("value", value));
    return node;
  }
}
