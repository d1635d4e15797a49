package io.orderwire.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Laws of the two ledgers over random orders: whatever a cart states, the recomputed total and the
/// variances add up to it, exactly; and a cart that only rounds in its own way is explained.
class VarianceTest {
  private static final CurrencyCode EUR = new CurrencyCode("EUR");
  private static final int SEEDS = 400;

  @Test
  void recomputedAndVarianceAddUpToWhatIsStatedUnderEveryRounding() {
    for (RoundingMode mode : RoundingMode.values()) {
      if (mode == RoundingMode.UNNECESSARY) {
        continue;
      }
      for (long seed = 1; seed <= SEEDS; seed++) {
        RandomOrder order = new RandomOrder(seed);
        for (TotalsSheet stated : List.of(order.perLine(mode), order.perTotal(mode))) {
          Totals totals = reconciled(stated, order.parts());
          String what = "seed %d, %s: %s".formatted(seed, mode, totals.variance());
          assertAddsUp(totals, what);
          assertThat(totals.display()).as(what).isEqualTo(stated);
          assertThat(totals.state()).as(what).isNotEqualTo(TotalsState.UNEXPLAINED);
          assertThat(totals.variance())
              .as(what)
              .allSatisfy(
                  variance ->
                      assertThat(variance.cause())
                          .isIn(VarianceCause.ROUNDING_PER_LINE, VarianceCause.ROUNDING_PER_TOTAL));
        }
      }
    }
  }

  @Test
  void whateverIsStatedTheSumIsExact() {
    for (long seed = 1; seed <= 5 * SEEDS; seed++) {
      RandomOrder order = new RandomOrder(seed);
      Totals totals = reconciled(order.anything(), order.parts());
      assertAddsUp(totals, "seed " + seed);
    }
  }

  /// A gift card and the cart's own rounding in one total: each keeps its name and its cents.
  @Test
  void twoCausesInOneTotalAreToldApart() {
    int together = 0;
    for (long seed = 1; seed <= SEEDS; seed++) {
      RandomOrder order = new RandomOrder(seed);
      TotalsSheet stated = order.perLine(RoundingMode.UP);
      Money card = Money.of("50.00", "EUR");
      TotalsLedger.Parts parts = order.paidBy(card);
      Totals totals = reconciled(withGrand(stated, stated.grandTotal().minus(card)), parts);
      List<Variance> grand =
          totals.variance().stream().filter(v -> v.path().endsWith("grand_total")).toList();
      assertAddsUp(totals, "seed " + seed);
      assertThat(grand)
          .as("seed %d", seed)
          .anySatisfy(
              variance -> {
                assertThat(variance.cause()).isEqualTo(VarianceCause.GIFT_CARD_TENDER);
                assertThat(variance.amount()).isEqualTo(card.negated());
              });
      assertThat(totals.state()).as("seed %d", seed).isEqualTo(TotalsState.EXPLAINED);
      together += grand.size() == 2 ? 1 : 0;
    }
    assertThat(together).isPositive();
  }

  private static Totals reconciled(TotalsSheet stated, TotalsLedger.Parts parts) {
    return TotalsLedger.reconcile(stated, Optional.empty(), false, parts);
  }

  private static void assertAddsUp(Totals totals, String what) {
    for (TotalKind total : TotalKind.values()) {
      Optional<Money> stated = total.of(totals.display());
      if (stated.isEmpty()) {
        continue;
      }
      Money variance =
          Money.sum(
              EUR,
              totals.variance().stream()
                  .filter(v -> v.path().equals("/totals/display/" + total.memberName()))
                  .map(Variance::amount));
      assertThat(total.of(totals.reconciliation()).orElseThrow().plus(variance))
          .as("%s, %s", what, total)
          .isEqualTo(stated.get());
    }
  }

