package io.orderwire.connectors.bigcommerce;

import io.orderwire.connector.RawNode;
import io.orderwire.model.CurrencyCode;
import io.orderwire.model.Money;
import java.math.BigDecimal;
import java.util.Optional;

/// Amounts that come as `base_<name>`, `<name>_ex_tax`, `<name>_inc_tax` and `<name>_tax`: the side
/// that counts for an order, and its tax.
///
/// @param inclusive the side with tax is exact
record Prices(CurrencyCode currency, boolean inclusive) {
  private static final String WITH = "_inc_tax";
  private static final String WITHOUT = "_ex_tax";

  /// The documentation has this misspelling in its examples of fees.
  private static final String MISSPELT = "_exc_tax";

  static Prices of(RawNode root, CurrencyCode currency) {
    boolean flagged = root.flag("is_tax_inclusive_pricing").orElse(false);
    return new Prices(currency, flagged || !addsUp(root, currency));
  }

  /// The sides of the subtotal and the tax agree, but for half a unit each.
  private static boolean addsUp(RawNode root, CurrencyCode currency) {
    Optional<Money> without = root.money("subtotal_ex_tax", currency);
    Optional<Money> with = root.money("subtotal_inc_tax", currency);
    Optional<Money> tax = root.money("subtotal_tax", currency);
    if (without.isEmpty() || with.isEmpty() || tax.isEmpty()) {
      return true;
    }
    BigDecimal unit = BigDecimal.ONE.movePointLeft(currency.fractionDigits());
    Money gap = with.get().minus(without.get()).minus(tax.get()).abs();
    return gap.amount().compareTo(unit) <= 0;
  }

  /// The amount on the side that counts; from the other side and the tax where it is not stated.
  Money of(RawNode node, String name) {
    node.at("base_" + name).drop("as_entered");
    Optional<Money> with = node.money(name + WITH, currency);
    Optional<Money> without =
        node.money(name + WITHOUT, currency).or(() -> node.money(name + MISSPELT, currency));
    Money tax = tax(node, name);
    return inclusive
        ? with.or(() -> without.map(tax::plus)).orElse(Money.zero(currency))
        : without.or(() -> with.map(gross -> gross.minus(tax))).orElse(Money.zero(currency));
  }

  Money tax(RawNode node, String name) {
    return node.money(name + "_tax", currency).orElse(Money.zero(currency));
  }

  /// Marks all four as restated elsewhere.
  static void drop(RawNode node, String name, String policy) {
    node.at("base_" + name).drop(policy);
    node.at(name + WITH).drop(policy);
    node.at(name + WITHOUT).drop(policy);
    node.at(name + "_tax").drop(policy);
  }
}
