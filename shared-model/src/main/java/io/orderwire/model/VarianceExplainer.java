package io.orderwire.model;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// Finds the cause of each difference between stated and recomputed totals. A cause is only named
/// when its amount fits the difference to the smallest unit, or when the difference is within what
/// rounding can do.
final class VarianceExplainer {
  private static final String DISPLAY = "/totals/display/";

  private final TotalsLedger.Parts parts;
  private final TotalsSheet display;
  private final TotalsSheet recomputed;
  private final Optional<Presentment> presentment;
  private final CurrencyCode currency;

  /// A cause and the difference it would make.
  private record Hypothesis(VarianceCause cause, Money difference) {}

  VarianceExplainer(
      TotalsLedger.Parts parts,
      TotalsSheet display,
      TotalsSheet recomputed,
      Optional<Presentment> presentment) {
    this.parts = parts;
    this.display = display;
    this.recomputed = recomputed;
    this.presentment = presentment;
    this.currency = display.grandTotal().currency();
  }

  List<Variance> explain() {
    List<Variance> found = new ArrayList<>();
    component("subtotal", TotalsSheet::subtotal, found);
    component("discount_total", TotalsSheet::discountTotal, found);
    component("shipping_total", TotalsSheet::shippingTotal, found);
    component("tax_total", TotalsSheet::taxTotal, found);
    component("charges_total", TotalsSheet::chargesTotal, found);
    component("grand_total", sheet -> Optional.of(sheet.grandTotal()), found);
    component("refunded_total", TotalsSheet::refundedTotal, found);
    return found;
  }

  private void component(
      String name, Function<TotalsSheet, Optional<Money>> value, List<Variance> found) {
    Optional<Money> stated = value.apply(display);
    Optional<Money> own = value.apply(recomputed);
    if (stated.isEmpty() || own.isEmpty() || stated.equals(own)) {
      return;
    }
    Money difference = stated.get().minus(own.get());
    if (!difference.isZero()) {
      found.add(new Variance(cause(difference, stated.get()), difference, DISPLAY + name));
    }
  }

  private VarianceCause cause(Money difference, Money stated) {
    return hypotheses()
        .filter(h -> !h.difference().isZero() && h.difference().rounded().equals(difference))
        .map(Hypothesis::cause)
        .findFirst()
        .or(() -> presentmentBookedAsShop(stated))
        .or(() -> withinRounding(difference))
        .orElse(VarianceCause.UNKNOWN);
  }

  private Stream<Hypothesis> hypotheses() {
    Money taxes = sum(TotalsLedger.allTaxes(parts).stream().map(TaxLine::amount));
    Money perLine = sum(TotalsLedger.allTaxes(parts).stream().map(tax -> tax.amount().rounded()));
    Money shippingTax =
        sum(parts.shipping().stream().flatMap(s -> s.taxes().stream()).map(TaxLine::amount));
    Money cash =
        sum(
            parts.charges().stream()
                .filter(charge -> charge.kind() == ChargeKind.CASH_ROUNDING)
                .map(Charge::amount));
    Money tender =
        sum(
            parts.payments().stream()
                .filter(p -> p.status() == PaymentOutcome.SUCCESS)
                .filter(p -> p.tender() == Tender.GIFT_CARD || p.tender() == Tender.STORE_CREDIT)
                .filter(p -> p.kind() == PaymentKind.SALE || p.kind() == PaymentKind.CAPTURE)
                .map(Payment::amount));
    Money refunded = sum(parts.refunds().stream().map(Refund::total));
    return Stream.of(
        new Hypothesis(VarianceCause.ROUNDING_PER_LINE, perLine.minus(taxes.rounded())),
        new Hypothesis(VarianceCause.CASH_ROUNDING, cash),
        new Hypothesis(VarianceCause.CASH_ROUNDING, cash.negated()),
        new Hypothesis(VarianceCause.GIFT_CARD_TENDER, tender.negated()),
        new Hypothesis(VarianceCause.TAX_ON_SHIPPING, shippingTax),
        new Hypothesis(VarianceCause.TAX_ON_SHIPPING, shippingTax.negated()),
        new Hypothesis(VarianceCause.INCLUSIVE_EXCLUSIVE_MIX, taxes),
        new Hypothesis(VarianceCause.INCLUSIVE_EXCLUSIVE_MIX, taxes.negated()),
        new Hypothesis(VarianceCause.REFUND_IN_PLACE, refunded.negated()),
        new Hypothesis(VarianceCause.EDITED_ORDER, edited()),
        new Hypothesis(VarianceCause.EDITED_ORDER, edited().negated()));
  }

  /// The value of what was ordered and is neither current nor refunded any more.
  private Money edited() {
    return sum(
        parts.lines().stream()
            .map(
                line -> {
                  LineQuantity quantity = line.quantity();
                  Quantity removed =
                      quantity.ordered().lessAtMost(quantity.current().plus(quantity.refunded()));
                  return line.unitPrice().times(removed);
                }));
  }

  private Optional<VarianceCause> presentmentBookedAsShop(Money stated) {
    return presentment
        .filter(p -> !p.currency().equals(currency))
        .filter(p -> p.totals().grandTotal().amount().compareTo(stated.amount()) == 0)
        .map(ignored -> VarianceCause.PRESENTMENT_CURRENCY);
  }

  /// A cart that rounds each line or each tax rate may be off by half a smallest unit for every
  /// rounding it makes.
  private Optional<VarianceCause> withinRounding(Money difference) {
    BigDecimal unit = BigDecimal.ONE.movePointLeft(currency.fractionDigits());
    int roundings = TotalsLedger.allTaxes(parts).size();
    BigDecimal most = unit.multiply(BigDecimal.valueOf(roundings)).divide(BigDecimal.TWO).max(unit);
    boolean mayRound = roundings > 0 && difference.abs().amount().compareTo(most) <= 0;
    return mayRound ? Optional.of(VarianceCause.ROUNDING_PER_TOTAL) : Optional.empty();
  }

  private Money sum(Stream<Money> amounts) {
    return Money.sum(currency, amounts);
  }
}
