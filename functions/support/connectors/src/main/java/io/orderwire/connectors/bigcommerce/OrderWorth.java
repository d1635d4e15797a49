package io.orderwire.connectors.bigcommerce;

import io.orderwire.connector.Page.Worth;
import io.orderwire.connector.RawNode;
import io.orderwire.model.CurrencyCode;
import io.orderwire.model.Money;
import java.util.Optional;
import java.util.Set;

/// What a listed order says of its worth. What was refunded is documented as always zero: of an
/// order that says elsewhere that it was refunded, a zero is no statement.
final class OrderWorth {
  private static final Set<String> REFUNDED_IDS = Set.of("4", "14");

  private OrderWorth() {}

  static Optional<Worth> of(RawNode order) {
    Optional<CurrencyCode> currency =
        order.currency("default_currency_code").or(() -> order.currency("currency_code"));
    return currency.flatMap(
        code ->
            order
                .money("total_inc_tax", code)
                .flatMap(
                    total ->
                        refunded(order, code)
                            .map(refunded -> new Worth(total.rounded(), refunded.rounded()))));
  }

  private static Optional<Money> refunded(RawNode order, CurrencyCode currency) {
    Money stated = order.money("refunded_amount", currency).orElse(Money.zero(currency));
    boolean elsewhere =
        order.text("status_id").filter(REFUNDED_IDS::contains).isPresent()
            || order.text("payment_status").filter(word -> word.contains("refunded")).isPresent();
    return stated.isZero() && elsewhere ? Optional.empty() : Optional.of(stated);
  }
}
