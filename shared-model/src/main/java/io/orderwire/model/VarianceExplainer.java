package io.orderwire.model;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds the causes of each difference between stated and recomputed totals.
///
/// A cause is only named when its amount fits the difference to the smallest unit: alone, with one
/// other cause, and each of these with a remainder that rounding can leave. What is left over is
/// unknown. The variances of a total always add up to its whole difference.
final class VarianceExplainer {
  private static final String DISPLAY = "/totals/display/";

  private final TotalsSheet display;
  private final TotalsSheet recomputed;
  private final Optional<Presentment> presentment;
  private final CurrencyCode currency;
  private final VarianceHypotheses hypotheses;
  private final RoundingHypotheses roundings;

  /// Asked for once for each pair of causes.
  private final Map<TotalKind, List<Hypothesis>> roundingsOf = new EnumMap<>(TotalKind.class);

  /// A cause and the difference it would make.
  record Hypothesis(VarianceCause cause, Money difference) {}

  VarianceExplainer(
      TotalsLedger.Parts parts,
      TotalsSheet display,
      TotalsSheet recomputed,
      Optional<Presentment> presentment) {
    this.display = display;
    this.recomputed = recomputed;
    this.presentment = presentment;
    this.currency = display.grandTotal().currency();
    this.hypotheses = new VarianceHypotheses(parts, currency);
    this.roundings = new RoundingHypotheses(parts, currency);
  }

  List<Variance> explain() {
    List<Variance> found = new ArrayList<>();
    for (TotalKind total : TotalKind.values()) {
      Optional<Money> stated = total.of(display);
      Optional<Money> own = total.of(recomputed);
      if (stated.isEmpty() || own.isEmpty()) {
        continue;
      }
      Money difference = stated.get().minus(own.get());
      if (!difference.isZero()) {
        causes(total, difference, stated.get())
            .forEach(
                cause ->
                    found.add(
                        new Variance(
                            cause.cause(), cause.difference(), DISPLAY + total.memberName())));
      }
    }
    return found;
  }

  private List<Hypothesis> causes(TotalKind total, Money difference, Money stated) {
    if (isPresentmentAmount(total, stated)) {
      return List.of(new Hypothesis(VarianceCause.PRESENTMENT_CURRENCY, difference));
    }
    List<Hypothesis> possible =
        hypotheses.of(total).stream()
            .map(each -> new Hypothesis(each.cause(), each.difference().rounded()))
            .filter(each -> !each.difference().isZero())
            .distinct()
            .toList();
    List<Hypothesis> cash =
        possible.stream().filter(each -> each.cause() == VarianceCause.CASH_ROUNDING).toList();
    return exactly(cash, difference)
        .or(() -> exactly(roundings(total), difference))
        .or(() -> exactly(possible, difference))
        .or(() -> rounding(total, difference).map(List::of))
        .or(() -> withRemainder(total, possible, difference))
        .or(() -> pair(total, possible, difference))
        .orElse(List.of(new Hypothesis(VarianceCause.UNKNOWN, difference)));
  }

  private List<Hypothesis> roundings(TotalKind total) {
    return roundingsOf.computeIfAbsent(total, roundings::of);
  }

  private static Optional<List<Hypothesis>> exactly(List<Hypothesis> possible, Money difference) {
    return possible.stream()
        .filter(each -> each.difference().equals(difference))
        .findFirst()
        .map(List::of);
  }

  private Optional<List<Hypothesis>> withRemainder(
      TotalKind total, List<Hypothesis> possible, Money difference) {
    return possible.stream()
        .flatMap(
            first ->
                rounding(total, difference.minus(first.difference()))
                    .map(rest -> List.of(first, rest))
                    .stream())
        .findFirst();
  }

  private Optional<List<Hypothesis>> pair(
      TotalKind total, List<Hypothesis> possible, Money difference) {
    for (Hypothesis first : possible) {
      List<Hypothesis> others =
          possible.stream().filter(other -> other.cause() != first.cause()).toList();
      Money rest = difference.minus(first.difference());
      Optional<List<Hypothesis>> found =
          exactly(others, rest).or(() -> withRemainder(total, others, rest));
      if (found.isPresent()) {
        List<Hypothesis> causes = new ArrayList<>(List.of(first));
        causes.addAll(found.get());
        return Optional.of(causes);
      }
    }
    return Optional.empty();
  }

  /// The rounding that leaves exactly this difference; else any rounding, when the difference is
  /// within half a smallest unit for each of the amounts that may have been rounded.
  private Optional<Hypothesis> rounding(TotalKind total, Money difference) {
    Optional<Hypothesis> exact = exactly(roundings(total), difference).map(List::getFirst);
    BigDecimal unit = BigDecimal.ONE.movePointLeft(currency.fractionDigits());
    int amounts = roundings.roundedAmounts();
    BigDecimal most = unit.multiply(BigDecimal.valueOf(amounts)).divide(BigDecimal.TWO).max(unit);
    boolean mayRound = amounts > 0 && difference.abs().amount().compareTo(most) <= 0;
    return exact.or(
        () ->
            mayRound
                ? Optional.of(new Hypothesis(VarianceCause.ROUNDING_PER_TOTAL, difference))
                : Optional.empty());
  }

  private boolean isPresentmentAmount(TotalKind total, Money stated) {
    return presentment
        .filter(seen -> !seen.currency().equals(currency))
        .flatMap(seen -> total.of(seen.totals()))
        .filter(amount -> amount.amount().compareTo(stated.amount()) == 0)
        .isPresent();
  }
}
