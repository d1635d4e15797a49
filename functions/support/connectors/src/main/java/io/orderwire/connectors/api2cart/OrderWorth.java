package io.orderwire.connectors.api2cart;

import io.orderwire.connector.Page.Worth;
import io.orderwire.connector.RawNode;
import io.orderwire.connector.StoreContext;
import io.orderwire.model.CurrencyCode;
import io.orderwire.model.Money;
import java.util.Optional;

/// What a listed order is worth, where it states that.
final class OrderWorth {

  private OrderWorth() {}

  static Optional<Worth> of(RawNode order, StoreContext store) {
    return Formula.currency(order, store)
        .flatMap(
            currency ->
                total(order, currency)
                    .map(
                        total ->
                            new Worth(
                                total.rounded(),
                                new Refunds(order, currency, store).total().rounded())));
  }

  private static Optional<Money> total(RawNode order, CurrencyCode currency) {
    return order
        .at("total")
        .money("total", currency)
        .or(() -> order.at("totals").money("total", currency));
  }
}
