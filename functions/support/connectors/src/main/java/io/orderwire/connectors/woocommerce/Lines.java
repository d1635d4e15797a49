package io.orderwire.connectors.woocommerce;

import io.orderwire.connector.Leftovers;
import io.orderwire.connector.RawNode;
import io.orderwire.model.CurrencyCode;
import io.orderwire.model.CustomField;
import io.orderwire.model.Finding;
import io.orderwire.model.Line;
import io.orderwire.model.LineQuantity;
import io.orderwire.model.Money;
import io.orderwire.model.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `line_items`. All their amounts are without tax.
final class Lines {
  /// Digits of a unit price that does not divide evenly.
  private static final int UNIT_PRICE_DIGITS = 10;

  private static final Set<String> MEMBERS =
      Set.of(
          "id",
          "name",
          "product_id",
          "variation_id",
          "quantity",
          "subtotal",
          "subtotal_tax",
          "total",
          "total_tax",
          "taxes",
          "meta_data",
          "sku",
          "global_unique_id",
          "price",
          "image",
          "bundled_by",
          "composite_parent");

  private final RawNode root;
  private final CurrencyCode currency;
  private final Taxes taxes;
  private final Discounts discounts;
  private final Goods goods;

  Lines(RawNode root, CurrencyCode currency, Taxes taxes, Discounts discounts, Goods goods) {
    this.root = root;
    this.currency = currency;
    this.taxes = taxes;
    this.discounts = discounts;
    this.goods = goods;
  }

  List<Line> all() {
    List<RawNode> nodes = root.each("line_items");
    Bundles bundles = Bundles.of(nodes);
    List<Line> lines = new ArrayList<>(nodes.size());
    for (RawNode node : nodes) {
      line(node, bundles).ifPresent(lines::add);
    }
    return lines;
  }

  private Optional<Line> line(RawNode node, Bundles bundles) {
    Optional<String> id = node.text("id");
    if (id.isEmpty()) {
      node.report(Finding.error(node.pointer() + "/id", "missing_id", "a line without an id"));
      return Optional.empty();
    }
    Metas metas = Metas.of(node);
    Money total = total(node);
    Money before = node.money("subtotal", currency).orElse(total);
    Money borne = before.minus(total);
    LineQuantity quantity = goods.quantity(id.get(), node.quantity("quantity"));
    boolean raised = borne.signum() < 0;
    node.at("subtotal_tax").drop("tax_before_discount");
    node.at("price").drop("binary_float");
    List<CustomField> properties = properties(node, metas);
    return Optional.of(
        new Line(
            id.get(),
            bundles.container(id.get()),
            nonZero(node, "product_id"),
            nonZero(node, "variation_id"),
            node.text("sku"),
            node.text("global_unique_id"),
            node.text("name").orElse(""),
            metas.options(),
            quantity,
            unitPrice(raised ? total : before, quantity.ordered()),
            Optional.empty(),
            false,
            discounts.allocations(borne),
            taxes.of(node),
            total,
            goods.needShipping(),
            false,
            Optional.empty(),
            Optional.empty(),
            properties));
  }

  private Money total(RawNode node) {
    Optional<Money> total = node.money("total", currency);
    if (total.isEmpty()) {
      node.report(
          Finding.error(
              node.pointer() + "/total", "missing_total", "a line without a total counts as zero"));
    }
    return total.orElse(Money.zero(currency));
  }

  private Money unitPrice(Money amount, Quantity quantity) {
    if (quantity.isZero()) {
      return amount;
    }
    BigDecimal unit =
        amount.amount().divide(quantity.value(), UNIT_PRICE_DIGITS, RoundingMode.HALF_UP);
    return new Money(unit, currency);
  }

  /// The picture belongs to the catalogue; its address is kept, its id is not.
  private static List<CustomField> properties(RawNode node, Metas metas) {
    List<CustomField> properties = new ArrayList<>(metas.fields(""));
    RawNode image = node.at("image");
    if (image.isObject()) {
      image.at("id").drop("database_row_id");
      image
          .text("src")
          .ifPresent(ignored -> properties.add(new CustomField("image", image.at("src").value())));
      properties.addAll(Leftovers.of(image, Set.of("id", "src"), "image."));
    } else {
      properties.addAll(Leftovers.field(node, "image"));
    }
    properties.addAll(Leftovers.of(node, MEMBERS, ""));
    return properties;
  }

  private static Optional<String> nonZero(RawNode node, String member) {
    return node.text(member).filter(id -> !id.equals("0"));
  }
}
