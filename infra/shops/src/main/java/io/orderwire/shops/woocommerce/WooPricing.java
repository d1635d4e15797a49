package io.orderwire.shops.woocommerce;

import io.orderwire.shops.Decimals;
import io.orderwire.shops.ShopSettings;
import io.orderwire.shops.TaxRate;
import io.orderwire.shops.woocommerce.WooOrder.ItemTax;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/// WooCommerce's arithmetic (`WC_Abstract_Order::calculate_totals`, `WC_Tax`, `WC_Discounts`):
/// items without tax with six decimals, taxes per item and rate with six decimals, each rounded to
/// the shop's decimals before they are added up ("round tax at subtotal level" off, the default).
final class WooPricing {
  /// `wc_get_rounding_precision` for shops with up to four decimals.
  static final int PRECISION = 6;

  private final List<TaxRate> rates;
  private final int scale;
  private final boolean inclusive;

  WooPricing(ShopSettings settings) {
    this.rates = settings.taxes();
    this.scale = settings.scale();
    this.inclusive = settings.pricesIncludeTax();
  }

  int scale() {
    return scale;
  }

  /// What an entered price is worth without tax.
  BigDecimal withoutTax(BigDecimal entered, boolean taxable, boolean shipping) {
    if (!inclusive || !taxable) {
      return entered;
    }
    BigDecimal regular = BigDecimal.ONE;
    BigDecimal compound = BigDecimal.ONE;
    for (TaxRate rate : rates) {
      if (shipping && !rate.onShipping()) {
        continue;
      }
      if (rate.compound()) {
        compound = compound.multiply(BigDecimal.ONE.add(rate.rate()));
      } else {
        regular = regular.add(rate.rate());
      }
    }
    BigDecimal divisor = regular.multiply(compound);
    return Decimals.round(entered.divide(divisor, MathContext.DECIMAL128), PRECISION);
  }

  /// Taxes of an item; `before` is its value before coupons.
  List<ItemTax> taxes(BigDecimal after, BigDecimal before, boolean taxable, boolean shipping) {
    List<ItemTax> taxes = new ArrayList<>();
    if (!taxable) {
      return taxes;
    }
    BigDecimal afterTaxed = after;
    BigDecimal beforeTaxed = before;
    for (int i = 0; i < rates.size(); i++) {
      TaxRate rate = rates.get(i);
      if (shipping && !rate.onShipping()) {
        continue;
      }
      BigDecimal total = tax(rate, after, afterTaxed);
      BigDecimal subtotal = tax(rate, before, beforeTaxed);
      afterTaxed = afterTaxed.add(total);
      beforeTaxed = beforeTaxed.add(subtotal);
      taxes.add(new ItemTax(i, total, subtotal));
    }
    return taxes;
  }

  /// The share of a coupon that falls on each line, in the terms prices are entered in.
  /// Percentages: rounded in all, cents left over go to the first lines. Fixed amounts: equal per
  /// piece, never more than the line is worth.
  List<BigDecimal> discounts(
      io.orderwire.shops.Purchase.Coupon coupon, List<BigDecimal> values, List<Integer> pieces) {
    BigDecimal worth = Decimals.sum(values);
    if (coupon.percent().isPresent()) {
      BigDecimal off = worth.multiply(coupon.percent().get()).movePointLeft(2);
      return Decimals.split(Decimals.round(off, scale), values, scale);
    }
    BigDecimal off = coupon.amount().orElse(BigDecimal.ZERO).min(worth);
    List<BigDecimal> weights =
        pieces.stream().map(count -> BigDecimal.valueOf(count.longValue())).toList();
    List<BigDecimal> equal = Decimals.split(Decimals.round(off, scale), weights, scale);
    for (int i = 0; i < equal.size(); i++) {
      if (equal.get(i).compareTo(values.get(i)) > 0) {
        return Decimals.split(Decimals.round(off, scale), values, scale);
      }
    }
    return equal;
  }

  Totals totals(WooOrder order) {
    BigDecimal subtotal = BigDecimal.ZERO;
    BigDecimal goods = BigDecimal.ZERO;
    BigDecimal subtotalTax = BigDecimal.ZERO;
    BigDecimal goodsTax = BigDecimal.ZERO;
    BigDecimal cartTax = BigDecimal.ZERO;
    for (WooOrder.Line line : order.lines) {
      subtotal = subtotal.add(round(line.subtotal()));
      goods = goods.add(round(line.total()));
      for (ItemTax tax : line.taxes()) {
        subtotalTax = subtotalTax.add(tax.subtotal());
        goodsTax = goodsTax.add(tax.total());
        cartTax = cartTax.add(round(tax.total()));
      }
    }
    BigDecimal fees = BigDecimal.ZERO;
    for (WooOrder.Fee fee : order.fees) {
      fees = fees.add(round(fee.total()));
      cartTax = cartTax.add(rounded(fee.taxes()));
    }
    BigDecimal shipping = BigDecimal.ZERO;
    BigDecimal shippingTax = BigDecimal.ZERO;
    for (WooOrder.Carriage carriage : order.carriages) {
      shipping = shipping.add(round(carriage.total()));
      shippingTax = shippingTax.add(rounded(carriage.taxes()));
    }
    BigDecimal total = goods.add(fees).add(shipping).add(cartTax).add(shippingTax);
    return new Totals(
        round(subtotal.subtract(goods)),
        round(subtotalTax.subtract(goodsTax)),
        round(shipping),
        round(shippingTax),
        round(cartTax),
        round(cartTax.add(shippingTax)),
        round(total));
  }

  /// What one rate came to on goods and fees, and on delivery.
  TaxTotal taxTotal(WooOrder order, int rate) {
    BigDecimal goods = BigDecimal.ZERO;
    for (WooOrder.Line line : order.lines) {
      goods = goods.add(rounded(line.taxes(), rate));
    }
    for (WooOrder.Fee fee : order.fees) {
      goods = goods.add(rounded(fee.taxes(), rate));
    }
    BigDecimal shipping = BigDecimal.ZERO;
    for (WooOrder.Carriage carriage : order.carriages) {
      shipping = shipping.add(rounded(carriage.taxes(), rate));
    }
    return new TaxTotal(round(goods), round(shipping));
  }

  /// An order's totals, at the shop's decimals.
  record Totals(
      BigDecimal discount,
      BigDecimal discountTax,
      BigDecimal shipping,
      BigDecimal shippingTax,
      BigDecimal cartTax,
      BigDecimal totalTax,
      BigDecimal total) {}

  /// One rate's totals.
  record TaxTotal(BigDecimal goods, BigDecimal shipping) {}

  BigDecimal round(BigDecimal value) {
    return Decimals.round(value, scale);
  }

  private BigDecimal rounded(List<ItemTax> taxes) {
    return Decimals.sum(taxes.stream().map(tax -> round(tax.total())).toList());
  }

  private BigDecimal rounded(List<ItemTax> taxes, int rate) {
    return Decimals.sum(
        taxes.stream().filter(tax -> tax.rate() == rate).map(tax -> round(tax.total())).toList());
  }

  private static BigDecimal tax(TaxRate rate, BigDecimal base, BigDecimal taxed) {
    return Decimals.round((rate.compound() ? taxed : base).multiply(rate.rate()), PRECISION);
  }
}
