package io.orderwire.shops.woocommerce;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.shops.Decimals;
import io.orderwire.shops.JsonText;
import io.orderwire.shops.ShopSettings;
import io.orderwire.shops.TaxRate;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The order resource of REST v3, keys in the order of 9.3.2; webhooks carry the same bytes.
final class WooOrderBody {
  private static final Map<String, String> SYMBOLS =
      Map.of("EUR", "€", "USD", "$", "JPY", "¥", "GBP", "£", "KWD", "د.ك", "SEK", "kr");
  private static final Set<String> EDITABLE = Set.of("pending", "on-hold", "auto-draft");

  private final ShopSettings settings;
  private final WooPricing pricing;
  private final WooDates dates;

  WooOrderBody(ShopSettings settings, WooPricing pricing) {
    this.settings = settings;
    this.pricing = pricing;
    this.dates = new WooDates(settings.zone());
  }

  /// The order as bytes, ready to be signed or sent.
  byte[] bytes(WooOrder order) {
    if (order.rendered.isEmpty()) {
      order.rendered = Optional.of(JsonText.php(write(order)));
    }
    return order.rendered.get();
  }

  ObjectNode write(WooOrder order) {
    WooPricing.Totals totals = pricing.totals(order);
    ObjectNode node = JsonText.object();
    node.put("id", order.id);
    node.put("parent_id", 0);
    node.put("status", order.status);
    node.put("currency", order.currency);
    node.put("version", WooCommerceShop.VERSION);
    node.put("prices_include_tax", order.pricesIncludeTax);
    node.put("date_created", dates.local(order.created));
    node.put("date_modified", dates.local(order.modified));
    node.put("discount_total", money(totals.discount()));
    node.put("discount_tax", money(totals.discountTax()));
    node.put("shipping_total", money(totals.shipping()));
    node.put("shipping_tax", money(totals.shippingTax()));
    node.put("cart_tax", money(totals.cartTax()));
    node.put("total", money(totals.total()));
    node.put("total_tax", money(totals.totalTax()));
    node.put("customer_id", order.customer);
    node.put("order_key", order.key);
    node.set("billing", WooAddresses.write(order.billing, Optional.of(order.email)));
    node.set("shipping", WooAddresses.write(order.shipping, Optional.empty()));
    node.put("payment_method", order.paymentMethod);
    node.put("payment_method_title", order.paymentTitle);
    node.put("transaction_id", order.transaction);
    node.put("customer_ip_address", order.createdVia.equals("rest-api") ? "" : "203.0.113.7");
    node.put("customer_user_agent", order.createdVia.equals("rest-api") ? "" : "Mozilla/5.0");
    node.put("created_via", order.createdVia);
    node.put("customer_note", order.note);
    dates.put(node, "date_completed", order.completed, false);
    dates.put(node, "date_paid", order.paid, false);
    node.put("cart_hash", order.cartHash);
    node.put("number", Long.toString(order.id));
    node.set("meta_data", meta(order.meta, false));
    items(node, order);
    state(node, order, totals.total());
    return node;
  }

  private void items(ObjectNode node, WooOrder order) {
    ArrayNode lines = node.putArray("line_items");
    order.lines.forEach(line -> lines.add(line(line)));
    ArrayNode taxes = node.putArray("tax_lines");
    order.taxLines.forEach(tax -> taxes.add(taxLine(order, tax)));
    ArrayNode carriages = node.putArray("shipping_lines");
    order.carriages.forEach(carriage -> carriages.add(carriage(carriage)));
    ArrayNode fees = node.putArray("fee_lines");
    order.fees.forEach(fee -> fees.add(fee(fee)));
    ArrayNode coupons = node.putArray("coupon_lines");
    order.coupons.forEach(coupon -> coupons.add(coupon(coupon)));
    ArrayNode refunds = node.putArray("refunds");
    order.refunds.reversed().forEach(refund -> refunds.add(refundStub(refund)));
  }

  private void state(ObjectNode node, WooOrder order, BigDecimal total) {
    boolean open = order.status.equals("pending") || order.status.equals("failed");
    node.put(
        "payment_url",
        settings.baseUrl()
            + "/checkout/order-pay/"
            + order.id
            + "/?pay_for_order=true&key="
            + order.key);
    node.put("is_editable", EDITABLE.contains(order.status));
    node.put("needs_payment", open && total.signum() > 0);
    node.put("needs_processing", order.needsProcessing());
    node.put("date_created_gmt", dates.gmt(order.created));
    node.put("date_modified_gmt", dates.gmt(order.modified));
    dates.put(node, "date_completed_gmt", order.completed, true);
    dates.put(node, "date_paid_gmt", order.paid, true);
    node.put("currency_symbol", SYMBOLS.getOrDefault(order.currency, order.currency));
    ObjectNode links = node.putObject("_links");
    link(links, "self", "/orders/" + order.id);
    link(links, "collection", "/orders");
    if (order.customer != 0) {
      link(links, "customer", "/customers/" + order.customer);
    }
  }

  private ObjectNode line(WooOrder.Line line) {
    ObjectNode node = JsonText.object();
    node.put("id", line.id());
    node.put("name", line.name());
    node.put("product_id", line.product());
    node.put("variation_id", line.variation());
    node.put("quantity", line.quantity());
    node.put("tax_class", line.taxable() ? "" : "zero-rate");
    node.put("subtotal", money(line.subtotal()));
    node.put("subtotal_tax", money(subtotalTax(line.taxes())));
    node.put("total", money(line.total()));
    node.put("total_tax", money(WooOrder.tax(line.taxes())));
    node.set("taxes", taxes(line.taxes(), true));
    node.set("meta_data", meta(line.meta(), true));
    node.put("sku", line.sku());
    node.set("price", unitPrice(line));
    ObjectNode image = node.putObject("image");
    if (line.variation() == 0) {
      image.put("id", "");
    } else {
      image.put("id", 0);
    }
    image.put("src", "");
    if (line.parentName().isEmpty()) {
      node.putNull("parent_name");
    } else {
      node.put("parent_name", line.parentName());
    }
    return node;
  }

