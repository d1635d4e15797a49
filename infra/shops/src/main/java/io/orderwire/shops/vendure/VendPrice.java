package io.orderwire.shops.vendure;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/// An amount in whole minor units, without tax and with it.
record VendPrice(long net, long gross) {
  static final VendPrice NOTHING = new VendPrice(0, 0);
  private static final BigDecimal HALF = new BigDecimal("0.5");

  /// So many at a price of so much each. The price may be finer than a minor unit; what is rounded
  /// is the product.
  ///
  /// @param included whether the price contains the tax
  /// @param factor what the tax adds to a price of 1
  static VendPrice of(BigDecimal each, int quantity, boolean included, BigDecimal factor) {
    BigDecimal whole = BigDecimal.ONE.add(factor);
    BigDecimal net = included ? each.divide(whole, MathContext.DECIMAL128) : each;
    BigDecimal gross = included ? each : each.multiply(whole);
    return new VendPrice(round(times(net, quantity)), round(times(gross, quantity)));
  }

  VendPrice plus(VendPrice more) {
    return new VendPrice(net + more.net, gross + more.gross);
  }

  long tax() {
    return gross - net;
  }

  /// As `Math.round` there: halves go up, those of negative amounts too.
  static long round(BigDecimal amount) {
    return amount.add(HALF).setScale(0, RoundingMode.FLOOR).longValueExact();
  }

  /// Splits an amount by weights, all of it: each part is rounded down, and what is left over goes
  /// to where most was cut off.
  static List<Long> prorate(long amount, List<Long> weights) {
    long total = weights.stream().mapToLong(Long::longValue).sum();
    if (total == 0) {
      return weights.stream().map(weight -> 0L).toList();
    }
    List<Long> parts = new ArrayList<>();
    List<Long> cut = new ArrayList<>();
    for (long weight : weights) {
      parts.add(Math.floorDiv(amount * weight, total));
      cut.add(Math.floorMod(amount * weight, total));
    }
    long left = amount - parts.stream().mapToLong(Long::longValue).sum();
    for (; left > 0; left--) {
      int most = cut.indexOf(cut.stream().max(Long::compare).orElseThrow());
      parts.set(most, parts.get(most) + 1);
      cut.set(most, cut.get(most) - total);
    }
    return parts;
  }

  private static BigDecimal times(BigDecimal each, int quantity) {
    return each.multiply(BigDecimal.valueOf(quantity));
  }
}
