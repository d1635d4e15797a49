package io.orderwire.connectors.woocommerce;

import io.orderwire.connector.Leftovers;
import io.orderwire.connector.RawNode;
import io.orderwire.model.CustomField;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What an order carries beside its blocks: kept as custom fields, or dropped by a named policy.
final class OrderFields {
  /// Members that a block reads or drops; all others are kept as custom fields.
  private static final Set<String> MEMBERS =
      Set.of(
          "id",
          "parent_id",
          "number",
          "order_key",
          "created_via",
          "version",
          "status",
          "currency",
          "currency_symbol",
          "date_created",
          "date_created_gmt",
          "date_modified",
          "date_modified_gmt",
          "date_paid",
          "date_paid_gmt",
          "date_completed",
          "date_completed_gmt",
          "discount_total",
          "discount_tax",
          "shipping_total",
          "shipping_tax",
          "cart_tax",
          "total",
          "total_tax",
          "prices_include_tax",
          "customer_id",
          "customer_ip_address",
          "customer_user_agent",
          "customer_note",
          "billing",
          "shipping",
          "payment_method",
          "payment_method_title",
          "transaction_id",
          "cart_hash",
          "meta_data",
          "line_items",
          "tax_lines",
          "shipping_lines",
          "fee_lines",
          Settlement.GIFT_CARDS,
          "coupon_lines",
          "refunds",
          WooCommerceMapper.REFUND_RESOURCES,
          "payment_url",
          "is_editable",
          "needs_payment",
          "needs_processing",
          "_links");

  private OrderFields() {}

  static List<CustomField> of(RawNode root, Metas metas, Refunds refunds) {
    drop(root);
    List<CustomField> fields = new ArrayList<>(metas.fields(""));
    for (String kept :
        List.of("customer_note", "cart_hash", "prices_include_tax", "discount_tax")) {
      fields.addAll(Leftovers.field(root, kept));
    }
    if (root.text("parent_id").filter(parent -> !parent.equals("0")).isPresent()) {
      fields.addAll(Leftovers.field(root, "parent_id"));
    }
    fields.addAll(People.added(root));
    fields.addAll(Discounts.added(root));
    fields.addAll(Taxes.added(root));
    fields.addAll(refunds.added());
    fields.addAll(Leftovers.of(root, MEMBERS, ""));
    return fields;
  }

  /// Secrets and the buyer's device are not kept; the rest follows from what is.
  private static void drop(RawNode root) {
    root.at("order_key").drop("secret");
    root.at("payment_url").drop("secret");
    root.at("customer_ip_address").drop("device_of_the_buyer");
    root.at("customer_user_agent").drop("device_of_the_buyer");
    for (String local : List.of("date_created", "date_modified", "date_paid", "date_completed")) {
      root.at(local).drop("site_local_time");
    }
    root.at("shipping_tax").drop("part_of_total_tax");
    root.at("cart_tax").drop("part_of_total_tax");
    root.at("currency_symbol").drop("presentation");
    root.at("version").drop("software_version");
    root.at("is_editable").drop("follows_from_status");
    root.at("needs_payment").drop("follows_from_status");
    root.at("_links").drop("api_links");
  }
}
