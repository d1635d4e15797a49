package io.orderwire.shops.bigcommerce;

import io.orderwire.shops.Decimals;
import io.orderwire.shops.Purchase;
import io.orderwire.shops.ShopSettings;
import io.orderwire.shops.TaxRate;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/// What things cost with and without tax. Discounts lower what tax is charged on; they are taken
/// off the total as they are, not off the lines.
final class BigPricing {
  private static final int STATED_DIGITS = 4;

  private final ShopSettings settings;

  /// An amount on both sides and its tax, each rate by itself.
  record Price(BigDecimal without, BigDecimal with, List<BigDecimal> taxes) {
    Price {
      taxes = List.copyOf(taxes);
    }

    BigDecimal tax() {
      return Decimals.sum(taxes);
    }
  }

  /// What an order comes to.
  record Totals(
      Price goods, Price shipping, BigDecimal coupons, BigDecimal total, BigDecimal tax) {}

  BigPricing(ShopSettings settings) {
    this.settings = settings;
  }

  List<TaxRate> rates() {
    return settings.taxes();
  }

  boolean inclusive() {
    return settings.pricesIncludeTax();
  }

  BigDecimal round(BigDecimal amount) {
    return Decimals.round(amount, settings.scale());
  }

  Price line(BigOrder order, BigOrder.Line line) {
    BigDecimal entered = line.product().price().multiply(BigDecimal.valueOf(line.quantity()));
    return price(entered, line.discount(), order.taxed && line.product().taxable(), false);
  }

  Price unit(BigOrder order, BigOrder.Line line) {
    return price(
        line.product().price(), BigDecimal.ZERO, order.taxed && line.product().taxable(), false);
  }

  Price shipping(BigOrder order) {
    return price(
        order.carriage.map(Purchase.Carriage::price).orElse(BigDecimal.ZERO),
        rebate(order),
        order.taxed,
        true);
  }

  BigDecimal rebate(BigOrder order) {
    return order.carriage.map(Purchase.Carriage::rebate).orElse(BigDecimal.ZERO);
  }

  Totals totals(BigOrder order) {
    List<Price> lines = order.lines.stream().map(line -> line(order, line)).toList();
    Price goods =
        new Price(
            Decimals.sum(lines.stream().map(Price::without).toList()),
            Decimals.sum(lines.stream().map(Price::with).toList()),
            lines.stream().flatMap(line -> line.taxes().stream()).toList());
    Price shipping = shipping(order);
    BigDecimal coupons = discounts(order).add(rebate(order));
    return new Totals(
        goods,
        shipping,
        coupons,
        round(goods.with().add(shipping.with()).subtract(coupons)),
        goods.tax().add(shipping.tax()));
  }

  static BigDecimal discounts(BigOrder order) {
    return Decimals.sum(order.lines.stream().map(BigOrder.Line::discount).toList());
  }

  /// What a coupon takes off each line.
  List<BigDecimal> discounts(Purchase.Coupon coupon, List<BigDecimal> lines) {
    if (coupon.percent().isPresent()) {
      BigDecimal share = coupon.percent().get().movePointLeft(2);
      return lines.stream().map(line -> round(line.multiply(share))).toList();
    }
    BigDecimal most = coupon.amount().orElse(BigDecimal.ZERO).min(Decimals.sum(lines));
    return Decimals.split(most, lines, settings.scale());
  }

  private Price price(
      BigDecimal entered, BigDecimal discount, boolean taxable, boolean onShipping) {
    List<BigDecimal> taxes = new ArrayList<>();
    BigDecimal charged = entered.subtract(discount);
    BigDecimal net = inclusive() ? divided(charged, factor(taxable, onShipping)) : charged;
    BigDecimal sum = net;
    for (TaxRate rate : settings.taxes()) {
      BigDecimal exact =
          taxable && (!onShipping || rate.onShipping())
              ? (rate.compound() ? sum : net).multiply(rate.rate())
              : BigDecimal.ZERO;
      sum = sum.add(exact);
      taxes.add(round(exact));
    }
    return inclusive()
        ? new Price(divided(entered, factor(taxable, onShipping)), entered, taxes)
        : new Price(entered, entered.add(Decimals.sum(taxes)), taxes);
  }

  private BigDecimal factor(boolean taxable, boolean onShipping) {
    BigDecimal factor = BigDecimal.ONE;
    for (TaxRate rate : settings.taxes()) {
      if (taxable && (!onShipping || rate.onShipping())) {
        factor = factor.add((rate.compound() ? factor : BigDecimal.ONE).multiply(rate.rate()));
      }
    }
    return factor;
  }

  private static BigDecimal divided(BigDecimal amount, BigDecimal factor) {
    return Decimals.round(amount.divide(factor, MathContext.DECIMAL128), STATED_DIGITS);
  }
}
