package io.orderwire.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Recomputes an order's totals in exact decimals from its parts and explains every difference to
/// what the cart states.
public final class TotalsLedger {

  /// The parts of an order that carry money.
  public record Parts(
      List<Line> lines,
      List<Discount> discounts,
      List<ShippingLine> shipping,
      List<Charge> charges,
      List<Payment> payments,
      List<Refund> refunds) {
    public Parts {
      lines = List.copyOf(lines);
      discounts = List.copyOf(discounts);
      shipping = List.copyOf(shipping);
      charges = List.copyOf(charges);
      payments = List.copyOf(payments);
      refunds = List.copyOf(refunds);
    }
  }

  private final Parts parts;
  private final Money zero;

  private TotalsLedger(Parts parts, CurrencyCode currency) {
    this.parts = parts;
    this.zero = Money.zero(currency);
  }

  /// Both ledgers and the variance. All parts must be in the currency of `display`.
  public static Totals reconcile(
      TotalsSheet display, Optional<Presentment> presentment, boolean taxesIncluded, Parts parts) {
    TotalsLedger ledger = new TotalsLedger(parts, display.grandTotal().currency());
    TotalsSheet recomputed = ledger.recompute();
    List<Variance> variance =
        new VarianceExplainer(parts, display, recomputed, presentment).explain();
    return new Totals(display, presentment, taxesIncluded, recomputed, variance, state(variance));
  }

  private static TotalsState state(List<Variance> variance) {
    if (variance.isEmpty()) {
      return TotalsState.BALANCED;
    }
    boolean unknown = variance.stream().anyMatch(v -> v.cause() == VarianceCause.UNKNOWN);
    return unknown ? TotalsState.UNEXPLAINED : TotalsState.EXPLAINED;
  }

  private TotalsSheet recompute() {
    Money unallocated = unallocated(false);
    Money unallocatedOnShipping = unallocated(true);
    Money taxes = taxes(false);
    Money goods = sum(parts.lines(), Line::total).minus(unallocated);
    Money shipping = sum(parts.shipping(), ShippingLine::total).minus(unallocatedOnShipping);
    Money charges = sum(parts.charges(), Charge::amount);
    Money grand = goods.plus(shipping).plus(charges).plus(taxes);
    return new TotalsSheet(
        Optional.of(goods.rounded()),
        Optional.of(allocated().plus(unallocated).plus(unallocatedOnShipping).rounded()),
        Optional.of(shipping.rounded()),
        Optional.of(taxes.plus(taxes(true)).rounded()),
        Optional.of(charges.rounded()),
        grand.rounded(),
        Optional.of(sum(parts.refunds(), Refund::total).rounded()));
  }

  private Money allocated() {
    Money sum = zero;
    for (Line line : parts.lines()) {
      sum = sum.plus(sum(line.discounts(), DiscountAllocation::amount));
    }
    for (ShippingLine line : parts.shipping()) {
      sum = sum.plus(sum(line.discounts(), DiscountAllocation::amount));
    }
    return sum;
  }

  private Money unallocated(boolean onShipping) {
    Money sum = zero;
    for (Discount discount : parts.discounts()) {
      boolean here = (discount.target() == DiscountTarget.SHIPPING) == onShipping;
      sum = here && !discount.allocated() ? sum.plus(discount.amount()) : sum;
    }
    return sum;
  }

  private Money taxes(boolean inclusive) {
    Money sum = zero;
    for (Line line : parts.lines()) {
      sum = line.taxInclusive() == inclusive ? sum.plus(taxes(line.taxes())) : sum;
    }
    for (ShippingLine line : parts.shipping()) {
      sum = line.taxInclusive() == inclusive ? sum.plus(taxes(line.taxes())) : sum;
    }
    for (Charge charge : parts.charges()) {
      sum = charge.taxInclusive() == inclusive ? sum.plus(taxes(charge.taxes())) : sum;
    }
    return sum;
  }

  private Money taxes(List<TaxLine> taxes) {
    return sum(taxes, TaxLine::amount);
  }

  /// Of every order that is looked at, a dozen times: most of the parts are none or one.
  private <T> Money sum(List<T> parts, Function<T, Money> amount) {
    Money sum = zero;
    for (T part : parts) {
      sum = sum.plus(amount.apply(part));
    }
    return sum;
  }

  /// The taxes of every taxed part, one stream element per part and tax.
  static List<TaxLine> allTaxes(Parts parts) {
    List<TaxLine> taxes = new ArrayList<>();
    parts.lines().forEach(line -> taxes.addAll(line.taxes()));
    parts.shipping().forEach(line -> taxes.addAll(line.taxes()));
    parts.charges().forEach(charge -> taxes.addAll(charge.taxes()));
    return taxes;
  }
}
