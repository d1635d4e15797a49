package io.orderwire.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
  private final CurrencyCode currency;

  private TotalsLedger(Parts parts, CurrencyCode currency) {
    this.parts = parts;
    this.currency = currency;
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
    Money goods = sum(parts.lines().stream().map(Line::total)).minus(unallocated(false));
    Money shipping =
        sum(parts.shipping().stream().map(ShippingLine::total)).minus(unallocated(true));
    Money charges = sum(parts.charges().stream().map(Charge::amount));
    Money grand = goods.plus(shipping).plus(charges).plus(sum(taxes(false)));
    return new TotalsSheet(
        Optional.of(goods.rounded()),
        Optional.of(discounts().rounded()),
        Optional.of(shipping.rounded()),
        Optional.of(sum(Stream.concat(taxes(false), taxes(true))).rounded()),
        Optional.of(charges.rounded()),
        grand.rounded(),
        Optional.of(sum(parts.refunds().stream().map(Refund::total)).rounded()));
  }

  private Money discounts() {
    Stream<DiscountAllocation> allocations =
        Stream.concat(
            parts.lines().stream().flatMap(line -> line.discounts().stream()),
            parts.shipping().stream().flatMap(line -> line.discounts().stream()));
    return sum(allocations.map(DiscountAllocation::amount))
        .plus(unallocated(false))
        .plus(unallocated(true));
  }

  private Money unallocated(boolean onShipping) {
    return sum(
        parts.discounts().stream()
            .filter(discount -> !discount.allocated())
            .filter(discount -> (discount.target() == DiscountTarget.SHIPPING) == onShipping)
            .map(Discount::amount));
  }

  private Stream<Money> taxes(boolean inclusive) {
    Stream<TaxLine> lines =
        parts.lines().stream()
            .filter(line -> line.taxInclusive() == inclusive)
            .flatMap(line -> line.taxes().stream());
    Stream<TaxLine> shipping =
        parts.shipping().stream()
            .filter(line -> line.taxInclusive() == inclusive)
            .flatMap(line -> line.taxes().stream());
    Stream<TaxLine> charges =
        parts.charges().stream()
            .filter(charge -> charge.taxInclusive() == inclusive)
            .flatMap(charge -> charge.taxes().stream());
    return Stream.of(lines, shipping, charges).flatMap(taxes -> taxes).map(TaxLine::amount);
  }

  private Money sum(Stream<Money> amounts) {
    return Money.sum(currency, amounts);
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
