package io.orderwire.connectors.magento;

import io.orderwire.connector.RawNode;
import io.orderwire.model.Money;
import io.orderwire.model.TaxLine;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Taxes of items and shipping, named and rated by `item_applied_taxes`. The amount is the one that
/// the item states; where several taxes are on it, their own amounts count if they come to the
/// same.
final class Taxes {
  private static final String UNNAMED = "Tax";

  private final List<RawNode> rows;
  private final Amounts amounts;

  Taxes(RawNode root, Amounts amounts) {
    RawNode extension = root.at("extension_attributes");
    this.rows = extension.each("item_applied_taxes");
    this.amounts = amounts;
    extension.at("applied_taxes").drop("restated_by_the_items");
    extension.at("taxes").drop("restated_by_the_items");
    extension.at("additional_itemized_taxes").drop("restated_by_the_items");
    extension.at("converting_from_quote").drop("technical");
    extension.at("item_applied_taxes").drop("restated_by_the_items");
  }

  List<TaxLine> ofItem(RawNode item, Money stated) {
    List<RawNode> found =
        item.text("item_id").stream()
            .flatMap(
                id ->
                    rows.stream().filter(row -> row.text("item_id").filter(id::equals).isPresent()))
            .flatMap(row -> row.each("applied_taxes").stream())
            .toList();
    return named(found, stated, rate(item, "tax_percent"));
  }

  List<TaxLine> ofShipping(Money stated) {
    List<RawNode> found =
        rows.stream()
            .filter(row -> row.text("type").filter("shipping"::equals).isPresent())
            .flatMap(row -> row.each("applied_taxes").stream())
            .toList();
    return named(found, stated, Optional.empty());
  }

  private List<TaxLine> named(List<RawNode> found, Money stated, Optional<BigDecimal> rate) {
    if (stated.isZero()) {
      return List.of();
    }
    if (found.size() == 1) {
      RawNode only = found.getFirst();
      return List.of(new TaxLine(title(only), rate(only, "percent"), stated));
    }
    List<TaxLine> taxes = new ArrayList<>();
    for (RawNode row : found) {
      taxes.add(new TaxLine(title(row), rate(row, "percent"), amounts.of(row, "amount")));
    }
    Money sum = Money.sum(amounts.currency(), taxes.stream().map(TaxLine::amount));
    return !taxes.isEmpty() && sum.rounded().equals(stated.rounded())
        ? taxes
        : List.of(new TaxLine(UNNAMED, rate, stated));
  }

  private static String title(RawNode row) {
    return row.text("title").or(() -> row.text("code")).orElse(UNNAMED);
  }

  private static Optional<BigDecimal> rate(RawNode row, String member) {
    return row.decimal(member)
        .filter(percent -> percent.signum() != 0)
        .map(percent -> percent.movePointLeft(2));
  }
}