  /// A PHP float: whole numbers have no fraction, others up to 16 significant digits.
  private static com.fasterxml.jackson.databind.JsonNode unitPrice(WooOrder.Line line) {
    BigDecimal price =
        line.quantity() == 0
            ? BigDecimal.ZERO
            : line.total()
                .divide(BigDecimal.valueOf(line.quantity()), new MathContext(16))
                .stripTrailingZeros();
    return number(price);
  }

  static com.fasterxml.jackson.databind.JsonNode number(BigDecimal value) {
    BigDecimal plain = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    return plain.scale() <= 0
        ? JsonText.NODES.numberNode(plain.longValueExact())
        : JsonText.NODES.numberNode(plain);
  }

  private ObjectNode taxLine(WooOrder order, WooOrder.TaxLine tax) {
    TaxRate rate = settings.taxes().get(tax.rate());
    WooPricing.TaxTotal total = pricing.taxTotal(order, tax.rate());
    ObjectNode node = JsonText.object();
    node.put("id", tax.id());
    node.put("rate_code", WooDesk.rateCode(rate, tax.rate()));
    node.put("rate_id", tax.rate() + 1);
    node.put("label", rate.title());
    node.put("compound", rate.compound());
    node.put("tax_total", money(total.goods()));
    node.put("shipping_tax_total", money(total.shipping()));
    node.set("rate_percent", number(rate.rate().movePointRight(2)));
    node.putArray("meta_data");
    return node;
  }

  private ObjectNode carriage(WooOrder.Carriage carriage) {
    ObjectNode node = JsonText.object();
    node.put("id", carriage.id());
    node.put("method_title", carriage.title());
    node.put("method_id", carriage.method());
    node.put("instance_id", "");
    node.put("total", money(carriage.total()));
    node.put("total_tax", money(WooOrder.tax(carriage.taxes())));
    node.set("taxes", taxes(carriage.taxes(), false));
    node.putArray("meta_data");
    return node;
  }

  private ObjectNode fee(WooOrder.Fee fee) {
    ObjectNode node = JsonText.object();
    node.put("id", fee.id());
    node.put("name", fee.name());
    node.put("tax_class", "");
    node.put("tax_status", fee.taxable() ? "taxable" : "none");
    node.put("amount", "");
    node.put("total", money(fee.total()));
    node.put("total_tax", money(WooOrder.tax(fee.taxes())));
    node.set("taxes", taxes(fee.taxes(), false));
    node.putArray("meta_data");
    return node;
  }

  private static ObjectNode coupon(WooOrder.CouponLine coupon) {
    String info =
        String.format(
            Locale.ROOT,
            "[%d,\"%s\",%s,%s]",
            16 + coupon.code().length(),
            coupon.code(),
            coupon.percentage() ? "\"percent\"" : "null",
            Decimals.trimmed(coupon.nominal()));
    ObjectNode node = JsonText.object();
    node.put("id", coupon.id());
    node.put("code", coupon.code());
    node.put("discount", Decimals.trimmed(coupon.discount()));
    node.put("discount_tax", Decimals.trimmed(coupon.discountTax()));
    ObjectNode meta = node.putArray("meta_data").addObject();
    meta.put("id", coupon.meta());
    meta.put("key", "coupon_info");
    meta.put("value", info);
    meta.put("display_key", "coupon_info");
    meta.put("display_value", info);
    node.put("discount_type", coupon.percentage() ? "percent" : "fixed_cart");
    node.set("nominal_amount", number(coupon.nominal()));
    node.put("free_shipping", false);
    return node;
  }

  private ObjectNode refundStub(WooOrder.Refund refund) {
    ObjectNode node = JsonText.object();
    node.put("id", refund.id());
    node.put("reason", refund.reason());
    node.put("total", money(refund.amount().negate()));
    return node;
  }

  static ArrayNode taxes(List<WooOrder.ItemTax> taxes, boolean withSubtotal) {
    ArrayNode node = JsonText.NODES.arrayNode();
    for (WooOrder.ItemTax tax : taxes) {
      ObjectNode entry = node.addObject();
      entry.put("id", tax.rate() + 1);
      entry.put("total", Decimals.trimmed(tax.total()));
      entry.put("subtotal", withSubtotal ? Decimals.trimmed(tax.subtotal()) : "");
    }
    return node;
  }

  static ArrayNode meta(List<WooOrder.Meta> metas, boolean displayed) {
    ArrayNode node = JsonText.NODES.arrayNode();
    for (WooOrder.Meta meta : metas) {
      ObjectNode entry = node.addObject();
      entry.put("id", meta.id());
      entry.put("key", meta.key());
      entry.set("value", meta.value());
      if (displayed) {
        entry.put("display_key", meta.key());
        entry.set("display_value", meta.value());
      }
    }
    return node;
  }

  private void link(ObjectNode links, String relation, String path) {
    links.putArray(relation).addObject().put("href", settings.baseUrl() + "/wp-json/wc/v3" + path);
  }

  private static BigDecimal subtotalTax(List<WooOrder.ItemTax> taxes) {
    return Decimals.sum(taxes.stream().map(WooOrder.ItemTax::subtotal).toList());
  }

  String money(BigDecimal value) {
    return pricing.round(value).toPlainString();
  }
}
