package io.orderwire.connectors.magento;

import io.orderwire.connector.Leftovers;
import io.orderwire.connector.RawNode;
import io.orderwire.model.CustomField;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What an order carries beside its blocks: kept as custom fields, or dropped by a named policy.
final class OrderFields {
  /// Kept where they say something; among them the links between an edited order and the one that
  /// took its place.
  private static final List<String> NOTED =
      List.of(
          "status",
          "original_increment_id",
          "edit_increment",
          "relation_parent_id",
          "relation_parent_real_id",
          "relation_child_id",
          "relation_child_real_id",
          "hold_before_state",
          "hold_before_status",
          "applied_rule_ids",
          "customer_group_id",
          "customer_note",
          "customer_dob",
          "customer_gender",
          "ext_order_id",
          "ext_customer_id",
          "gift_message_id",
          "is_virtual",
          "can_ship_partially",
          "can_ship_partially_item",
          "forced_shipment_with_invoice",
          "payment_auth_expiration",
          "weight",
          "store_id");

  private static final Set<String> READ =
      Set.of(
          "entity_id",
          "increment_id",
          "quote_id",
          "state",
          "store_name",
          "created_at",
          "updated_at",
          "customer_id",
          "customer_is_guest",
          "customer_email",
          "customer_prefix",
          "customer_firstname",
          "customer_middlename",
          "customer_lastname",
          "customer_suffix",
          "customer_taxvat",
          "coupon_code",
          "discount_description",
          "shipping_description",
          "base_currency_code",
          "order_currency_code",
          "base_to_order_rate",
          "billing_address",
          "payment",
          "items",
          "status_histories",
          "extension_attributes",
          OrderFetch.INVOICES,
          OrderFetch.SHIPMENTS,
          OrderFetch.CREDIT_MEMOS,
          OrderFetch.TRANSACTIONS);

  private static final Set<String> READ_OF_EXTENSION =
      Set.of(
          "shipping_assignments",
          "payment_additional_info",
          "applied_taxes",
          "item_applied_taxes",
          "taxes",
          "additional_itemized_taxes",
          "converting_from_quote",
          "pickup_location_code",
          "custom_fees",
          "gift_cards");

  /// Names of other things, rates to other currencies, and what the platform keeps for itself.
  private static final List<String> TECHNICAL =
      List.of(
          "billing_address_id",
          "shipping_address_id",
          "quote_address_id",
          "global_currency_code",
          "store_currency_code",
          "base_to_global_rate",
          "store_to_base_rate",
          "store_to_order_rate",
          "customer_note_notify",
          "email_sent",
          "send_email",
          "total_item_count",
          "total_qty_ordered",
          "base_total_qty_ordered",
          "payment_authorization_amount");

  private static final List<String> DEVICE = List.of("remote_ip", "x_forwarded_for");

  /// Amounts of which the booked one is read.
  private static final List<String> AMOUNTS =
      List.of(
          "subtotal",
          "discount_amount",
          "discount_tax_compensation_amount",
          "shipping_amount",
          "shipping_tax_amount",
          "shipping_discount_amount",
          "shipping_discount_tax_compensation_amount",
          "tax_amount",
          "grand_total",
          "total_paid",
          "total_refunded",
          "total_due");

  private static final Set<String> NAMED = named();

  private OrderFields() {}

  static List<CustomField> of(RawNode root) {
    List<CustomField> fields = new ArrayList<>(Notes.of(root, NOTED, ""));
    root.at("protect_code").drop("secret");
    DEVICE.forEach(member -> root.at(member).drop("device_of_the_buyer"));
    TECHNICAL.forEach(member -> root.at(member).drop("technical"));
    root.at("base_to_order_rate").drop("rate_of_the_presentment");
    root.at("base_shipping_tax_amount").drop("tax_of_the_shipping_method");
    Amounts.drop(root);
    fields.addAll(histories(root));
    fields.addAll(ofExtension(root.at("extension_attributes")));
    fields.addAll(People.added(root));
    fields.addAll(ofInvoices(root));
    fields.addAll(Shipments.added(root));
    fields.addAll(Leftovers.of(root, known(root), ""));
    return fields;
  }

  private static Set<String> named() {
    Set<String> named = new HashSet<>(READ);
    named.addAll(NOTED);
    named.addAll(TECHNICAL);
    named.addAll(DEVICE);
    named.add("protect_code");
    for (String name : AMOUNTS) {
      named.add(name);
      named.add("base_" + name);
    }
    named.add("base_shipping_discount_tax_compensation_amnt");
    return Set.copyOf(named);
  }

  private static Set<String> known(RawNode root) {
    Set<String> known = new HashSet<>(NAMED);
    root.members().stream()
        .map(RawNode::name)
        .filter(name -> Amounts.isRestated(root, name))
        .forEach(known::add);
    return known;
  }

  /// Comments of people and of the shop itself.
  private static List<CustomField> histories(RawNode root) {
    return root.each("status_histories").stream()
        .map(
            node ->
                new CustomField(
                    "status_history." + node.text("entity_id").orElse(""), node.value()))
        .toList();
  }

  private static List<CustomField> ofExtension(RawNode extension) {
    Set<String> known = new HashSet<>(READ_OF_EXTENSION);
    for (RawNode member : extension.members()) {
      String name = member.name();
      boolean tender =
          name.startsWith("gift_cards")
              || name.startsWith("base_gift_cards")
              || name.contains("customer_balance")
              || name.contains("reward_currency");
      boolean wrapping = name.startsWith("gw_") && name.matches(".*(price|tax).*");
      if (tender || wrapping || Amounts.isRestated(extension, name)) {
        member.drop("restated_amount");
        known.add(name);
      }
    }
    List<CustomField> fields = new ArrayList<>();
    for (RawNode assignment : extension.each("shipping_assignments")) {
      assignment.at("items").drop("restated");
      assignment.at("shipping").at("total").drop("restated_amount");
      fields.addAll(Leftovers.of(assignment, Set.of("shipping", "items"), "shipping_assignment."));
      fields.addAll(
          Leftovers.of(
              assignment.at("shipping"), Set.of("address", "method", "total"), "shipping."));
    }
    extension.each("custom_fees").forEach(RawNode::value);
    fields.addAll(Leftovers.of(extension, known, ""));
    return fields;
  }

  /// Invoices are no block of their own: what they say stands in payments.
  private static List<CustomField> ofInvoices(RawNode root) {
    List<CustomField> fields = new ArrayList<>();
    for (RawNode invoice : root.each(OrderFetch.INVOICES)) {
      String prefix = "invoice." + invoice.text("entity_id").orElse("") + ".";
      fields.addAll(Notes.of(invoice, List.of("increment_id", "state"), prefix));
      for (RawNode comment : invoice.each("comments")) {
        fields.add(new CustomField(prefix + "comment", comment.value()));
      }
      invoice.members().stream()
          .filter(member -> !Set.of("increment_id", "comments").contains(member.name()))
          .forEach(member -> member.drop("restated_by_the_order"));
    }
    return fields;
  }
}
