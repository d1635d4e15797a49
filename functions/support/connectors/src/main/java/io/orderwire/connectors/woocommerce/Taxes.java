package io.orderwire.connectors.woocommerce;

import io.orderwire.connector.Leftovers;
import io.orderwire.connector.RawNode;
import io.orderwire.model.CurrencyCode;
import io.orderwire.model.CustomField;
import io.orderwire.model.TaxLine;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Taxes of items, named and rated by the order's `tax_lines`. Amounts are those of
/// `taxes[].total`, which are not rounded; the item's own `total_tax` is their rounded sum and is
/// only used where an item names no taxes.
final class Taxes {
  private static final Set<String> MEMBERS =
      Set.of(
          "id",
          "rate_code",
          "rate_id",
          "label",
          "compound",
          "tax_total",
          "shipping_tax_total",
          "rate_percent",
          "meta_data");

  private final Map<String, Rate> rates;
  private final CurrencyCode currency;

  private record Rate(String title, Optional<BigDecimal> fraction) {}

  private Taxes(Map<String, Rate> rates, CurrencyCode currency) {
    this.rates = rates;
    this.currency = currency;
  }

  static Taxes of(RawNode root, CurrencyCode currency) {
    Map<String, Rate> rates = new LinkedHashMap<>();
    for (RawNode line : root.each("tax_lines")) {
      Optional<String> code = line.text("rate_code");
      String title = line.text("label").or(() -> code).orElse("Tax");
      Optional<BigDecimal> fraction =
          line.decimal("rate_percent").map(percent -> percent.movePointLeft(2));
      line.text("rate_id").ifPresent(id -> rates.put(id, new Rate(title, fraction)));
      line.at("id").drop("database_row_id");
      line.at("tax_total").drop("sum_of_item_taxes");
      line.at("shipping_tax_total").drop("sum_of_item_taxes");
    }
    return new Taxes(rates, currency);
  }

  List<TaxLine> of(RawNode item) {
    List<TaxLine> taxes = new ArrayList<>();
    for (RawNode tax : item.each("taxes")) {
      tax.at("subtotal").drop("tax_before_discount");
      Optional<Rate> rate = tax.text("id").flatMap(id -> Optional.ofNullable(rates.get(id)));
      tax.money("total", currency)
          .map(
              amount ->
                  new TaxLine(
                      rate.map(Rate::title).orElse("Tax"), rate.flatMap(Rate::fraction), amount))
          .ifPresent(taxes::add);
    }
    if (!taxes.isEmpty()) {
      item.at("total_tax").drop("rounded_sum_of_taxes");
      return taxes;
    }
    return item.money("total_tax", currency)
        .filter(amount -> !amount.isZero())
        .map(amount -> List.of(new TaxLine("Tax", Optional.empty(), amount)))
        .orElse(List.of());
  }

  /// What the order's tax lines carry beside their sums.
  static List<CustomField> added(RawNode root) {
    List<CustomField> fields = new ArrayList<>();
    for (RawNode line : root.each("tax_lines")) {
      String prefix =
          "tax." + line.text("rate_code").or(() -> line.text("rate_id")).orElse("") + ".";
      if (line.at("compound").isValue()
          && line.text("compound").filter("true"::equals).isPresent()) {
        fields.add(new CustomField(prefix + "compound", line.at("compound").value()));
      }
      fields.addAll(Metas.of(line).fields(prefix));
      fields.addAll(Leftovers.of(line, MEMBERS, prefix));
    }
    return fields;
  }
}
