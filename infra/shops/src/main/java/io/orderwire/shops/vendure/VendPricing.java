package io.orderwire.shops.vendure;

import io.orderwire.shops.Decimals;
import io.orderwire.shops.Purchase;
import io.orderwire.shops.ShopSettings;
import io.orderwire.shops.TaxRate;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// What things cost. Each line is rounded by itself, and the order is the sum of its lines.
final class VendPricing {
  private static final String COUPON = "PROMOTION:1";
  private static final String REBATE = "PROMOTION:2";
  private static final int USUAL_PRECISION = 2;

  private final ShopSettings settings;

  /// A tax by name; `percent` is 20 for a fifth.
  record Rate(String title, BigDecimal percent) {}

  /// What an order comes to.
  ///
  /// @param goods lines and surcharges
  record Totals(VendPrice goods, VendPrice shipping) {

    VendPrice all() {
      return goods.plus(shipping);
    }
  }

  /// One row of the summary of taxes.
  record Summary(Rate rate, long base, long tax) {

    Summary plus(VendPrice price, long share) {
      return new Summary(rate, base + price.net(), tax + share);
    }
  }

  VendPricing(ShopSettings settings) {
    this.settings = settings;
  }

  /// How many digits of an amount are behind the point, whatever the currency.
  int precision() {
    return settings.decimals().orElse(USUAL_PRECISION);
  }

  BigDecimal amount(long units) {
    return BigDecimal.valueOf(units, precision());
  }

  /// A price in minor units of the currency that the buyer chose.
  long units(BigDecimal price, Purchase purchase) {
    BigDecimal rate = purchase.presentment().map(Purchase.Presentment::rate).orElse(BigDecimal.ONE);
    return units(price.multiply(rate));
  }

  long units(BigDecimal amount) {
    return VendPrice.round(amount.movePointRight(precision()));
  }

  List<Rate> rates(VendOrder order, VendLine line) {
    return rates(order.whole && line.product().taxable());
  }

  List<Rate> rates(VendOrder order, VendOrder.Surcharge surcharge) {
    return rates(order.whole && surcharge.taxable());
  }

  /// Delivery has one rate, whatever it is made of.
  List<Rate> shippingRates() {
    BigDecimal percent =
        Decimals.sum(
            settings.taxes().stream()
                .filter(TaxRate::onShipping)
                .map(VendPricing::percent)
                .toList());
    return List.of(new Rate("shipping tax", percent));
  }

  private List<Rate> rates(boolean taxed) {
    return taxed && !settings.taxes().isEmpty()
        ? settings.taxes().stream().map(tax -> new Rate(tax.title(), percent(tax))).toList()
        : List.of(new Rate("Zero Tax", BigDecimal.ZERO));
  }

  private static BigDecimal percent(TaxRate tax) {
    return new BigDecimal(Decimals.trimmed(tax.rate().movePointRight(2)));
  }

  static BigDecimal percent(List<Rate> rates) {
    return Decimals.sum(rates.stream().map(Rate::percent).toList());
  }

  private VendPrice price(BigDecimal each, int quantity, List<Rate> rates) {
    return VendPrice.of(
        each, quantity, settings.pricesIncludeTax(), percent(rates).movePointLeft(2));
  }

  /// So many of a line, after the discounts that count.
  VendPrice price(VendOrder order, VendLine line, int quantity, Predicate<VendAdjustment> counts) {
    return price(line.unit(counts), quantity, rates(order, line));
  }

  /// What a line is worth.
  VendPrice prorated(VendOrder order, VendLine line) {
    return price(order, line, line.quantity, each -> true);
  }

  VendPrice discount(VendOrder order, VendLine line, VendAdjustment adjustment) {
    return price(line.share(adjustment), 1, rates(order, line));
  }

  VendPrice surcharge(VendOrder order, VendOrder.Surcharge surcharge) {
    return price(BigDecimal.valueOf(surcharge.listPrice()), 1, rates(order, surcharge));
  }

