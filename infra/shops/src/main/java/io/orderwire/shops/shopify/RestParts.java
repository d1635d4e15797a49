package io.orderwire.shops.shopify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.shops.Address;
import io.orderwire.shops.JsonText;
import io.orderwire.shops.ShopSettings;
import io.orderwire.shops.TaxRate;
import io.orderwire.shops.shopify.ShopifyOrder.Fulfilment;
import io.orderwire.shops.shopify.ShopifyOrder.LineTax;
import io.orderwire.shops.shopify.ShopifyOrder.Refund;
import io.orderwire.shops.shopify.ShopifyOrder.Transaction;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The resources beside the order, in REST shape: address, customer, transaction, refund,
/// fulfilment. Webhooks of their own topics carry these too.
final class RestParts {
  private static final long LOCATION = 71_002_245_373L;
  private static final long STAFF = 88_012_002_301L;

  private final ShopSettings settings;
  private final DateTimeFormatter format;

  RestParts(ShopSettings settings) {
    this.settings = settings;
    this.format =
        DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx", Locale.ROOT)
            .withZone(settings.zone());
  }

  /// With the shop's offset.
  String time(Instant instant) {
    return format.format(instant);
  }

  void time(ObjectNode node, String field, Optional<Instant> instant) {
    if (instant.isPresent()) {
      node.put(field, time(instant.get()));
    } else {
      node.putNull(field);
    }
  }

  static String text(BigDecimal amount, int scale) {
    return io.orderwire.shops.Decimals.round(amount, scale).toPlainString();
  }

  static ObjectNode set(Bag bag, Bag.Currencies currencies) {
    ObjectNode node = JsonText.object();
    node.putObject("shop_money")
        .put("amount", text(bag.shop(), currencies.shopScale()))
        .put("currency_code", currencies.shop());
    node.putObject("presentment_money")
        .put("amount", text(bag.shown(), currencies.shownScale()))
        .put("currency_code", currencies.shown());
    return node;
  }

  /// `field` in shop currency as text, and `field_set` in both.
  static void money(ObjectNode node, String field, Bag bag, Bag.Currencies currencies) {
    node.put(field, text(bag.shop(), currencies.shopScale()));
    node.set(field + "_set", set(bag, currencies));
  }

  ArrayNode taxLines(List<LineTax> taxes, Bag.Currencies currencies) {
    ArrayNode array = JsonText.NODES.arrayNode();
    for (LineTax tax : taxes) {
      TaxRate rate = settings.taxes().get(tax.rate());
      ObjectNode node = array.addObject();
      node.put("channel_liable", false);
      money(node, "price", tax.amount(), currencies);
      node.put("rate", rate.rate());
      node.put("title", rate.title());
    }
    return array;
  }

  ObjectNode address(Address address) {
    ObjectNode node = JsonText.object();
    node.put("first_name", address.firstName());
    node.put("last_name", address.lastName());
    node.put("name", (address.firstName() + " " + address.lastName()).strip());
    optional(node, "company", address.company());
    node.put("address1", address.line1());
    optional(node, "address2", address.line2());
    node.put("city", address.city());
    optional(node, "province", address.region());
    optional(node, "province_code", address.regionCode());
    node.put("country", address.country());
    node.put("country_code", address.countryCode());
    node.put("zip", address.postalCode());
    optional(node, "phone", address.phone());
    node.putNull("latitude");
    node.putNull("longitude");
    return node;
  }

  static void optional(ObjectNode node, String field, String text) {
    if (text.isEmpty()) {
      node.putNull(field);
    } else {
      node.put(field, text);
    }
  }

  ObjectNode customer(ShopifyCustomer customer) {
    ObjectNode node = JsonText.object();
    node.put("id", customer.id());
    optional(node, "email", customer.email().orElse(""));
    node.put("created_at", time(customer.created()));
    node.put("updated_at", time(customer.updated()));
    node.put("first_name", customer.firstName());
    node.put("last_name", customer.lastName());
    node.put("state", customer.enabled() ? "enabled" : "disabled");
    node.putNull("note");
    node.put("verified_email", true);
    node.putNull("multipass_identifier");
    node.put("tax_exempt", false);
    node.putNull("phone");
    node.put("currency", settings.currency());
    node.put("tags", "");
    node.putArray("tax_exemptions");
    node.put("admin_graphql_api_id", "gid://shopify/Customer/" + customer.id());
    customer
        .address()
        .ifPresent(
            address -> {
              ObjectNode home = node.putObject("default_address");
              home.put("id", customer.addressId());
              home.put("customer_id", customer.id());
              home.setAll(address(address));
              home.put("country_name", address.country());
              home.put("default", true);
            });
    return node;
  }

