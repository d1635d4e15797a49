package io.orderwire.shops.api2cart;

import io.orderwire.shops.Decimals;
import io.orderwire.shops.ShopSettings;
import io.orderwire.shops.TaxRate;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/// What things cost. Tax is charged on what is left after discounts. Carts whose prices contain it
/// fill in prices with tax where those without are asked for.
final class HubPricing {
  private final ShopSettings settings;

  /// What an order comes to.
  record Totals(
      BigDecimal goods,
      BigDecimal discount,
      BigDecimal shipping,
      BigDecimal tax,
      BigDecimal total) {}

  HubPricing(ShopSettings settings) {
    this.settings = settings;
  }

  BigDecimal round(BigDecimal amount) {
    return Decimals.round(amount, settings.scale());
  }

  BigDecimal line(HubOrder.Line line) {
    return line.product().price().multiply(BigDecimal.valueOf(line.quantity()));
  }

  BigDecimal percent() {
    return rate(false).movePointRight(2);
  }

  BigDecimal tax(HubOrder order, HubOrder.Line line) {
    return order.taxed && line.product().taxable()
        ? tax(line(line).subtract(line.discount()), rate(false))
        : BigDecimal.ZERO;
  }

  Totals totals(HubOrder order) {
    BigDecimal goods = Decimals.sum(order.lines.stream().map(this::line).toList());
    BigDecimal discount = Decimals.sum(order.lines.stream().map(HubOrder.Line::discount).toList());
    BigDecimal shipping =
        order
            .carriage
            .map(carriage -> carriage.price().subtract(carriage.rebate()))
            .orElse(BigDecimal.ZERO);
    List<BigDecimal> taxes = new ArrayList<>();
    order.lines.forEach(line -> taxes.add(tax(order, line)));
    taxes.add(order.taxed ? tax(shipping, rate(true)) : BigDecimal.ZERO);
    BigDecimal tax = Decimals.sum(taxes);
    BigDecimal charged = goods.subtract(discount).add(shipping);
    return new Totals(
        goods,
        discount,
        shipping,
        tax,
        round(settings.pricesIncludeTax() ? charged : charged.add(tax)));
  }

  /// What goes back for so many of a line, with its tax.
  BigDecimal share(HubOrder order, HubOrder.Line line, int count) {
    BigDecimal charged = line(line).subtract(line.discount());
    BigDecimal paid = settings.pricesIncludeTax() ? charged : charged.add(tax(order, line));
    return part(paid, line, count);
  }

  BigDecimal taxShare(HubOrder order, HubOrder.Line line, int count) {
    return part(tax(order, line), line, count);
  }

  private BigDecimal tax(BigDecimal charged, BigDecimal rate) {
    BigDecimal without = charged.divide(BigDecimal.ONE.add(rate), MathContext.DECIMAL128);
    return round(settings.pricesIncludeTax() ? charged.subtract(without) : charged.multiply(rate));
  }

  private BigDecimal part(BigDecimal whole, HubOrder.Line line, int count) {
    return round(
        whole
            .multiply(BigDecimal.valueOf(count))
            .divide(BigDecimal.valueOf(line.quantity()), MathContext.DECIMAL128));
  }

  private BigDecimal rate(boolean onShipping) {
    return Decimals.sum(
        settings.taxes().stream()
            .filter(rate -> !onShipping || rate.onShipping())
            .map(TaxRate::rate)
            .toList());
  }
}
