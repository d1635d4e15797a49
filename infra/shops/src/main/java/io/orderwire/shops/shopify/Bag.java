package io.orderwire.shops.shopify;

import io.orderwire.shops.Decimals;
import java.math.BigDecimal;

/// An amount in the shop's currency and in the one the buyer sees: Shopify keeps two ledgers, and
/// each adds up by itself.
record Bag(BigDecimal shop, BigDecimal shown) {
  static final Bag ZERO = new Bag(BigDecimal.ZERO, BigDecimal.ZERO);

  Bag plus(Bag other) {
    return new Bag(shop.add(other.shop), shown.add(other.shown));
  }

  Bag minus(Bag other) {
    return new Bag(shop.subtract(other.shop), shown.subtract(other.shown));
  }

  Bag times(int count) {
    return times(BigDecimal.valueOf(count));
  }

  Bag times(BigDecimal factor) {
    return new Bag(shop.multiply(factor), shown.multiply(factor));
  }

  Bag negated() {
    return new Bag(shop.negate(), shown.negate());
  }

  /// `part` of `of` equal parts.
  Bag share(int part, int of, Currencies currencies) {
    return currencies.rounded(new Bag(share(shop, part, of), share(shown, part, of)));
  }

  private static BigDecimal share(BigDecimal whole, int part, int of) {
    return whole
        .multiply(BigDecimal.valueOf(part))
        .divide(BigDecimal.valueOf(of), 12, java.math.RoundingMode.HALF_UP);
  }

  boolean isZero() {
    return shop.signum() == 0 && shown.signum() == 0;
  }

  static Bag sum(Iterable<Bag> bags) {
    Bag sum = ZERO;
    for (Bag bag : bags) {
      sum = sum.plus(bag);
    }
    return sum;
  }

  /// The two currencies of an order.
  ///
  /// @param rate what one unit of the shop's currency is worth in the shown one
  record Currencies(String shop, int shopScale, String shown, int shownScale, BigDecimal rate) {

    /// An amount of the shop's currency, shown at the order's rate.
    Bag of(BigDecimal amount) {
      return rounded(new Bag(amount, amount.multiply(rate)));
    }

    /// An amount of the shown currency, booked at the order's rate.
    Bag ofShown(BigDecimal amount) {
      return rounded(new Bag(amount.divide(rate, 12, java.math.RoundingMode.HALF_UP), amount));
    }

    Bag rounded(Bag bag) {
      return new Bag(
          Decimals.round(bag.shop(), shopScale), Decimals.round(bag.shown(), shownScale));
    }
  }
}
