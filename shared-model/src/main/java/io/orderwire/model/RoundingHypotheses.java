package io.orderwire.model;

import io.orderwire.model.VarianceExplainer.Hypothesis;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/// By how much a stated total differs from the recomputed one when a cart rounds otherwise: each
/// amount by itself, each tax rate, or the sum, in any of the usual ways. The recomputed total is
/// the exact sum, rounded once, half up.
record RoundingHypotheses(TotalsLedger.Parts parts, CurrencyCode currency) {
  private static final List<RoundingMode> MODES =
      List.of(
          RoundingMode.HALF_UP,
          RoundingMode.HALF_DOWN,
          RoundingMode.HALF_EVEN,
          RoundingMode.DOWN,
          RoundingMode.UP,
          RoundingMode.FLOOR,
          RoundingMode.CEILING);

  /// How many amounts a cart may have rounded.
  int roundedAmounts() {
    return TotalsLedger.allTaxes(parts).size();
  }

  List<Hypothesis> of(TotalKind total) {
    return switch (total) {
      case SUBTOTAL -> each(lineTotals());
      case DISCOUNTS -> each(allocations());
      case SHIPPING -> each(parts.shipping().stream().map(ShippingLine::total).toList());
      case TAXES -> taxes();
      case CHARGES -> each(parts.charges().stream().map(Charge::amount).toList());
      case GRAND -> grand();
      case REFUNDED -> each(parts.refunds().stream().map(Refund::total).toList());
    };
  }

  private List<Hypothesis> taxes() {
    List<TaxLine> all = TotalsLedger.allTaxes(parts);
    Money own = sum(all.stream().map(TaxLine::amount)).rounded();
    return inOrder(
        new Ways(
            mode -> List.of(sum(all.stream().map(tax -> tax.amount().rounded(mode)))),
            mode ->
                List.of(
                    sum(byRate(all).stream().map(rate -> rate.rounded(mode))),
                    sum(all.stream().map(TaxLine::amount)).rounded(mode))),
        own);
  }

  private List<Hypothesis> grand() {
    List<Money> goods =
        Stream.of(
                lineTotals().stream(),
                parts.shipping().stream().map(ShippingLine::total),
                parts.charges().stream().map(Charge::amount))
            .flatMap(amounts -> amounts)
            .toList();
    List<TaxLine> taxes = addedTaxes();
    Money untaxed = sum(goods.stream()).minus(unallocated());
    Money tax = sum(taxes.stream().map(TaxLine::amount));
    return inOrder(
        new Ways(
            mode -> {
              Money taxEach = sum(taxes.stream().map(each -> each.amount().rounded(mode)));
              Money goodsEach =
                  sum(goods.stream().map(each -> each.rounded(mode))).minus(unallocated());
              return List.of(
                  untaxed.plus(taxEach).rounded(),
                  goodsEach.plus(taxEach),
                  goodsEach.plus(tax).rounded());
            },
            mode -> {
              Money perRate = sum(byRate(taxes).stream().map(rate -> rate.rounded(mode)));
              return List.of(
                  untaxed.plus(perRate).rounded(),
                  untaxed.rounded(mode).plus(tax.rounded(mode)),
                  untaxed.plus(tax).rounded(mode));
            }),
        untaxed.plus(tax).rounded());
  }

  /// Each amount rounded by itself, or their sum in another way.
  private List<Hypothesis> each(List<Money> amounts) {
    Money exact = sum(amounts.stream());
    return inOrder(
        new Ways(
            mode -> List.of(sum(amounts.stream().map(amount -> amount.rounded(mode)))),
            mode -> List.of(exact.rounded(mode))),
        exact.rounded());
  }

  /// What a total comes to when each amount, or their sum, is rounded in a mode.
  private record Ways(
      Function<RoundingMode, List<Money>> perLine, Function<RoundingMode, List<Money>> perTotal) {}

  /// The usual way of rounding each line first, then all ways of rounding the sum, then the unusual
  /// ways of rounding each line.
  private static List<Hypothesis> inOrder(Ways ways, Money own) {
    List<Hypothesis> found = new ArrayList<>();
    Consumer<RoundingMode> perLine =
        mode ->
            ways.perLine()
                .apply(mode)
                .forEach(sum -> add(found, VarianceCause.ROUNDING_PER_LINE, sum.minus(own)));
    perLine.accept(RoundingMode.HALF_UP);
    MODES.forEach(
        mode ->
            ways.perTotal()
                .apply(mode)
                .forEach(sum -> add(found, VarianceCause.ROUNDING_PER_TOTAL, sum.minus(own))));
    MODES.forEach(perLine);
    return found;
  }

  private static void add(List<Hypothesis> found, VarianceCause cause, Money difference) {
    if (!difference.isZero()) {
      found.add(new Hypothesis(cause, difference));
    }
  }

  private List<Money> lineTotals() {
    return parts.lines().stream().map(Line::total).toList();
  }

  private List<Money> allocations() {
    return Stream.concat(
            parts.lines().stream().flatMap(line -> line.discounts().stream()),
            parts.shipping().stream().flatMap(line -> line.discounts().stream()))
        .map(DiscountAllocation::amount)
        .toList();
  }

  private Money unallocated() {
    return sum(
        parts.discounts().stream().filter(discount -> !discount.allocated()).map(Discount::amount));
  }

  /// The taxes that come on top of prices.
  private List<TaxLine> addedTaxes() {
    List<TaxLine> taxes = new ArrayList<>();
    parts.lines().stream()
        .filter(line -> !line.taxInclusive())
        .forEach(line -> taxes.addAll(line.taxes()));
    parts.shipping().stream()
        .filter(line -> !line.taxInclusive())
        .forEach(line -> taxes.addAll(line.taxes()));
    parts.charges().stream()
        .filter(charge -> !charge.taxInclusive())
        .forEach(charge -> taxes.addAll(charge.taxes()));
    return taxes;
  }

  private List<Money> byRate(List<TaxLine> taxes) {
    Map<String, Money> rates = new LinkedHashMap<>();
    for (TaxLine tax : taxes) {
      rates.merge(tax.title() + "/" + tax.rate(), tax.amount(), Money::plus);
    }
    return List.copyOf(rates.values());
  }

  private Money sum(Stream<Money> amounts) {
    return Money.sum(currency, amounts);
  }
}
