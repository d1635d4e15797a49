package io.orderwire.connectors.bigcommerce;

import io.orderwire.connector.Leftovers;
import io.orderwire.connector.RawNode;
import io.orderwire.model.CustomField;
import io.orderwire.model.DiscountAllocation;
import io.orderwire.model.Finding;
import io.orderwire.model.Line;
import io.orderwire.model.LineOption;
import io.orderwire.model.LineQuantity;
import io.orderwire.model.Money;
import io.orderwire.model.Quantity;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `products`, before the discounts that the order's total has taken off.
final class Lines {
  /// Digits of a unit price that does not divide evenly.
  private static final int UNIT_PRICE_DIGITS = 10;

  /// Kept at the line where they say something.
  private static final List<String> NOTED =
      List.of(
          "order_address_id",
          "order_pickup_method_id",
          "weight",
          "width",
          "height",
          "depth",
          "wrapping_name",
          "wrapping_message",
          "wrapping_cost_ex_tax",
          "event_name",
          "event_date",
          "fixed_shipping_cost",
          "ebay_item_id",
          "ebay_transaction_id",
          "bin_picking_number",
          "external_id",
          "fulfillment_source",
          "brand",
          "gift_certificate_id",
          "is_bundled_product");

  private static final Set<String> READ =
      Set.of(
          "id",
          "parent_order_product_id",
          "product_id",
          "variant_id",
          "sku",
          "upc",
          "type",
          "name",
          "quantity",
          "quantity_shipped",
          "quantity_refunded",
          "base_price",
          "price_ex_tax",
          "price_inc_tax",
          "price_tax",
          "base_total",
          "total_ex_tax",
          "total_inc_tax",
          "total_tax",
          "discounted_total_inc_tax",
          "applied_discounts",
          "product_options",
          "configurable_fields");

  /// Members that say nothing that the order does not say elsewhere, and why.
  private static final List<String> RESTATED =
      List.of("name_customer", "name_merchant", "is_refunded", "refund_amount", "return_id");

  private static final List<String> SETTINGS = List.of("option_set_id", "wrapping_id");

  private static final Set<String> KNOWN = known();

  private static final Set<String> OPTION_MEMBERS =
      Set.of(
          "id",
          "option_id",
          "order_product_id",
          "product_option_id",
          "display_name",
          "display_value",
          "value",
          "type",
          "name",
          "display_style",
          "display_name_customer",
          "display_name_merchant",
          "display_value_customer",
          "display_value_merchant");

  private final RawNode root;
  private final Prices prices;
  private final Taxes taxes;
  private final Discounts discounts;
  private final Goods goods;

  Lines(RawNode root, Prices prices, Taxes taxes, Discounts discounts, Goods goods) {
    this.root = root;
    this.prices = prices;
    this.taxes = taxes;
    this.discounts = discounts;
    this.goods = goods;
  }

  List<Line> all() {
    return root.each(OrderFetch.PRODUCTS).stream().flatMap(node -> line(node).stream()).toList();
  }

  private Optional<Line> line(RawNode node) {
    Optional<String> id = node.text("id");
    if (id.isEmpty()) {
      node.report(Finding.error(node.pointer() + "/id", "missing_id", "a product without an id"));
      return Optional.empty();
    }
    List<DiscountAllocation> borne = discounts.allocations(node);
    Money before = prices.of(node, "total");
    LineQuantity quantity = goods.quantity(node);
    Money unitPrice = unitPrice(node, before, quantity.ordered());
    Money allocated = Money.sum(prices.currency(), borne.stream().map(DiscountAllocation::amount));
    return Optional.of(
        new Line(
            id.get(),
            nonZero(node, "parent_order_product_id"),
            nonZero(node, "product_id"),
            nonZero(node, "variant_id"),
            node.text("sku"),
            node.text("upc"),
            node.text("name").orElse(""),
            options(node),
            quantity,
            unitPrice,
            listPrice(node, unitPrice),
            prices.inclusive(),
            borne,
            taxes.ofItem(id.get(), prices.tax(node, "total")),
            before.minus(allocated),
            Goods.needsShipping(node),
            node.text("type").filter("giftcertificate"::equals).isPresent(),
            Optional.empty(),
            Optional.empty(),
            properties(node)));
  }

  /// The stated price, unless the line comes to something else: then what one of it comes to.
  private Money unitPrice(RawNode node, Money total, Quantity quantity) {
    Money stated = prices.of(node, "price");
    if (quantity.isZero() || stated.times(quantity).equals(total)) {
      return stated;
    }
    return new Money(
        total.amount().divide(quantity.value(), UNIT_PRICE_DIGITS, RoundingMode.HALF_UP),
        prices.currency());
  }

  /// `base_price` is the catalogue's, on the side that was typed.
  private Optional<Money> listPrice(RawNode node, Money unitPrice) {
    return node.money("base_price", prices.currency())
        .filter(base -> base.minus(unitPrice).signum() > 0);
  }

  private static List<LineOption> options(RawNode node) {
    List<LineOption> options = new ArrayList<>();
    for (RawNode option : node.each("product_options")) {
      Optional<String> name = option.text("display_name");
      Optional<String> value = option.text("display_value");
      if (name.isPresent() && value.isPresent()) {
        OPTION_MEMBERS.forEach(member -> option.at(member).drop("shown_by_its_display_text"));
        options.add(new LineOption(name.get(), value.get()));
      }
    }
    return options;
  }

  private static List<CustomField> properties(RawNode node) {
    RESTATED.forEach(member -> node.at(member).drop("restated"));
    SETTINGS.forEach(member -> node.at(member).drop("settings_of_the_shop"));
    node.at("order_id").drop("is_the_order");
    node.at("discounted_total_inc_tax").drop("total_less_its_discounts");
    Prices.drop(node, "cost_price", "cost_to_the_merchant");
    Prices.drop(node, "wrapping_cost", "part_of_the_wrapping_cost");
    List<CustomField> properties = new ArrayList<>(Notes.of(node, NOTED, ""));
    for (RawNode field : node.each("configurable_fields")) {
      properties.add(
          new CustomField(
              field.text("name").orElse("configurable_field"), field.at("value").value()));
      properties.addAll(Leftovers.of(field, Set.of("name", "value"), "configurable_field."));
    }
    for (RawNode option : node.each("product_options")) {
      properties.addAll(leftOfOption(option));
    }
    properties.addAll(Leftovers.of(node, KNOWN, ""));
    return properties;
  }

  /// An option without a text to show is kept as it is.
  private static List<CustomField> leftOfOption(RawNode option) {
    boolean shown =
        option.text("display_name").isPresent() && option.text("display_value").isPresent();
    return shown
        ? Leftovers.of(option, OPTION_MEMBERS, "product_option.")
        : List.of(new CustomField("product_option", option.value()));
  }

  private static Set<String> known() {
    Set<String> known = new HashSet<>(READ);
    known.addAll(NOTED);
    known.addAll(RESTATED);
    known.addAll(SETTINGS);
    known.addAll(
        List.of(
            "order_id",
            "base_cost_price",
            "cost_price_ex_tax",
            "cost_price_inc_tax",
            "cost_price_tax",
            "base_wrapping_cost",
            "wrapping_cost_inc_tax",
            "wrapping_cost_tax"));
    return known;
  }

  private static Optional<String> nonZero(RawNode node, String member) {
    return node.text(member).filter(id -> !id.equals("0"));
  }
}
