package io.orderwire.connectors.vendure;

import io.orderwire.connector.RawNode;
import io.orderwire.connector.StoreContext;
import io.orderwire.model.CurrencyCode;
import io.orderwire.model.Money;
import java.util.Optional;

/// Amounts in whole minor units of one currency.
///
/// @param precision how many digits of an amount are behind the point
record MinorUnits(CurrencyCode currency, int precision) {
  /// The store option with the `precision` of the shop's money strategy.
  static final String PRECISION = "precision";

  static final String PRECISIONS = "[0-6]";
  static final String STANDARD = "2";

  static int precision(StoreContext store) {
    return Integer.parseInt(
        store.option(PRECISION).filter(digits -> digits.matches(PRECISIONS)).orElse(STANDARD));
  }

  Optional<Money> of(RawNode node, String member) {
    return node.decimal(member).map(units -> new Money(units.movePointLeft(precision), currency));
  }

  /// Zero where nothing is stated.
  Money orZero(RawNode node, String member) {
    return of(node, member).orElse(Money.zero(currency));
  }
}
