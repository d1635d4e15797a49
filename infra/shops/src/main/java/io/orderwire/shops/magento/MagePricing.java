package io.orderwire.shops.magento;

import io.orderwire.shops.Decimals;
import io.orderwire.shops.Purchase;
import io.orderwire.shops.ShopSettings;
import io.orderwire.shops.TaxRate;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/// What things cost, booked at the rate 1 or shown to the buyer at the order's. Rows are taxed one
/// by one, after the discount.
final class MagePricing {
  private static final int UNIT_DIGITS = 4;

  private final ShopSettings settings;

  /// What an order comes to.
  record Totals(MagePrice goods, MagePrice shipping) {

    BigDecimal grand() {
      return goods.total().add(shipping.total());
    }

    BigDecimal tax() {
      return goods.tax().add(shipping.tax());
    }
  }

  MagePricing(ShopSettings settings) {
    this.settings = settings;
  }

  List<TaxRate> rates() {
    return settings.taxes();
  }

  BigDecimal round(BigDecimal amount) {
    return Decimals.round(amount, settings.scale());
  }

  MagePrice line(MageOrder order, MageLine line, BigDecimal rate) {
    BigDecimal entered =
        round(line.product().price().multiply(rate)).multiply(BigDecimal.valueOf(line.ordered()));
    return price(
        entered,
        round(line.discount.multiply(rate)),
        factors(order.whole && line.product().taxable(), false));
  }

  /// Of one piece, without the discount.
  BigDecimal unit(MageOrder order, MageLine line, BigDecimal rate) {
    BigDecimal entered = round(line.product().price().multiply(rate));
    List<BigDecimal> factors = factors(order.whole && line.product().taxable(), false);
    return settings.pricesIncludeTax()
        ? Decimals.round(entered.divide(whole(factors), MathContext.DECIMAL128), UNIT_DIGITS)
        : entered;
  }

  MagePrice shipping(MageOrder order, BigDecimal rate) {
    if (!order.whole) {
      return MagePrice.NOTHING;
    }
    return order
        .purchase
        .carriage()
        .map(
            carriage ->
                price(
                    round(carriage.price().multiply(rate)),
                    round(carriage.rebate().multiply(rate)),
                    factors(true, true)))
        .orElse(MagePrice.NOTHING);
  }

  Totals totals(MageOrder order, BigDecimal rate) {
    MagePrice goods = MagePrice.NOTHING;
    for (MageLine line : order.lines) {
      MagePrice price = line(order, line, rate);
      goods =
          new MagePrice(
              goods.row().add(price.row()),
              goods.rowWithTax().add(price.rowWithTax()),
              goods.discount().add(price.discount()),
              goods.compensation().add(price.compensation()),
              List.of(goods.tax().add(price.tax())));
    }
    return new Totals(goods, shipping(order, rate));
  }

  Totals booked(MageOrder order) {
    return totals(order, BigDecimal.ONE);
  }

  /// What a coupon takes off each row.
  List<BigDecimal> discounts(Purchase purchase) {
    List<BigDecimal> rows =
        purchase.items().stream()
            .map(item -> item.product().price().multiply(BigDecimal.valueOf(item.quantity())))
            .toList();
    if (purchase.coupon().isEmpty()) {
      return rows.stream().map(row -> BigDecimal.ZERO).toList();
    }
    Purchase.Coupon coupon = purchase.coupon().get();
    if (coupon.percent().isPresent()) {
      BigDecimal share = coupon.percent().get().movePointLeft(2);
      return rows.stream().map(row -> round(row.multiply(share))).toList();
    }
    BigDecimal most = coupon.amount().orElse(BigDecimal.ZERO).min(Decimals.sum(rows));
    return Decimals.split(most, rows, settings.scale());
  }

  /// What each rate adds to a price of 1 without tax.
  private List<BigDecimal> factors(boolean taxable, boolean onShipping) {
    List<BigDecimal> factors = new ArrayList<>();
    BigDecimal sum = BigDecimal.ONE;
    for (TaxRate rate : settings.taxes()) {
      BigDecimal factor =
          taxable && (!onShipping || rate.onShipping())
              ? (rate.compound() ? sum : BigDecimal.ONE).multiply(rate.rate())
              : BigDecimal.ZERO;
      sum = sum.add(factor);
      factors.add(factor);
    }
    return factors;
  }

  private static BigDecimal whole(List<BigDecimal> factors) {
    return BigDecimal.ONE.add(Decimals.sum(factors));
  }

  private MagePrice price(BigDecimal entered, BigDecimal discount, List<BigDecimal> factors) {
    if (!settings.pricesIncludeTax()) {
      BigDecimal charged = entered.subtract(discount);
      List<BigDecimal> taxes = factors.stream().map(f -> round(charged.multiply(f))).toList();
      BigDecimal before =
          Decimals.sum(factors.stream().map(f -> round(entered.multiply(f))).toList());
      return new MagePrice(
          round(entered), entered.add(before), discount, round(BigDecimal.ZERO), taxes);
    }
    BigDecimal before = within(entered, factors);
    BigDecimal tax = within(entered.subtract(discount), factors);
    return new MagePrice(
        entered.subtract(before),
        entered,
        discount,
        before.subtract(tax),
        Decimals.split(tax, factors, settings.scale()));
  }

  /// The tax in an amount that contains it.
  private BigDecimal within(BigDecimal amount, List<BigDecimal> factors) {
    BigDecimal without = round(amount.divide(whole(factors), MathContext.DECIMAL128));
    return round(amount).subtract(without);
  }
}
