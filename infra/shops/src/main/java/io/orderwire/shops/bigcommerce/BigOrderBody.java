package io.orderwire.shops.bigcommerce;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.shops.Address;
import io.orderwire.shops.JsonText;
import io.orderwire.shops.Purchase;
import io.orderwire.shops.ShopSettings;
import io.orderwire.shops.bigcommerce.BigPricing.Price;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/// An order as `GET /v2/orders` writes it. Amounts are text with four decimals.
final class BigOrderBody {
  private static final int DIGITS = 4;
  private static final Address NOWHERE =
      new Address("", "", "", "", "", "", "", "", "", "", "", "");

  private final ShopSettings settings;
  private final BigPricing pricing;

  BigOrderBody(ShopSettings settings, BigPricing pricing) {
    this.settings = settings;
    this.pricing = pricing;
  }

  /// @param whole with what `include=consignments,fees` adds
  ObjectNode write(BigOrder order, boolean whole) {
    ObjectNode node = JsonText.object();
    head(node, order);
    money(node, order);
    counts(node, order);
    currencies(node, order);
    people(node, order);
    rest(node, order);
    if (whole) {
      ObjectNode consignments = node.putObject("consignments");
      consignments.putArray("pickups");
      consignments.putArray("shipping");
      consignments.putArray("downloads");
      consignments.putObject("email").putArray("gift_certificates");
      node.putArray("fees");
    }
    for (String part : new String[] {"products", "shipping_addresses", "coupons"}) {
      node.putObject(part)
          .put(
              "url",
              settings.baseUrl() + BigCommerceShop.PATH + "/v2/orders/" + order.id + "/" + part)
          .put("resource", "/orders/" + order.id + "/" + part);
    }
    return node;
  }

  static String text(BigDecimal amount) {
    return amount.setScale(DIGITS, RoundingMode.HALF_UP).toPlainString();
  }

  static void cost(ObjectNode node, String name, BigDecimal base, Price price) {
    node.put("base_" + name, text(base));
    node.put(name + "_ex_tax", text(price.without()));
    node.put(name + "_inc_tax", text(price.with()));
    node.put(name + "_tax", text(price.tax()));
  }

  static void address(ObjectNode node, Optional<Address> stated, String email) {
    Address address = stated.orElse(NOWHERE);
    node.put("first_name", address.firstName());
    node.put("last_name", address.lastName());
    node.put("company", address.company());
    node.put("street_1", address.line1());
    node.put("street_2", address.line2());
    node.put("city", address.city());
    node.put("state", address.region());
    node.put("zip", address.postalCode());
    node.put("country", address.country());
    node.put("country_iso2", address.countryCode());
    node.put("phone", address.phone());
    node.put("email", email);
    node.putArray("form_fields");
  }

  private static void head(ObjectNode node, BigOrder order) {
    node.put("id", order.id);
    node.put("customer_id", order.customer);
    node.put("date_created", BigDates.mail(order.created));
    node.put("date_modified", BigDates.mail(order.modified));
    node.put("date_shipped", order.shipped.map(BigDates::mail).orElse(""));
    node.put("status_id", order.status);
    node.put("status", BigStatus.name(order.status));
    node.put("custom_status", BigStatus.name(order.status));
  }

  private void money(ObjectNode node, BigOrder order) {
    BigPricing.Totals totals = pricing.totals(order);
    Price nothing = new Price(BigDecimal.ZERO, BigDecimal.ZERO, java.util.List.of());
    BigDecimal carriage = order.carriage.map(Purchase.Carriage::price).orElse(BigDecimal.ZERO);
    node.put("subtotal_ex_tax", text(totals.goods().without()));
    node.put("subtotal_inc_tax", text(totals.goods().with()));
    node.put("subtotal_tax", text(totals.goods().tax()));
    cost(node, "shipping_cost", carriage, totals.shipping());
    node.put("shipping_cost_tax_class_id", 2);
    cost(node, "handling_cost", BigDecimal.ZERO, nothing);
    node.put("handling_cost_tax_class_id", 2);
    cost(node, "wrapping_cost", BigDecimal.ZERO, nothing);
    node.put("wrapping_cost_tax_class_id", 3);
    node.put("total_ex_tax", text(totals.total().subtract(totals.tax())));
    node.put("total_inc_tax", text(totals.total()));
    node.put("total_tax", text(totals.tax()));
    node.put("discount_amount", text(BigDecimal.ZERO));
    node.put("coupon_discount", text(totals.coupons()));
    node.put("store_credit_amount", text(BigDecimal.ZERO));
    node.put("gift_certificate_amount", text(BigDecimal.ZERO));
    node.put("refunded_amount", text(BigDecimal.ZERO));
    node.put("is_tax_inclusive_pricing", pricing.inclusive());
  }

  private static void counts(ObjectNode node, BigOrder order) {
    node.put("items_total", order.lines.stream().mapToInt(BigOrder.Line::quantity).sum());
    node.put("items_shipped", order.lines.stream().mapToInt(BigOrder.Line::shipped).sum());
    node.put("shipping_address_count", order.shipping.isPresent() ? 1 : 0);
    node.put("order_is_digital", order.digital());
  }

  private void currencies(ObjectNode node, BigOrder order) {
    String shown =
        order.presentment.map(Purchase.Presentment::currency).orElse(settings.currency());
    BigDecimal rate = order.presentment.map(Purchase.Presentment::rate).orElse(BigDecimal.ONE);
    node.put("currency_id", 1);
    node.put("currency_code", shown);
    node.put("currency_exchange_rate", rate.setScale(10, RoundingMode.HALF_UP).toPlainString());
    node.put("default_currency_id", 1);
    node.put("default_currency_code", settings.currency());
    node.put("store_default_currency_code", settings.currency());
    node.put("store_default_to_transactional_exchange_rate", "1.0000000000");
  }

  private static void people(ObjectNode node, BigOrder order) {
    address(node.putObject("billing_address"), order.billing, order.email);
    node.put("ip_address", "198.51.100.61");
    node.put("ip_address_v6", "");
    node.put("geoip_country", "");
    node.put("geoip_country_iso2", "");
    node.put("customer_locale", "en");
    node.put("is_email_opt_in", false);
  }

  private static void rest(ObjectNode node, BigOrder order) {
    node.put("payment_method", order.method);
    node.put("payment_provider_id", "");
    node.put("payment_status", order.payment);
    node.put("staff_notes", "");
    node.put("customer_message", order.message);
    node.put("is_deleted", order.archived);
    node.put("ebay_order_id", "0");
    node.put("cart_id", order.cartId);
    node.putNull("credit_card_type");
    node.put("order_source", "www");
    node.put("channel_id", 1);
    node.putNull("external_source");
    node.putNull("external_id");
    node.putNull("external_merchant_id");
    node.put("external_order_id", "");
    node.put("tax_provider_id", "BasicTaxProvider");
  }
}
