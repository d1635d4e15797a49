package io.orderwire.connectors.bigcommerce;

import io.orderwire.connector.Leftovers;
import io.orderwire.connector.RawNode;
import io.orderwire.model.CurrencyCode;
import io.orderwire.model.CustomField;
import io.orderwire.model.Money;
import io.orderwire.model.TaxLine;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Taxes of items and shipping, named and rated by `GET /orders/{id}/taxes`. The amount is the one
/// that the item states; where several taxes are on it, their own amounts count if they come to the
/// same.
final class Taxes {
  private static final String UNNAMED = "Tax";
  private static final Set<String> MEMBERS =
      Set.of(
          "id",
          "order_id",
          "order_address_id",
          "order_product_id",
          "order_pickup_method_id",
          "tax_rate_id",
          "sales_tax_id",
          "tax_class_id",
          "name",
          "class",
          "rate",
          "priority",
          "priority_amount",
          "line_amount",
          "line_item_type");

  private final List<RawNode> rows;
  private final CurrencyCode currency;

  private Taxes(List<RawNode> rows, CurrencyCode currency) {
    this.rows = List.copyOf(rows);
    this.currency = currency;
  }

  static Taxes of(RawNode root, CurrencyCode currency) {
    List<RawNode> rows = root.each(OrderFetch.TAXES);
    for (RawNode row : rows) {
      for (String member : MEMBERS) {
        row.at(member).drop("restated_by_the_items");
      }
    }
    return new Taxes(rows, currency);
  }

  List<TaxLine> ofItem(String lineId, Money stated) {
    return named(matching("item", "order_product_id", lineId), stated);
  }

  List<TaxLine> ofShipping(String addressId, Money stated) {
    return named(matching("shipping", "order_address_id", addressId), stated);
  }

  /// A tax of which nothing but the amount is told.
  static List<TaxLine> unnamed(Money stated) {
    return stated.isZero() ? List.of() : List.of(new TaxLine(UNNAMED, Optional.empty(), stated));
  }

  /// What newer versions add to the taxes.
  static List<CustomField> added(RawNode root) {
    return root.each(OrderFetch.TAXES).stream()
        .flatMap(
            row -> Leftovers.of(row, MEMBERS, "tax." + row.text("id").orElse("") + ".").stream())
        .toList();
  }

  private List<RawNode> matching(String type, String member, String id) {
    return rows.stream()
        .filter(row -> row.text("line_item_type").filter(type::equals).isPresent())
        .filter(row -> row.text(member).filter(id::equals).isPresent())
        .toList();
  }

  private List<TaxLine> named(List<RawNode> found, Money stated) {
    if (stated.isZero()) {
      return List.of();
    }
    if (found.size() == 1) {
      return List.of(new TaxLine(title(found.getFirst()), rate(found.getFirst()), stated));
    }
    List<TaxLine> taxes = new ArrayList<>();
    for (RawNode row : found) {
      row.money("line_amount", currency)
          .ifPresent(amount -> taxes.add(new TaxLine(title(row), rate(row), amount)));
    }
    Money sum = Money.sum(currency, taxes.stream().map(TaxLine::amount));
    return !taxes.isEmpty() && sum.rounded().equals(stated.rounded()) ? taxes : unnamed(stated);
  }

  private static String title(RawNode row) {
    return row.text("name").or(() -> row.text("class")).orElse(UNNAMED);
  }

  private static Optional<BigDecimal> rate(RawNode row) {
    return row.decimal("rate").map(percent -> percent.movePointLeft(2));
  }
}
