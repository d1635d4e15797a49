package io.orderwire.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class TotalsLedgerTest {
  private static final CurrencyCode EUR = new CurrencyCode("EUR");

  @Test
  void statedTotalsThatFollowFromThePartsBalance() {
    for (long seed = 1; seed <= 1000; seed++) {
      RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
      boolean inclusive = random.nextBoolean();
      List<Line> lines = new ArrayList<>();
      Money goods = Money.zero(EUR);
      Money tax = Money.zero(EUR);
      for (int number = 0; number <= random.nextInt(6); number++) {
        Money price = cents(random, 10_000);
        Money lineTax = cents(random, 2_000);
        Money discount = cents(random, 100);
        int quantity = 1 + random.nextInt(4);
        Money total = price.times(Quantity.of(quantity)).minus(discount);
        lines.add(line("l" + number, quantity, price, discount, lineTax, total, inclusive));
        goods = goods.plus(total);
        tax = tax.plus(lineTax);
      }
      Money shippingTax = cents(random, 200);
      Money shippingPrice = cents(random, 1_000);
      Money tip = cents(random, 500);
      tax = tax.plus(shippingTax);
      Money grand = goods.plus(shippingPrice).plus(tip).plus(inclusive ? Money.zero(EUR) : tax);
      TotalsSheet stated = sheet(goods, shippingPrice, tax, tip, grand);
      Totals totals =
          TotalsLedger.reconcile(
              stated,
              Optional.empty(),
              inclusive,
              new TotalsLedger.Parts(
                  lines,
                  List.of(),
                  List.of(shipping(shippingPrice, shippingTax, inclusive)),
                  List.of(charge(ChargeKind.TIP, tip)),
                  List.of(),
                  List.of()));
      assertThat(totals.state()).as("seed %d %s", seed, totals).isEqualTo(TotalsState.BALANCED);
      assertThat(totals.reconciliation().grandTotal()).as("seed %d", seed).isEqualTo(grand);
    }
  }

  @Test
  void aStatedTotalIsNeverReplaced() {
    Totals totals = grandOf("99.99", parts(List.of(line("1", "10.00", "1.90"))));
    assertThat(totals.display().grandTotal()).isEqualTo(Money.of("99.99", "EUR"));
    assertThat(totals.state()).isEqualTo(TotalsState.UNEXPLAINED);
    assertThat(totals.variance())
        .containsExactly(
            new Variance(
                VarianceCause.UNKNOWN, Money.of("88.09", "EUR"), "/totals/display/grand_total"));
  }

  @Test
  void eachCauseIsNamedWhenItsAmountFits() {
    Parts base = new Parts();
    assertThat(cause("13.80", base.with(line("1", "10.00", "1.90")).shipping("1.50", "0.40")))
        .isEmpty();
    assertThat(cause("13.40", base.with(line("1", "10.00", "1.90")).shipping("1.50", "0.40")))
        .contains(VarianceCause.TAX_ON_SHIPPING);
    assertThat(cause("10.00", base.with(line("1", "10.00", "1.90"))))
        .contains(VarianceCause.INCLUSIVE_EXCLUSIVE_MIX);
    assertThat(cause("6.90", base.with(line("1", "10.00", "1.90")).giftCard("5.00")))
        .contains(VarianceCause.GIFT_CARD_TENDER);
    assertThat(cause("8.90", base.with(line("1", "10.00", "1.90")).refund("3.00")))
        .contains(VarianceCause.REFUND_IN_PLACE);
    assertThat(cause("11.92", base.with(line("1", "10.00", "1.90")).cashRounding("0.02")))
        .isEmpty();
    assertThat(cause("11.90", base.with(line("1", "10.00", "1.90")).cashRounding("0.02")))
        .contains(VarianceCause.CASH_ROUNDING);
  }

  @Test
  void roundingOfEveryLineIsToldFromRoundingOfTheSum() {
    Parts thirds =
        new Parts()
            .with(line("1", "10.00", "0.333"))
            .with(line("2", "10.00", "0.333"))
            .with(line("3", "10.00", "0.338"));
    assertThat(thirds.totals("31.00").state()).isEqualTo(TotalsState.BALANCED);
    Parts halves = new Parts().with(line("1", "10.00", "0.335")).with(line("2", "10.00", "0.335"));
    assertThat(cause("20.68", halves)).contains(VarianceCause.ROUNDING_PER_LINE);
    assertThat(cause("20.66", halves)).contains(VarianceCause.ROUNDING_PER_LINE);
    Parts half = new Parts().with(line("1", "10.00", "0.335")).with(line("2", "10.00", "0.330"));
    assertThat(cause("20.66", half)).contains(VarianceCause.ROUNDING_PER_TOTAL);
    assertThat(cause("20.60", halves)).contains(VarianceCause.UNKNOWN);
  }

  @Test
  void aPresentmentAmountBookedAsShopCurrencyIsToldSo() {
    TotalsSheet dollars = sheetOf(Money.of("13.09", "USD"));
    Totals totals =
        TotalsLedger.reconcile(
            sheetOf(Money.of("13.09", "EUR")),
            Optional.of(new Presentment(new CurrencyCode("USD"), Optional.empty(), dollars)),
            false,
            parts(List.of(line("1", "10.00", "1.90"))));
    assertThat(totals.variance())
        .extracting(Variance::cause)
        .containsExactly(VarianceCause.PRESENTMENT_CURRENCY);
  }

  @Test
  void unallocatedDiscountsLowerTheTotalOnceAndAllocatedOnesNotAgain() {
    Line line = line("1", "10.00", "0.00");
    Discount allocated = discount("2.00", true);
    Discount loose = discount("3.00", false);
    TotalsLedger.Parts parts =
        new TotalsLedger.Parts(
            List.of(line), List.of(allocated, loose), List.of(), List.of(), List.of(), List.of());
    assertThat(
            TotalsLedger.reconcile(sheetOf(Money.of("7.00", "EUR")), Optional.empty(), false, parts)
                .state())
        .isEqualTo(TotalsState.BALANCED);
  }

  private static Optional<VarianceCause> cause(String grand, Parts parts) {
    List<Variance> variance = parts.totals(grand).variance();
    assertThat(variance).hasSizeLessThan(2);
    return variance.stream().map(Variance::cause).findFirst();
  }

  private static Totals grandOf(String grand, TotalsLedger.Parts parts) {
    return TotalsLedger.reconcile(sheetOf(Money.of(grand, "EUR")), Optional.empty(), false, parts);
  }

  private static TotalsLedger.Parts parts(List<Line> lines) {
    return new TotalsLedger.Parts(lines, List.of(), List.of(), List.of(), List.of(), List.of());
  }

  /// Parts put together step by step.
  private record Parts(
      List<Line> lines,
      List<ShippingLine> shipping,
      List<Charge> charges,
      List<Payment> payments,
      List<Refund> refunds) {
    Parts() {
      this(List.of(), List.of(), List.of(), List.of(), List.of());
    }

    Parts with(Line line) {
      List<Line> more = new ArrayList<>(lines);
      more.add(line);
      return new Parts(more, shipping, charges, payments, refunds);
    }

    Parts shipping(String price, String tax) {
      return new Parts(
          lines,
          List.of(TotalsLedgerTest.shipping(Money.of(price, "EUR"), Money.of(tax, "EUR"), false)),
          charges,
          payments,
          refunds);
    }

    Parts cashRounding(String amount) {
      Charge charge = charge(ChargeKind.CASH_ROUNDING, Money.of(amount, "EUR"));
      return new Parts(lines, shipping, List.of(charge), payments, refunds);
    }

    Parts giftCard(String amount) {
      Payment payment =
          new Payment(
              "p1",
              Optional.empty(),
              PaymentKind.SALE,
              "gift_card",
              Optional.empty(),
              Tender.GIFT_CARD,
              PaymentOutcome.SUCCESS,
              Money.of(amount, "EUR"),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty());
      return new Parts(lines, shipping, charges, List.of(payment), refunds);
    }

    Parts refund(String amount) {
      Refund refund =
          new Refund(
              "r1",
              Optional.empty(),
              Optional.empty(),
              List.of(),
              Optional.empty(),
              List.of(),
              Money.of(amount, "EUR"),
              List.of());
      return new Parts(lines, shipping, charges, payments, List.of(refund));
    }

    Totals totals(String grand) {
      return grandOf(
          grand, new TotalsLedger.Parts(lines, List.of(), shipping, charges, payments, refunds));
    }
  }

  private static Money cents(RandomGenerator random, int most) {
    return new Money(BigDecimal.valueOf(random.nextInt(most), 2), EUR);
  }

  private static Line line(String id, String total, String tax) {
    Money amount = Money.of(total, "EUR");
    return line(id, 1, amount, Money.zero(EUR), Money.of(tax, "EUR"), amount, false);
  }

  private static Line line(
      String id,
      int quantity,
      Money price,
      Money discount,
      Money tax,
      Money total,
      boolean inclusive) {
    Quantity ordered = Quantity.of(quantity);
    return new Line(
        id,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        "Thing",
        List.of(),
        new LineQuantity(ordered, ordered, Quantity.ZERO, Quantity.ZERO, ordered),
        price,
        Optional.empty(),
        inclusive,
        discount.isZero()
            ? List.of()
            : List.of(new DiscountAllocation(Optional.empty(), discount, Optional.empty())),
        List.of(new TaxLine("VAT", Optional.empty(), tax)),
        total,
        true,
        false,
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  private static ShippingLine shipping(Money price, Money tax, boolean inclusive) {
    return new ShippingLine(
        Optional.empty(),
        Optional.empty(),
        "Parcel",
        Optional.empty(),
        price,
        List.of(),
        List.of(new TaxLine("VAT", Optional.empty(), tax)),
        price,
        inclusive,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  private static Charge charge(ChargeKind kind, Money amount) {
    return new Charge(Optional.empty(), kind, kind.name(), amount, List.of(), false, List.of());
  }

  private static Discount discount(String amount, boolean allocated) {
    return new Discount(
        0,
        Optional.of("CODE"),
        Optional.empty(),
        DiscountType.FIXED_AMOUNT,
        DiscountTarget.ORDER,
        Money.of(amount, "EUR"),
        Optional.empty(),
        allocated);
  }

  private static TotalsSheet sheetOf(Money grand) {
    return new TotalsSheet(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        grand,
        Optional.empty());
  }

  private static TotalsSheet sheet(
      Money goods, Money shipping, Money tax, Money charges, Money grand) {
    return new TotalsSheet(
        Optional.of(goods),
        Optional.empty(),
        Optional.of(shipping),
        Optional.of(tax),
        Optional.of(charges),
        grand,
        Optional.empty());
  }
}
