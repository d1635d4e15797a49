package io.orderwire.connectors.shopify;

import io.orderwire.model.CurrencyCode;
import io.orderwire.model.DiscountAllocation;
import io.orderwire.model.Line;
import io.orderwire.model.LineOption;
import io.orderwire.model.LineQuantity;
import io.orderwire.model.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One line item. The parts of a bundle point to its group by `parentId`; Shopify has no line for
/// the bundle itself.
record ShopifyLines(ShopifyGoods goods, ShopifyQuantities quantities, CurrencyCode currency) {

  Optional<Line> line(ShopifyNode line) {
    Optional<String> id = line.id();
    Optional<Money> price = line.money("price", "originalUnitPriceSet", currency);
    if (id.isEmpty() || price.isEmpty()) {
      line.warn("incomplete_line", "a line without id or price was left out");
      return Optional.empty();
    }
    return Optional.of(line(line, id.get(), price.get()));
  }

  private Line line(ShopifyNode line, String id, Money price) {
    LineQuantity quantity = quantities.of(id, line);
    List<DiscountAllocation> discounts = goods.allocations(line);
    Money borne = Money.sum(currency, discounts.stream().map(DiscountAllocation::amount));
    return new Line(
        id,
        group(line),
        reference(line, "product_id", "product"),
        reference(line, "variant_id", "variant"),
        line.text("sku"),
        Optional.empty(),
        line.text("name").or(() -> line.text("title")).orElse(id),
        line.text("variant_title", "variantTitle")
            .map(variant -> List.of(new LineOption("variant", variant)))
            .orElse(List.of()),
        quantity,
        price,
        Optional.empty(),
        goods.taxesIncluded(),
        discounts,
        goods.taxes(line),
        price.times(quantity.ordered()).minus(borne),
        line.flag("requires_shipping", "requiresShipping").orElse(false),
        line.flag("gift_card", "isGiftCard").orElse(false),
        grams(line),
        Optional.empty(),
        ShopifyCustomFields.attributes(line.at("properties", "customAttributes")));
  }

  private static Optional<String> group(ShopifyNode line) {
    return line.graph()
        ? line.at("lineItemGroup").id()
        : line.id("sales_line_item_group_id", "sales_line_item_group_id");
  }

  private static Optional<String> reference(ShopifyNode line, String rest, String graph) {
    return line.graph() ? line.at(graph).id() : line.id(rest, rest);
  }

  /// REST weighs in whole grams, GraphQL in the unit that the merchant chose.
  private static Optional<BigDecimal> grams(ShopifyNode line) {
    if (!line.graph()) {
      return line.decimal("grams", "grams");
    }
    ShopifyNode weight = line.at("weight");
    Optional<BigDecimal> value = weight.decimal("value", "value");
    return weight
        .text("unit")
        .flatMap(unit -> gramsPer(unit.toUpperCase(Locale.ROOT)))
        .flatMap(factor -> value.map(v -> v.multiply(factor).setScale(0, RoundingMode.HALF_UP)));
  }

  private static Optional<BigDecimal> gramsPer(String unit) {
    return switch (unit) {
      case "GRAMS" -> Optional.of(BigDecimal.ONE);
      case "KILOGRAMS" -> Optional.of(new BigDecimal("1000"));
      case "OUNCES" -> Optional.of(new BigDecimal("28.349523125"));
      case "POUNDS" -> Optional.of(new BigDecimal("453.59237"));
      default -> Optional.empty();
    };
  }
}
