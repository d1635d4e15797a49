package io.orderwire.shops.api2cart;

import io.orderwire.shops.Decimals;
import io.orderwire.shops.ShopSettings;
import io.orderwire.shops.TaxRate;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/// What things cost: prices are without tax, which is charged on what is left after discounts.
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
        ? round(line(line).subtract(line.discount()).multiply(rate(false)))
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
    taxes.add(order.taxed ? round(shipping.multiply(rate(true))) : BigDecimal.ZERO);
    BigDecimal tax = Decimals.sum(taxes);
    return new Totals(
        goods, discount, shipping, tax, round(goods.subtract(discount).add(shipping).add(tax)));
  }

  /// What goes back for so many of a line, with its tax.
  BigDecimal share(HubOrder order, HubOrder.Line line, int count) {
    return part(line(line).subtract(line.discount()).add(tax(order, line)), line, count);
  }

  BigDecimal taxShare(HubOrder order, HubOrder.Line line, int count) {
    return part(tax(order, line), line, count);
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
