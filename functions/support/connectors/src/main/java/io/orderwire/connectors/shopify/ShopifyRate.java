package io.orderwire.connectors.shopify;

import io.orderwire.model.CurrencyCode;
import io.orderwire.model.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/// The order's two currencies and how many units of the buyer's one unit of the shop's was worth,
/// as the order's own total tells.
record ShopifyRate(
    CurrencyCode shop, Optional<CurrencyCode> presentment, Optional<BigDecimal> factor) {
  private static final int DIGITS = 6;

  static ShopifyRate of(ShopifyNode order, CurrencyCode shop) {
    Optional<CurrencyCode> presentment =
        order.currency("presentment_currency", "presentmentCurrencyCode");
    Optional<Money> inShop = order.bag("total_price_set", "totalPriceSet", shop);
    Optional<BigDecimal> factor =
        presentment
            .filter(code -> !code.equals(shop))
            .flatMap(code -> order.presented("total_price_set", "totalPriceSet", code))
            .flatMap(
                presented ->
                    inShop
                        .filter(total -> total.signum() > 0)
                        .map(
                            total ->
                                presented
                                    .amount()
                                    .divide(total.amount(), DIGITS, RoundingMode.HALF_UP)));
    return new ShopifyRate(shop, presentment, factor);
  }

  /// What a transaction is worth in shop currency. REST states it in the transaction's own
  /// currency, which is the buyer's on a shop with several.
  Optional<Money> amount(ShopifyNode transaction) {
    if (transaction.graph()) {
      return transaction.bag("amountSet", "amountSet", shop);
    }
    CurrencyCode code = transaction.currency("currency", "currency").orElse(shop);
    Optional<Money> stated = transaction.raw().money("amount", code);
    return code.equals(shop) ? stated : stated.flatMap(money -> convert(transaction, money));
  }

  private Optional<Money> convert(ShopifyNode transaction, Money money) {
    Optional<Money> converted =
        factor
            .filter(f -> f.signum() > 0)
            .filter(f -> presentment.equals(Optional.of(money.currency())))
            .map(
                f ->
                    new Money(
                        money.amount().divide(f, shop.fractionDigits(), RoundingMode.HALF_UP),
                        shop));
    if (converted.isEmpty()) {
      transaction.warn(
          "foreign_amount", "no rate from " + money.currency() + " to the shop's " + shop);
    }
    return converted;
  }
}