  VendPrice shipping(long amount) {
    return price(BigDecimal.valueOf(amount), 1, shippingRates());
  }

  VendPrice shipping(VendOrder order) {
    return order
        .delivery
        .map(
            delivery ->
                shipping(
                    delivery.listPrice()
                        + delivery.adjustments().stream().mapToLong(VendAdjustment::amount).sum()))
        .orElse(VendPrice.NOTHING);
  }

  Totals totals(VendOrder order) {
    VendPrice goods = VendPrice.NOTHING;
    for (VendLine line : order.lines) {
      goods = goods.plus(prorated(order, line));
    }
    for (VendOrder.Surcharge surcharge : order.surcharges) {
      goods = goods.plus(surcharge(order, surcharge));
    }
    return new Totals(goods, shipping(order));
  }

  long total(VendOrder order) {
    return totals(order).all().gross();
  }

  List<Summary> taxes(VendOrder order) {
    Map<Rate, Summary> rows = new LinkedHashMap<>();
    order.lines.forEach(line -> add(rows, rates(order, line), prorated(order, line)));
    order.delivery.ifPresent(delivery -> add(rows, shippingRates(), shipping(order)));
    order.surcharges.forEach(each -> add(rows, rates(order, each), surcharge(order, each)));
    return List.copyOf(rows.values());
  }

  private static void add(Map<Rate, Summary> rows, List<Rate> rates, VendPrice price) {
    BigDecimal all = percent(rates);
    for (Rate rate : rates) {
      long share =
          all.signum() == 0
              ? 0
              : VendPrice.round(
                  BigDecimal.valueOf(price.tax())
                      .multiply(rate.percent())
                      .divide(all, MathContext.DECIMAL128));
      rows.put(rate, rows.getOrDefault(rate, new Summary(rate, 0, 0)).plus(price, share));
    }
  }

  /// Promotions are tried anew whenever lines change.
  void promote(VendOrder order) {
    order.lines.forEach(line -> line.adjustments = new ArrayList<>());
    order.purchase.coupon().ifPresent(coupon -> distribute(order, coupon));
  }

  /// Of an order's promotion each line bears its share, and no line more than it costs.
  private void distribute(VendOrder order, Purchase.Coupon coupon) {
    List<Long> weights = order.lines.stream().map(line -> prorated(order, line).gross()).toList();
    List<Long> shares = VendPrice.prorate(-off(order, coupon), weights);
    for (int index = 0; index < order.lines.size(); index++) {
      VendLine line = order.lines.get(index);
      long share = Math.max(-entered(prorated(order, line)), shares.get(index));
      if (share != 0) {
        line.adjustments.add(
            new VendAdjustment(
                COUPON, VendAdjustment.Type.DISTRIBUTED_ORDER_PROMOTION, coupon.code(), share));
      }
    }
  }

  private long off(VendOrder order, Purchase.Coupon coupon) {
    long goods = entered(totals(order).goods());
    return coupon
        .percent()
        .map(
            percent ->
                VendPrice.round(percent.movePointLeft(2).multiply(BigDecimal.valueOf(goods))))
        .orElseGet(
            () -> Math.min(goods, units(coupon.amount().orElse(BigDecimal.ZERO), order.purchase)));
  }

  private long entered(VendPrice price) {
    return settings.pricesIncludeTax() ? price.gross() : price.net();
  }

  /// The promotion that takes something off delivery.
  List<VendAdjustment> rebate(Purchase.Carriage carriage, Purchase purchase) {
    long off = Math.min(units(carriage.price(), purchase), units(carriage.rebate(), purchase));
    return off == 0
        ? List.of()
        : List.of(
            new VendAdjustment(REBATE, VendAdjustment.Type.PROMOTION, "Cheaper delivery", -off));
  }

  /// A cancelled delivery gives back its price without tax, however prices are entered.
  VendAdjustment cancelled(VendOrder order) {
    return new VendAdjustment(
        "CANCEL_ORDER", VendAdjustment.Type.OTHER, "shipping cancellation", -shipping(order).net());
  }
}