  /// @param inShopCurrency false gives the amount as the buyer paid it
  ObjectNode transaction(ShopifyOrder order, Transaction each, boolean inShopCurrency) {
    Bag.Currencies currencies = order.currencies;
    ObjectNode node = JsonText.object();
    node.put("id", each.id());
    node.put("admin_graphql_api_id", "gid://shopify/OrderTransaction/" + each.id());
    node.put("order_id", order.id);
    each.parent().ifPresentOrElse(id -> node.put("parent_id", id), () -> node.putNull("parent_id"));
    node.put("kind", each.kind());
    node.put("status", each.status());
    node.put("gateway", each.gateway());
    if (inShopCurrency) {
      node.put("amount", text(each.amount().shop(), currencies.shopScale()));
      node.put("currency", currencies.shop());
    } else {
      node.put("amount", text(each.amount().shown(), currencies.shownScale()));
      node.put("currency", currencies.shown());
    }
    node.put("created_at", time(each.created()));
    node.put("processed_at", time(each.created()));
    node.put("message", each.message());
    optional(node, "error_code", each.status().equals("failure") ? "card_declined" : "");
    node.put("test", order.test);
    node.put("source_name", order.source);
    node.put("payment_id", order.name() + "." + (order.transactions.indexOf(each) + 1));
    boolean manual = !each.gateway().equals("shopify_payments") && !each.gateway().equals("bogus");
    if (!manual) {
      node.putObject("payment_details")
          .put("credit_card_bin", "424242")
          .put("credit_card_company", "Visa")
          .put("credit_card_number", "•••• •••• •••• 4242")
          .put("payment_method_name", "visa");
    }
    if (each.kind().equals("authorization")) {
      node.put("authorization_expires_at", time(each.created().plusSeconds(7 * 24 * 3600)));
    }
    node.putNull("location_id");
    node.putNull("device_id");
    node.putNull("user_id");
    node.putObject("receipt");
    return node;
  }

  ObjectNode refund(ShopifyOrder order, Refund refund) {
    ObjectNode node = JsonText.object();
    node.put("id", refund.id());
    node.put("admin_graphql_api_id", "gid://shopify/Refund/" + refund.id());
    node.put("created_at", time(refund.created()));
    node.put("processed_at", time(refund.created()));
    node.put("note", refund.note());
    node.put("order_id", order.id);
    node.put("user_id", STAFF);
    node.put("restock", refund.restock());
    node.putNull("return");
    node.putArray("duties");
    node.putArray("refund_duties");
    node.set("total_duties_set", set(Bag.ZERO, order.currencies));
    ArrayNode adjustments = node.putArray("order_adjustments");
    refund.adjustments().forEach(each -> adjustments.add(adjustment(order, refund, each)));
    ArrayNode carriages = node.putArray("refund_shipping_lines");
    refund.carriages().forEach(each -> carriages.add(refundCarriage(order, each)));
    ArrayNode lines = node.putArray("refund_line_items");
    refund.lines().forEach(each -> lines.add(refundLine(order, each)));
    ArrayNode transactions = node.putArray("transactions");
    refund.transactions().forEach(each -> transactions.add(transaction(order, each, false)));
    return node;
  }

  private static ObjectNode adjustment(
      ShopifyOrder order, Refund refund, ShopifyOrder.Adjustment each) {
    ObjectNode node = JsonText.object();
    node.put("id", each.id());
    money(node, "amount", each.amount(), order.currencies);
    node.put("kind", "refund_discrepancy");
    node.put("order_id", order.id);
    node.put("reason", "Refund discrepancy");
    node.put("refund_id", refund.id());
    money(node, "tax_amount", each.tax(), order.currencies);
    return node;
  }

  private static ObjectNode refundCarriage(ShopifyOrder order, ShopifyOrder.RefundCarriage each) {
    ObjectNode node = JsonText.object();
    node.put("id", each.id());
    node.put("shipping_line_id", each.carriage());
    node.set("subtotal_amount_set", set(each.subtotal(), order.currencies));
    node.set("tax_amount_set", set(each.tax(), order.currencies));
    return node;
  }

  /// `subtotal` and `total_tax` are numbers here, as in the reference and in public captures.
  private static ObjectNode refundLine(ShopifyOrder order, ShopifyOrder.RefundLine each) {
    ObjectNode node = JsonText.object();
    node.put("id", each.id());
    node.put("line_item_id", each.line());
    if (each.restockType().equals("no_restock")) {
      node.putNull("location_id");
    } else {
      node.put("location_id", LOCATION);
    }
    node.put("quantity", each.quantity());
    node.put("restock_type", each.restockType());
    node.put("subtotal", each.subtotal().shop());
    node.set("subtotal_set", set(each.subtotal(), order.currencies));
    node.put("total_tax", each.tax().shop());
    node.set("total_tax_set", set(each.tax(), order.currencies));
    return node;
  }

  ObjectNode fulfilment(ShopifyOrder order, Fulfilment each) {
    ObjectNode node = JsonText.object();
    node.put("id", each.id());
    node.put("admin_graphql_api_id", "gid://shopify/Fulfillment/" + each.id());
    node.put("created_at", time(each.created()));
    node.put("location_id", LOCATION);
    node.put("name", order.name() + "." + each.number());
    node.put("order_id", order.id);
    node.putObject("origin_address");
    node.putObject("receipt");
    node.put("service", "manual");
    node.putNull("shipment_status");
    node.put("status", "success");
    optional(node, "tracking_company", each.tracking().map(t -> t.company()).orElse(""));
    optional(node, "tracking_number", each.tracking().map(t -> t.number()).orElse(""));
    ArrayNode numbers = node.putArray("tracking_numbers");
    each.tracking().ifPresent(tracking -> numbers.add(tracking.number()));
    optional(node, "tracking_url", each.tracking().map(t -> t.url()).orElse(""));
    ArrayNode urls = node.putArray("tracking_urls");
    each.tracking().ifPresent(tracking -> urls.add(tracking.url()));
    node.put("updated_at", time(each.created()));
    ArrayNode lines = node.putArray("line_items");
    for (ShopifyOrder.FulfilmentLine part : each.lines()) {
      ShopifyOrder.Line line = order.line(part.line());
      ObjectNode entry = lines.addObject();
      entry.put("id", line.id());
      entry.put("quantity", part.quantity());
      optional(entry, "sku", line.sold().sku());
      entry.put("title", line.sold().title());
    }
    return node;
  }
}
