package io.orderwire.connectors.magento;

import io.orderwire.connector.Leftovers;
import io.orderwire.connector.RawNode;
import io.orderwire.model.CustomField;
import io.orderwire.model.DiscountAllocation;
import io.orderwire.model.Finding;
import io.orderwire.model.Line;
import io.orderwire.model.LineQuantity;
import io.orderwire.model.Money;
import io.orderwire.model.Quantity;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `items`. Rows are without tax and before discounts; of a discount that was taken off a price
/// with tax, `discount_tax_compensation_amount` says how much of it was tax.
final class Lines {
  /// Digits of a unit price that does not divide evenly.
  private static final int UNIT_PRICE_DIGITS = 10;

  private static final List<String> NOTED =
      List.of(
          "description",
          "additional_data",
          "applied_rule_ids",
          "ext_order_item_id",
          "gift_message_available",
          "gift_message_id",
          "gw_id",
          "is_qty_decimal",
          "qty_backordered",
          "qty_returned",
          "event_id",
          "product_option",
          "extension_attributes",
          "weight");

  private static final Set<String> READ =
      Set.of(
          "item_id",
          "parent_item_id",
          "product_id",
          "product_type",
          "sku",
          "name",
          "is_virtual",
          "qty_ordered",
          "qty_shipped",
          "qty_refunded",
          "qty_canceled",
          "base_price",
          "base_original_price",
          "base_row_total",
          "base_discount_amount",
          "base_discount_tax_compensation_amount",
          "base_tax_amount",
          "tax_percent",
          "discount_percent",
          "base_weee_tax_applied_row_amnt");

  /// Members that say nothing that the order does not say elsewhere, and why.
  private static final List<String> TECHNICAL =
      List.of(
          "quote_item_id",
          "store_id",
          "created_at",
          "updated_at",
          "locked_do_invoice",
          "locked_do_ship",
          "no_discount",
          "free_shipping",
          "tax_before_discount",
          "base_tax_before_discount",
          "base_cost",
          "row_weight",
          "weee_tax_applied",
          "weee_tax_disposition",
          "weee_tax_row_disposition",
          "base_weee_tax_disposition",
          "base_weee_tax_row_disposition",
          "base_weee_tax_applied_amount",
          "weee_tax_applied_amount",
          "amount_refunded",
          "base_amount_refunded",
          "qty_invoiced");

  private final Items items;
  private final Amounts amounts;
  private final Taxes taxes;
  private final boolean over;

  /// @param over nothing more will leave the shop
  Lines(Items items, Amounts amounts, Taxes taxes, boolean over) {
    this.items = items;
    this.amounts = amounts;
    this.taxes = taxes;
    this.over = over;
  }

  List<Line> all() {
    return items.all().stream().flatMap(item -> line(item).stream()).toList();
  }

  private Optional<Line> line(RawNode item) {
    Amounts.drop(item);
    TECHNICAL.forEach(member -> item.at(member).drop("technical"));
    item.at("order_id").drop("is_the_order");
    item.at("discount_percent").drop("kind_of_the_discount");
    item.at("tax_percent").drop("rate_of_the_tax");
    item.at("parent_item").drop("restated_whole");
    Optional<String> id = item.text("item_id");
    if (id.isEmpty()) {
      item.report(
          Finding.error(item.pointer() + "/item_id", "missing_id", "an item without an id"));
      return Optional.empty();
    }
    Money row = items.money(item, "row_total");
    Money discount = discount(item);
    LineQuantity quantity = items.quantity(item, over);
    Money unitPrice = unitPrice(item, row, quantity.ordered());
    return Optional.of(
        new Line(
            id.get(),
            Items.parentId(item),
            item.text("product_id"),
            Optional.empty(),
            item.text("sku"),
            Optional.empty(),
            item.text("name").orElse(""),
            List.of(),
            quantity,
            unitPrice,
            listPrice(item, unitPrice),
            false,
            allocations(discount),
            taxes.ofItem(item, items.money(item, "tax_amount")),
            row.minus(discount),
            Items.needsShipping(item),
            item.text("product_type").filter("giftcard"::equals).isPresent(),
            Optional.empty(),
            Optional.empty(),
            properties(item)));
  }

  /// What the goods cost less without tax.
  private Money discount(RawNode item) {
    return items
        .money(item, "discount_amount")
        .minus(items.money(item, "discount_tax_compensation_amount"));
  }

  private static List<DiscountAllocation> allocations(Money discount) {
    return discount.isZero()
        ? List.of()
        : List.of(new DiscountAllocation(Optional.empty(), discount, Optional.of(0)));
  }

  /// The stated price, unless the row comes to something else: then what one of it comes to.
  private Money unitPrice(RawNode item, Money row, Quantity quantity) {
    Money stated = amounts.of(item, "price");
    if (quantity.isZero() || stated.times(quantity).equals(row)) {
      return stated;
    }
    return new Money(
        row.amount().divide(quantity.value(), UNIT_PRICE_DIGITS, RoundingMode.HALF_UP),
        amounts.currency());
  }

  private Optional<Money> listPrice(RawNode item, Money unitPrice) {
    return amounts
        .maybe(item, "original_price")
        .filter(list -> !unitPrice.isZero() && list.minus(unitPrice).signum() > 0);
  }

  private static List<CustomField> properties(RawNode item) {
    List<CustomField> properties = new ArrayList<>(Notes.of(item, NOTED, ""));
    item.text("product_type")
        .filter(type -> !type.equals("simple"))
        .ifPresent(
            type ->
                properties.add(new CustomField("product_type", item.at("product_type").value())));
    Set<String> known = new HashSet<>(READ);
    known.addAll(NOTED);
    known.addAll(TECHNICAL);
    known.addAll(List.of("order_id", "parent_item"));
    item.members().stream()
        .map(RawNode::name)
        .filter(name -> Amounts.isRestated(item, name))
        .forEach(known::add);
    properties.addAll(Leftovers.of(item, known, ""));
    return properties;
  }
}