  private static TotalsSheet withGrand(TotalsSheet sheet, Money grand) {
    return new TotalsSheet(
        sheet.subtotal(),
        sheet.discountTotal(),
        sheet.shippingTotal(),
        sheet.taxTotal(),
        sheet.chargesTotal(),
        grand,
        sheet.refundedTotal());
  }

  /// Lines with taxes of up to five digits, shipping, a fee.
  private static final class RandomOrder {
    private final RandomGenerator random;
    private final List<Line> lines = new ArrayList<>();
    private final ShippingLine shipping;
    private final Charge fee;

    RandomOrder(long seed) {
      random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
      for (int number = 0; number <= random.nextInt(5); number++) {
        lines.add(line(number, amount(10_000, 2), amount(200_000, 5)));
      }
      shipping = shipping(amount(900, 2), amount(20_000, 5));
      fee = charge(amount(500, 2), amount(20_000, 5));
    }

    TotalsLedger.Parts parts() {
      return new TotalsLedger.Parts(
          lines, List.of(), List.of(shipping), List.of(fee), List.of(), List.of());
    }

    TotalsLedger.Parts paidBy(Money card) {
      Payment payment =
          new Payment(
              "g1",
              Optional.empty(),
              PaymentKind.SALE,
              "gift_card",
              Optional.empty(),
              Tender.GIFT_CARD,
              PaymentOutcome.SUCCESS,
              card,
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty());
      return new TotalsLedger.Parts(
          lines, List.of(), List.of(shipping), List.of(fee), List.of(payment), List.of());
    }

    TotalsSheet perLine(RoundingMode mode) {
      return sheet(sum(taxes().map(tax -> tax.rounded(mode))));
    }

    TotalsSheet perTotal(RoundingMode mode) {
      return sheet(sum(taxes()).rounded(mode));
    }

    TotalsSheet anything() {
      return new TotalsSheet(
          Optional.of(amount(50_000, 2)),
          Optional.of(amount(5_000, 2)),
          Optional.of(amount(5_000, 3)),
          Optional.of(amount(5_000, 2)),
          Optional.empty(),
          amount(90_000, 2),
          Optional.of(amount(900, 2)));
    }

    private TotalsSheet sheet(Money tax) {
      Money goods = sum(lines.stream().map(Line::total));
      return new TotalsSheet(
          Optional.of(goods),
          Optional.empty(),
          Optional.of(shipping.total()),
          Optional.of(tax),
          Optional.of(fee.amount()),
          goods.plus(shipping.total()).plus(fee.amount()).plus(tax),
          Optional.empty());
    }

    private Stream<Money> taxes() {
      return TotalsLedger.allTaxes(parts()).stream().map(TaxLine::amount);
    }

    private static Money sum(Stream<Money> amounts) {
      return Money.sum(EUR, amounts);
    }

    private Money amount(int most, int digits) {
      return new Money(BigDecimal.valueOf(random.nextInt(most), digits), EUR);
    }

    private static List<TaxLine> tax(Money amount) {
      return List.of(new TaxLine("VAT", Optional.empty(), amount));
    }

    private static Line line(int number, Money price, Money tax) {
      Quantity one = Quantity.of(1);
      return new Line(
          "l" + number,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          "Thing",
          List.of(),
          new LineQuantity(one, one, Quantity.ZERO, Quantity.ZERO, one),
          price,
          Optional.empty(),
          false,
          List.of(),
          tax(tax),
          price,
          true,
          false,
          Optional.empty(),
          Optional.empty(),
          List.of());
    }

    private static ShippingLine shipping(Money price, Money tax) {
      return new ShippingLine(
          Optional.empty(),
          Optional.empty(),
          "Parcel",
          Optional.empty(),
          price,
          List.of(),
          tax(tax),
          price,
          false,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of());
    }

    private static Charge charge(Money amount, Money tax) {
      return new Charge(
          Optional.empty(), ChargeKind.FEE, "Fee", amount, tax(tax), false, List.of());
    }
  }
}
