package io.orderwire.shops.magento;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/// What a row costs. Discounts are as prices are entered: where those contain tax, `compensation`
/// is the tax in the discount.
///
/// @param row without tax, before the discount
/// @param rowWithTax before the discount
/// @param taxes what is charged, each rate by itself
record MagePrice(
    BigDecimal row,
    BigDecimal rowWithTax,
    BigDecimal discount,
    BigDecimal compensation,
    List<BigDecimal> taxes) {
  static final MagePrice NOTHING =
      new MagePrice(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, List.of());

  MagePrice {
    taxes = List.copyOf(taxes);
  }

  BigDecimal tax() {
    return taxes.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  BigDecimal total() {
    return row.add(tax()).add(compensation).subtract(discount);
  }

  /// What falls on the pieces after `before`, `more` of them, so that all shares come to the whole.
  MagePrice share(int before, int more, int of) {
    return new MagePrice(
        part(row, before, more, of),
        part(rowWithTax, before, more, of),
        part(discount, before, more, of),
        part(compensation, before, more, of),
        taxes.stream().map(tax -> part(tax, before, more, of)).toList());
  }

  private static BigDecimal part(BigDecimal whole, int before, int more, int of) {
    return upTo(whole, before + more, of).subtract(upTo(whole, before, of));
  }

  private static BigDecimal upTo(BigDecimal whole, int pieces, int of) {
    return whole
        .multiply(BigDecimal.valueOf(pieces))
        .divide(BigDecimal.valueOf(of), MathContext.DECIMAL128)
        .setScale(whole.scale(), RoundingMode.HALF_UP);
  }
}
