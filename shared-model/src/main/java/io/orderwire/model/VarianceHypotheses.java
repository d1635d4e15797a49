package io.orderwire.model;

import io.orderwire.model.VarianceExplainer.Hypothesis;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// By how much each cause but rounding would make a stated total differ from the recomputed one.
record VarianceHypotheses(TotalsLedger.Parts parts, CurrencyCode currency) {

  List<Hypothesis> of(TotalKind total) {
    return switch (total) {
      case SUBTOTAL -> subtotal();
      case DISCOUNTS -> signed(VarianceCause.EDITED_ORDER, removed(Removed::discounts));
      case SHIPPING -> shipping();
      case TAXES -> taxes();
      case CHARGES -> signed(VarianceCause.CASH_ROUNDING, cashRounding());
      case GRAND -> grand();
      case REFUNDED -> List.of();
    };
  }

  private List<Hypothesis> subtotal() {
    List<Hypothesis> found = new ArrayList<>();
    found.addAll(signed(VarianceCause.INCLUSIVE_EXCLUSIVE_MIX, lineTaxes(false)));
    found.addAll(signed(VarianceCause.INCLUSIVE_EXCLUSIVE_MIX, lineTaxes(true)));
    found.add(against(VarianceCause.REFUND_IN_PLACE, refundedGoods()));
    found.addAll(signed(VarianceCause.EDITED_ORDER, removed(Removed::price)));
    found.addAll(signed(VarianceCause.EDITED_ORDER, removed(Removed::total)));
    return found;
  }

  private List<Hypothesis> shipping() {
    List<Hypothesis> found = new ArrayList<>();
    found.addAll(signed(VarianceCause.TAX_ON_SHIPPING, shippingTaxes(false)));
    found.addAll(signed(VarianceCause.TAX_ON_SHIPPING, shippingTaxes(true)));
    found.add(
        against(
            VarianceCause.REFUND_IN_PLACE,
            sum(parts.refunds().stream().flatMap(refund -> refund.shipping().stream()))));
    return found;
  }

  private List<Hypothesis> taxes() {
    List<Hypothesis> found = new ArrayList<>();
    Money onShipping = shippingTaxes(false).plus(shippingTaxes(true));
    Money onGoods = lineTaxes(false).plus(lineTaxes(true)).plus(chargeTaxes());
    found.addAll(signed(VarianceCause.TAX_ON_SHIPPING, onShipping));
    found.add(against(VarianceCause.INCLUSIVE_EXCLUSIVE_MIX, onGoods));
    found.add(against(VarianceCause.INCLUSIVE_EXCLUSIVE_MIX, onGoods.plus(onShipping)));
    found.add(against(VarianceCause.REFUND_IN_PLACE, refundedTaxes()));
    found.addAll(signed(VarianceCause.EDITED_ORDER, removed(Removed::taxes)));
    return found;
  }

  private List<Hypothesis> grand() {
    List<Hypothesis> found = new ArrayList<>();
    Money notInPrices = lineTaxes(false).plus(shippingTaxes(false)).plus(chargeTaxes(false));
    Money inPrices = lineTaxes(true).plus(shippingTaxes(true)).plus(chargeTaxes(true));
    found.addAll(signed(VarianceCause.CASH_ROUNDING, cashRounding()));
    found.add(against(VarianceCause.GIFT_CARD_TENDER, giftCards()));
    found.addAll(signed(VarianceCause.TAX_ON_SHIPPING, shippingTaxes(false)));
    found.addAll(signed(VarianceCause.TAX_ON_SHIPPING, shippingTaxes(true)));
    found.addAll(signed(VarianceCause.INCLUSIVE_EXCLUSIVE_MIX, notInPrices));
    found.addAll(signed(VarianceCause.INCLUSIVE_EXCLUSIVE_MIX, lineTaxes(false)));
    found.addAll(signed(VarianceCause.INCLUSIVE_EXCLUSIVE_MIX, inPrices));
    found.addAll(signed(VarianceCause.INCLUSIVE_EXCLUSIVE_MIX, lineTaxes(true)));
    found.add(against(VarianceCause.REFUND_IN_PLACE, refunded()));
    found.add(against(VarianceCause.REFUND_IN_PLACE, refundedGoods()));
    found.addAll(signed(VarianceCause.EDITED_ORDER, removed(Removed::price)));
    found.addAll(signed(VarianceCause.EDITED_ORDER, removed(Removed::total)));
    found.addAll(signed(VarianceCause.EDITED_ORDER, removed(Removed::withTaxes)));
    return found;
  }

