package io.orderwire.connectors.bigcommerce;

import io.orderwire.connector.Leftovers;
import io.orderwire.connector.RawNode;
import io.orderwire.model.CustomField;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What an order carries beside its blocks: kept as custom fields, or dropped by a named policy.
final class OrderFields {
  /// Kept where they say something.
  private static final List<String> NOTED =
      List.of(
          "status",
          "custom_status",
          "staff_notes",
          "customer_message",
          "payment_method",
          "payment_provider_id",
          "channel_id",
          "external_source",
          "external_id",
          "external_merchant_id",
          "external_order_id",
          "ebay_order_id",
          "tax_provider_id",
          "date_shipped",
          "is_deleted",
          "order_is_digital",
          "store_credit_amount",
          "gift_certificate_amount");

  /// A currency beside that of the order, and its rate.
  private static final Map<String, String> CURRENCIES =
      Map.of(
          "currency_code", "currency_exchange_rate",
          "store_default_currency_code", "store_default_to_transactional_exchange_rate");

  /// Read by the blocks.
  private static final List<String> READ =
      List.of(
          "id",
          "customer_id",
          "date_created",
          "date_modified",
          "status_id",
          "subtotal_ex_tax",
          "subtotal_inc_tax",
          "subtotal_tax",
          "base_shipping_cost",
          "shipping_cost_ex_tax",
          "shipping_cost_inc_tax",
          "shipping_cost_tax",
          "base_handling_cost",
          "handling_cost_ex_tax",
          "handling_cost_inc_tax",
          "handling_cost_tax",
          "base_wrapping_cost",
          "wrapping_cost_ex_tax",
          "wrapping_cost_inc_tax",
          "wrapping_cost_tax",
          "total_ex_tax",
          "total_inc_tax",
          "total_tax",
          "payment_status",
          "default_currency_code",
          "discount_amount",
          "coupon_discount",
          "cart_id",
          "billing_address",
          "is_tax_inclusive_pricing",
          "is_email_opt_in",
          "order_source",
          "customer_locale",
          OrderFetch.PRODUCTS,
          OrderFetch.SHIPPING_ADDRESSES,
          OrderFetch.COUPONS,
          OrderFetch.TAXES,
          OrderFetch.SHIPMENTS,
          OrderFetch.TRANSACTIONS,
          OrderFetch.REFUNDS,
          OrderFetch.METAFIELDS,
          OrderFetch.CONSIGNMENTS,
          OrderFetch.FEES);

  /// The buyer's device is not kept.
  private static final List<String> DEVICE =
      List.of("ip_address", "ip_address_v6", "geoip_country", "geoip_country_iso2");

  private static final List<String> SETTINGS =
      List.of(
          "currency_id",
          "default_currency_id",
          "shipping_cost_tax_class_id",
          "handling_cost_tax_class_id",
          "wrapping_cost_tax_class_id");

  private static final List<String> COUNTS =
      List.of("items_total", "items_shipped", "shipping_address_count");

  private static final Set<String> KNOWN = known();

  private static final Set<String> METAFIELD_MEMBERS =
      Set.of(
          "id",
          "key",
          "value",
          "namespace",
          "permission_set",
          "resource_type",
          "resource_id",
          "description",
          "date_created",
          "date_modified",
          "owner_client_id");

  private OrderFields() {}

  static List<CustomField> of(RawNode root, Payments payments, Refunds refunds) {
    drop(root);
    List<CustomField> fields = new ArrayList<>(metafields(root));
    fields.addAll(Notes.of(root, NOTED, ""));
    fields.addAll(currencies(root));
    fields.addAll(People.added(root));
    fields.addAll(Discounts.added(root));
    fields.addAll(Taxes.added(root));
    fields.addAll(payments.added());
    fields.addAll(Shipments.added(root));
    fields.addAll(refunds.added());
    fields.addAll(consignments(root));
    fields.addAll(Leftovers.of(root, KNOWN, ""));
    return fields;
  }

  /// Kept where they are other ones: the buyer was shown another, or the store keeps its books in
  /// one.
  private static List<CustomField> currencies(RawNode root) {
    Optional<String> own = root.text("default_currency_code");
    List<CustomField> fields = new ArrayList<>();
    for (String code : CURRENCIES.keySet().stream().sorted().toList()) {
      RawNode rate = root.at(CURRENCIES.getOrDefault(code, ""));
      rate.drop("rate_of_the_same_currency");
      if (root.text(code).isPresent() && !root.text(code).equals(own)) {
        fields.add(new CustomField(code, root.at(code).value()));
        fields.add(new CustomField(rate.name(), rate.value()));
      }
    }
    return fields;
  }

  /// What apps attach to an order. Keys are only unique within their namespace.
  private static List<CustomField> metafields(RawNode root) {
    List<CustomField> fields = new ArrayList<>();
    for (RawNode node : root.each(OrderFetch.METAFIELDS)) {
      String key = node.text("key").orElse("metafield");
      String name = node.text("namespace").map(space -> space + "." + key).orElse(key);
      METAFIELD_MEMBERS.stream()
          .filter(member -> !Set.of("key", "value", "namespace").contains(member))
          .forEach(member -> node.at(member).drop("about_the_metafield"));
      fields.add(new CustomField(name, node.at("value").value()));
      fields.addAll(Leftovers.of(node, METAFIELD_MEMBERS, name + "."));
    }
    return fields;
  }

  /// Shipping consignments are the shipping addresses over again, pickups are shipping methods; of
  /// downloads and gift certificates it is kept who gets them.
  private static List<CustomField> consignments(RawNode root) {
    RawNode consignments = root.at(OrderFetch.CONSIGNMENTS);
    consignments.at("shipping").drop("restated_by_the_shipping_addresses");
    RawNode email = consignments.at("email");
    List<CustomField> fields = new ArrayList<>();
    fields.addAll(
        Leftovers.of(consignments, Set.of("shipping", "pickups", "email"), "consignments."));
    fields.addAll(Leftovers.of(email, Set.of(), "consignments.email."));
    return fields;
  }

  private static void drop(RawNode root) {
    DEVICE.forEach(member -> root.at(member).drop("device_of_the_buyer"));
    SETTINGS.forEach(member -> root.at(member).drop("settings_of_the_shop"));
    COUNTS.forEach(member -> root.at(member).drop("counted_by_line"));
    root.at("refunded_amount").drop("documented_as_always_zero");
    root.at("credit_card_type").drop("stated_by_the_transactions");
    root.at("total_ex_tax").drop("total_without_tax");
    Prices.drop(root, "subtotal", "sum_of_the_lines");
  }

  private static Set<String> known() {
    Set<String> known = new HashSet<>(NOTED);
    known.addAll(READ);
    known.addAll(DEVICE);
    known.addAll(SETTINGS);
    known.addAll(COUNTS);
    known.addAll(CURRENCIES.keySet());
    known.addAll(CURRENCIES.values());
    known.addAll(List.of("refunded_amount", "credit_card_type"));
    return known;
  }
}
