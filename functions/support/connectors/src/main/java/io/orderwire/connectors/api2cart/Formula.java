package io.orderwire.connectors.api2cart;

import io.orderwire.connector.RawNode;
import io.orderwire.connector.StoreContext;
import io.orderwire.model.CurrencyCode;
import io.orderwire.model.Finding;
import io.orderwire.model.Money;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What an order comes to. Carts differ in whether the stated subtotal is before or after the
/// discount, and some state prices with their tax where others have none; nothing says so but the
/// sums. The first of the four readings that comes to the stated total counts. Where no total is
/// stated, the usual one tells it.
///
/// @param subtotal of the goods, as stated
/// @param discount positive
/// @param netted the subtotal is after the discount
/// @param inclusive taxes are inside all amounts
record Formula(
    CurrencyCode currency,
    Money subtotal,
    Money wrapping,
    Money shipping,
    Money discount,
    Money tax,
    Money total,
    boolean netted,
    boolean inclusive) {
  static final String CURRENCY_OPTION = "currency";
  private static final String TOTAL = "total";
  private static final String TOTALS = "totals";

  static Optional<CurrencyCode> currency(RawNode root, StoreContext store) {
    return root.at("currency")
        .currency("iso3")
        .or(
            () ->
                store
                    .option(CURRENCY_OPTION)
                    .filter(code -> code.matches("[A-Z]{3}"))
                    .map(CurrencyCode::new));
  }

  static Formula of(RawNode root, CurrencyCode currency, List<RawNode> products) {
    Money zero = Money.zero(currency);
    Money subtotal =
        stated(root, currency, "subtotal_ex_tax", "subtotal")
            .orElseGet(() -> goods(products, currency));
    Money wrapping = root.at(TOTAL).money("wrapping_ex_tax", currency).orElse(zero);
    Money shipping = stated(root, currency, "shipping_ex_tax", "shipping").orElse(zero);
    Money discount = stated(root, currency, "total_discount", "discount").orElse(zero).abs();
    Money tax = stated(root, currency, "total_tax", "tax").orElse(zero);
    Optional<Money> total = stated(root, currency, TOTAL, TOTAL);
    if (total.isEmpty()) {
      root.report(
          Finding.warning("/total/total", "missing_total", "an order that states no total"));
    }
    Formula usual =
        new Formula(currency, subtotal, wrapping, shipping, discount, tax, zero, false, false);
    Money stated = total.orElseGet(usual::comesTo);
    List<Formula> readings =
        Stream.of(false, true)
            .flatMap(
                inclusive ->
                    Stream.of(false, true).map(netted -> usual.as(stated, netted, inclusive)))
            .toList();
    BigDecimal tolerance = BigDecimal.ONE.movePointLeft(currency.fractionDigits());
    return readings.stream()
        .filter(each -> each.isOffBy(BigDecimal.ZERO))
        .findFirst()
        .or(() -> readings.stream().filter(each -> each.isOffBy(tolerance)).findFirst())
        .orElseGet(() -> usual.as(stated, false, false));
  }

  /// The goods after their discounts.
  Money goods() {
    return netted ? subtotal : subtotal.minus(discount);
  }

  /// What a product comes to, as it states it.
  static Money of(RawNode product, CurrencyCode currency) {
    return product
        .money("total_price", currency)
        .orElseGet(
            () ->
                product
                    .money("price", currency)
                    .orElse(Money.zero(currency))
                    .times(Goods.ordered(product)));
  }

  private static Money goods(List<RawNode> products, CurrencyCode currency) {
    return Money.sum(currency, products.stream().map(product -> of(product, currency)));
  }

  /// The block `totals` is the older one: it counts where the newer says nothing.
  private static Optional<Money> stated(
      RawNode root, CurrencyCode currency, String member, String older) {
    Optional<Money> stated = root.at(TOTAL).money(member, currency);
    if (stated.isPresent()) {
      root.at(TOTALS).at(older).drop("restated_by_total");
    }
    return stated.or(() -> root.at(TOTALS).money(older, currency));
  }

  private Formula as(Money stated, boolean isNetted, boolean isInclusive) {
    return new Formula(
        currency, subtotal, wrapping, shipping, discount, tax, stated, isNetted, isInclusive);
  }

  private Money comesTo() {
    Money net = goods().plus(wrapping).plus(shipping);
    return (inclusive ? net : net.plus(tax)).rounded();
  }

  private boolean isOffBy(BigDecimal most) {
    return comesTo().minus(total.rounded()).abs().amount().compareTo(most) <= 0;
  }
}