  private Money cashRounding() {
    return sum(
        parts.charges().stream()
            .filter(charge -> charge.kind() == ChargeKind.CASH_ROUNDING)
            .map(Charge::amount));
  }

  /// What was paid by gift card or store credit: money that came in, not a lower price.
  private Money giftCards() {
    return sum(
        parts.payments().stream()
            .filter(
                payment ->
                    payment.tender() == Tender.GIFT_CARD || payment.tender() == Tender.STORE_CREDIT)
            .filter(payment -> payment.status() == PaymentOutcome.SUCCESS)
            .filter(
                payment ->
                    payment.kind() == PaymentKind.SALE || payment.kind() == PaymentKind.CAPTURE)
            .map(Payment::amount));
  }

  private Money lineTaxes(boolean inclusive) {
    return sum(
        parts.lines().stream()
            .filter(line -> line.taxInclusive() == inclusive)
            .flatMap(line -> line.taxes().stream())
            .map(TaxLine::amount));
  }

  private Money shippingTaxes(boolean inclusive) {
    return sum(
        parts.shipping().stream()
            .filter(line -> line.taxInclusive() == inclusive)
            .flatMap(line -> line.taxes().stream())
            .map(TaxLine::amount));
  }

  private Money chargeTaxes() {
    return chargeTaxes(true).plus(chargeTaxes(false));
  }

  private Money chargeTaxes(boolean inclusive) {
    return sum(
        parts.charges().stream()
            .filter(charge -> charge.taxInclusive() == inclusive)
            .flatMap(charge -> charge.taxes().stream())
            .map(TaxLine::amount));
  }

  private Money refunded() {
    return sum(parts.refunds().stream().map(Refund::total));
  }

  private Money refundedGoods() {
    return refundLines(RefundLine::amount);
  }

  private Money refundedTaxes() {
    return refundLines(RefundLine::tax);
  }

  private Money refundLines(Function<RefundLine, Optional<Money>> amount) {
    return sum(
        parts.refunds().stream()
            .flatMap(refund -> refund.lines().stream())
            .flatMap(line -> amount.apply(line).stream()));
  }

  /// The part of a line that was ordered and is neither current nor refunded any more.
  private record Removed(Line line, BigDecimal share, Money price) {

    static Removed of(Line line) {
      LineQuantity quantity = line.quantity();
      Quantity gone = quantity.ordered().lessAtMost(quantity.current().plus(quantity.refunded()));
      BigDecimal share =
          quantity.ordered().isZero()
              ? BigDecimal.ZERO
              : gone.value().divide(quantity.ordered().value(), MathContext.DECIMAL64);
      return new Removed(line, share, line.unitPrice().times(gone));
    }

    Money total() {
      return part(line.total());
    }

    Money discounts() {
      return part(
          Money.sum(
              line.total().currency(), line.discounts().stream().map(DiscountAllocation::amount)));
    }

    Money taxes() {
      return part(Money.sum(line.total().currency(), line.taxes().stream().map(TaxLine::amount)));
    }

    Money withTaxes() {
      return line.taxInclusive() ? total() : total().plus(taxes());
    }

    private Money part(Money whole) {
      return new Money(whole.amount().multiply(share), whole.currency()).rounded();
    }
  }

  private Money removed(Function<Removed, Money> amount) {
    Predicate<Removed> isRemoved = removed -> removed.share().signum() > 0;
    return sum(parts.lines().stream().map(Removed::of).filter(isRemoved).map(amount));
  }

  private static Hypothesis against(VarianceCause cause, Money amount) {
    return new Hypothesis(cause, amount.negated());
  }

  private static List<Hypothesis> signed(VarianceCause cause, Money amount) {
    return List.of(new Hypothesis(cause, amount.negated()), new Hypothesis(cause, amount));
  }

  private Money sum(Stream<Money> amounts) {
    return Money.sum(currency, amounts);
  }
}
