package io.orderwire.connectors.api2cart;

import io.orderwire.connector.RawNode;
import io.orderwire.model.CustomField;
import io.orderwire.model.DiscountAllocation;
import io.orderwire.model.Finding;
import io.orderwire.model.Line;
import io.orderwire.model.LineOption;
import io.orderwire.model.LineQuantity;
import io.orderwire.model.Money;
import io.orderwire.model.Quantity;
import io.orderwire.model.TaxLine;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// `order_products`, and `bundles`, which are the parents of some of them. `model` is the SKU.
final class Lines {
  private static final int UNIT_PRICE_DIGITS = 8;
  private static final Set<String> KNOWN =
      Set.of(
          "product_id",
          "order_product_id",
          "model",
          "name",
          "price",
          "price_inc_tax",
          "quantity",
          "discount_amount",
          "total_price",
          "tax_percent",
          "tax_value",
          "tax_value_after_discount",
          "options",
          "variant_id",
          "weight_unit",
          "weight",
          "barcode",
          "parent_order_product_id");
  private static final Set<String> OPTION_MEMBERS =
      Set.of("option_id", "name", "value", "price", "weight", "type", "product_option_value_id");

  private final List<RawNode> products;
  private final Formula formula;
  private final Discounts discounts;
  private final Goods goods;

  Lines(List<RawNode> products, Formula formula, Discounts discounts, Goods goods) {
    this.products = List.copyOf(products);
    this.formula = formula;
    this.discounts = discounts;
    this.goods = goods;
  }

  static List<RawNode> products(RawNode root) {
    return Stream.of("order_products", "bundles")
        .flatMap(member -> root.each(member).stream())
        .toList();
  }

  List<Line> all(boolean handedOver, boolean over) {
    return products.stream()
        .flatMap(node -> line(node, goods.quantity(node, handedOver, over)).stream())
        .toList();
  }

  /// The taxes that products state. Before discounts they are stated for one piece.
  Money tax(RawNode node) {
    return node.money("tax_value_after_discount", formula.currency())
        .orElseGet(
            () ->
                node.money("tax_value", formula.currency())
                    .map(each -> each.times(Goods.ordered(node)))
                    .orElse(Money.zero(formula.currency())));
  }

  private Optional<Line> line(RawNode node, LineQuantity quantity) {
    Optional<String> id = node.text("order_product_id");
    if (id.isEmpty()) {
      node.report(
          Finding.error(
              node.pointer() + "/order_product_id", "missing_id", "a product without an id"));
      return Optional.empty();
    }
    List<DiscountAllocation> borne = discounts.allocations(node);
    Money lowered = Money.sum(formula.currency(), borne.stream().map(DiscountAllocation::amount));
    Money stated = Formula.of(node, formula.currency());
    Money before = discounts.inLines() ? stated.plus(lowered) : stated;
    return Optional.of(
        new Line(
            id.get(),
            node.text("parent_order_product_id").filter(parent -> !parent.equals("0")),
            node.text("product_id"),
            node.text("variant_id").filter(variant -> !variant.equals("0")),
            node.text("model"),
            node.text("barcode"),
            node.text("name").orElse(""),
            options(node),
            quantity,
            unitPrice(node, before, quantity.ordered()),
            Optional.empty(),
            formula.inclusive(),
            borne,
            taxes(node),
            before.minus(lowered),
            true,
            false,
            weight(node),
            Optional.empty(),
            properties(node)));
  }

  /// The stated price, unless the line comes to something else: then what one of it comes to.
  private Money unitPrice(RawNode node, Money total, Quantity quantity) {
    Money stated = node.money("price", formula.currency()).orElse(Money.zero(formula.currency()));
    if (quantity.isZero() || stated.times(quantity).equals(total)) {
      return stated;
    }
    return new Money(
        total.amount().divide(quantity.value(), UNIT_PRICE_DIGITS, RoundingMode.HALF_UP),
        formula.currency());
  }

  private List<TaxLine> taxes(RawNode node) {
    Money tax = tax(node);
    Optional<BigDecimal> rate = node.decimal("tax_percent").map(each -> each.movePointLeft(2));
    return tax.isZero() ? List.of() : List.of(new TaxLine("Tax", rate, tax));
  }

  private static List<LineOption> options(RawNode node) {
    List<LineOption> options = new ArrayList<>();
    for (RawNode option : node.each("options")) {
      Optional<String> value = option.text("value");
      option
          .text("name")
          .ifPresent(name -> value.ifPresent(text -> options.add(new LineOption(name, text))));
    }
    return options;
  }

  private static Optional<BigDecimal> weight(RawNode node) {
    Optional<BigDecimal> grams =
        node.text("weight_unit").map(unit -> unit.toLowerCase(Locale.ROOT)).flatMap(Lines::grams);
    return grams.flatMap(each -> node.decimal("weight").map(each::multiply));
  }

  private static Optional<BigDecimal> grams(String unit) {
    return switch (unit) {
      case "kg" -> Optional.of(BigDecimal.valueOf(1000));
      case "g" -> Optional.of(BigDecimal.ONE);
      case "lb", "lbs" -> Optional.of(new BigDecimal("453.59237"));
      case "oz" -> Optional.of(new BigDecimal("28.349523125"));
      default -> Optional.empty();
    };
  }

  private static List<CustomField> properties(RawNode node) {
    node.at("price_inc_tax").drop("price_with_its_tax");
    node.at("tax_value").drop("tax_before_discounts");
    List<CustomField> properties = new ArrayList<>();
    for (RawNode option : node.each("options")) {
      for (String member : List.of("option_id", "product_option_value_id", "type")) {
        option.at(member).drop("settings_of_the_shop");
      }
      option.at("price").drop("part_of_the_price");
      option.at("weight").drop("part_of_the_weight");
      String prefix = "option." + option.text("name").orElse("") + ".";
      properties.addAll(Extras.of(option, OPTION_MEMBERS, prefix));
    }
    properties.addAll(Extras.of(node, KNOWN, ""));
    return properties;
  }
}
