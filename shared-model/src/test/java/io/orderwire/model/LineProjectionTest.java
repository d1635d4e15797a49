package io.orderwire.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwire.json.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Laws of the views over random trees of lines, and what a view shows of one bundle.
class LineProjectionTest {
  private static final CurrencyCode EUR = new CurrencyCode("EUR");

  @Test
  void everyViewHasTheSameTotalsToTheCent() {
    for (long seed = 1; seed <= 1000; seed++) {
      RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
      List<Line> lines = randomLines(random);
      Order order = order(lines, List.of(randomRefund(random, lines)), List.of());
      for (LineView view : LineView.values()) {
        Order shown = LineProjection.of(order, view);
        String what = "seed %d, %s".formatted(seed, view);
        assertThat(sheet(shown)).as(what).isEqualTo(sheet(order));
        assertThat(taxes(shown)).as(what).isEqualTo(taxes(order));
        assertThat(discounts(shown)).as(what).isEqualTo(discounts(order));
        assertThat(refunded(shown)).as(what).isEqualTo(refunded(order));
        assertThat(shown.totals()).as(what).isEqualTo(order.totals());
        assertThat(shown.withGoods(lines, List.of(), order.refunds(), List.of()))
            .as(what)
            .isEqualTo(order);
        for (Line line : shown.lines()) {
          Money borne = Money.sum(EUR, line.discounts().stream().map(DiscountAllocation::amount));
          Money gross = line.unitPrice().times(line.quantity().ordered());
          assertThat(gross.minus(borne).minus(line.total()).abs().rounded().isZero())
              .as("%s: %s", what, line)
              .isTrue();
        }
      }
    }
  }

  @Test
  void viewsShowWhatTheyAreFor() {
    for (long seed = 1; seed <= 300; seed++) {
      RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
      List<Line> lines = randomLines(random);
      Order order = order(lines, List.of(), List.of());
      List<String> ids = ids(order);
      List<String> parents = ids(LineProjection.of(order, LineView.PARENTS));
      List<String> components = ids(LineProjection.of(order, LineView.COMPONENTS));
      assertThat(LineProjection.of(order, LineView.TREE)).isEqualTo(order);
      assertThat(parents).as("seed %d", seed).doesNotHaveDuplicates();
      assertThat(ids).as("seed %d", seed).containsAll(components);
      assertThat(ids(LineProjection.of(order, LineView.BOTH)))
          .as("seed %d", seed)
          .containsAll(ids)
          .containsAll(parents);
    }
  }

  @Test
  void aTeaSetIsSoldAsOneAndPickedAsFive() {
    Order order =
        order(
            List.of(
                line("set", "", 1, "30.00"),
                line("pot", "set", 1, "0.00"),
                line("cup", "set", 4, "20.00"),
                line("tin", "", 1, "5.00")),
            List.of(),
            List.of());
    assertThat(priced(order, LineView.PARENTS)).containsExactly("set 50.00", "tin 5.00");
    assertThat(priced(order, LineView.COMPONENTS))
        .containsExactly("pot 0.00", "cup 50.00", "tin 5.00");
    assertThat(priced(order, LineView.BOTH))
        .containsExactly("set 50.00", "pot 0.00", "cup 0.00", "tin 5.00");
  }

  @Test
  void aGroupWithoutALineIsMadeUp() {
    Order order =
        order(
            List.of(line("bottle", "g1", 2, "36.00"), line("strap", "g1", 4, "14.00")),
            List.of(),
            List.of());
    List<Line> sold = LineProjection.of(order, LineView.PARENTS).lines();
    assertThat(sold).hasSize(1);
    assertThat(sold.getFirst().id()).isEqualTo("g1");
    assertThat(sold.getFirst().name()).isEqualTo("bottle + strap");
    assertThat(sold.getFirst().quantity().ordered()).hasToString("2");
    assertThat(sold.getFirst().unitPrice()).isEqualTo(Money.of("25.00", "EUR"));
  }

  /// One cup comes back: the set's refund is worth the cup, and no whole set was refunded.
  @Test
  void theRefundOfOnePartIsMoneyOfTheWholeButNoWhole() {
    Refund refund =
        refund(
            new RefundLine(
                "cup",
                Quantity.of(1),
                Optional.of(Money.of("5.00", "EUR")),
                Optional.of(Money.of("0.95", "EUR")),
                Optional.of(true)));
    Order order =
        order(
            List.of(
                line("set", "", 1, "30.00"),
                line("pot", "set", 1, "0.00"),
                line("cup", "set", 4, "20.00")),
            List.of(refund),
            List.of());
    RefundLine whole =
        LineProjection.of(order, LineView.PARENTS).refunds().getFirst().lines().getFirst();
    assertThat(whole.lineId()).isEqualTo("set");
    assertThat(whole.quantity()).isEqualTo(Quantity.ZERO);
    assertThat(whole.amount()).contains(Money.of("5.00", "EUR"));
    assertThat(whole.tax()).contains(Money.of("0.95", "EUR"));
    assertThat(LineProjection.of(order, LineView.COMPONENTS).refunds()).isEqualTo(order.refunds());
  }

  @Test
  void aBundleIsShippedWhenAllItsPartsAre() {
    Shipment first = shipment("s1", new LineCount("pot", Quantity.of(1)));
    Shipment both =
        shipment("s2", new LineCount("pot", Quantity.of(1)), new LineCount("cup", Quantity.of(4)));
    List<Line> lines =
        List.of(
            line("set", "", 2, "30.00"),
            line("pot", "set", 2, "0.00"),
            line("cup", "set", 8, "20.00"));
    Order shown =
        LineProjection.of(order(lines, List.of(), List.of(first, both)), LineView.PARENTS);
    assertThat(shown.shipments().get(0).lines()).isEmpty();
    assertThat(shown.shipments().get(1).lines())
        .containsExactly(new LineCount("set", Quantity.of(1)));
  }

  @Test
  void linksInACircleCountForNothing() {
    Order order =
        order(
            List.of(
                line("a", "b", 1, "1.00"), line("b", "a", 1, "2.00"), line("c", "c", 1, "3.00")),
            List.of(),
            List.of());
    assertThat(priced(order, LineView.PARENTS)).containsExactly("a 1.00", "b 2.00", "c 3.00");
    assertThat(priced(order, LineView.COMPONENTS)).containsExactly("a 1.00", "b 2.00", "c 3.00");
  }

  private static List<String> priced(Order order, LineView view) {
    return LineProjection.of(order, view).lines().stream()
        .map(line -> line.id() + " " + line.total().amount().toPlainString())
        .toList();
  }

  private static List<String> ids(Order order) {
    return order.lines().stream().map(Line::id).toList();
  }

  private static TotalsSheet sheet(Order order) {
    return reconciled(order.lines(), order.refunds()).reconciliation();
  }

  private static Totals reconciled(List<Line> lines, List<Refund> refunds) {
    TotalsSheet stated =
        new TotalsSheet(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Money.of("100.00", "EUR"),
            Optional.empty());
    return TotalsLedger.reconcile(
        stated,
        Optional.empty(),
        false,
        new TotalsLedger.Parts(lines, List.of(), List.of(), List.of(), List.of(), refunds));
  }

  private static Money taxes(Order order) {
    return Money.sum(
        EUR, order.lines().stream().flatMap(line -> line.taxes().stream()).map(TaxLine::amount));
  }

  private static Money discounts(Order order) {
    return Money.sum(
        EUR,
        order.lines().stream()
            .flatMap(line -> line.discounts().stream())
            .map(DiscountAllocation::amount));
  }

  private static Money refunded(Order order) {
    Stream<RefundLine> lines = order.refunds().stream().flatMap(refund -> refund.lines().stream());
    return Money.sum(
        EUR, lines.flatMap(line -> Stream.concat(line.amount().stream(), line.tax().stream())));
  }

  private static List<Line> randomLines(RandomGenerator random) {
    List<Line> lines = new ArrayList<>();
    int count = 1 + random.nextInt(8);
    for (int number = 0; number < count; number++) {
      String parent =
          switch (random.nextInt(4)) {
            case 0 -> "";
            case 1 -> "group" + random.nextInt(2);
            default -> "l" + random.nextInt(count);
          };
      lines.add(line("l" + number, parent, 1 + random.nextInt(5), random));
    }
    return lines;
  }

  private static Refund randomRefund(RandomGenerator random, List<Line> lines) {
    List<RefundLine> refunded =
        lines.stream()
            .filter(ignored -> random.nextBoolean())
            .map(
                line ->
                    new RefundLine(
                        line.id(),
                        Quantity.of(random.nextInt(3)),
                        Optional.of(cents(random, 2_000)),
                        Optional.of(cents(random, 400)),
                        Optional.empty()))
            .toList();
    return refund(refunded.toArray(RefundLine[]::new));
  }

  private static Refund refund(RefundLine... lines) {
    return new Refund(
        "r1",
        Optional.empty(),
        Optional.empty(),
        List.of(lines),
        Optional.empty(),
        List.of(),
        Money.of("5.95", "EUR"),
        List.of());
  }

  private static Shipment shipment(String id, LineCount... counts) {
    return new Shipment(
        id,
        Reading.silent(ShipmentState.SHIPPED),
        List.of(counts),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static Money cents(RandomGenerator random, int most) {
    return new Money(BigDecimal.valueOf(random.nextInt(most), 2), EUR);
  }

  private static Line line(String id, String parent, int quantity, RandomGenerator random) {
    Money discount = cents(random, 300);
    Money total = random.nextInt(4) == 0 ? Money.zero(EUR) : cents(random, 9_000);
    Money unit =
        new Money(
            total
                .plus(discount)
                .amount()
                .divide(BigDecimal.valueOf(quantity), 10, RoundingMode.HALF_UP),
            EUR);
    return line(
        id,
        parent,
        quantity,
        new Priced(
            unit,
            List.of(new DiscountAllocation(Optional.of("CODE"), discount, Optional.of(0))),
            List.of(
                new TaxLine(
                    "VAT",
                    Optional.empty(),
                    new Money(BigDecimal.valueOf(random.nextInt(99_999), 4), EUR))),
            total));
  }

  private record Priced(
      Money unit, List<DiscountAllocation> discounts, List<TaxLine> taxes, Money total) {}

  private static Line line(String id, String parent, int quantity, String total) {
    Money amount = Money.of(total, "EUR");
    Money unit =
        new Money(
            amount.amount().divide(BigDecimal.valueOf(quantity), 10, RoundingMode.HALF_UP), EUR);
    return line(id, parent, quantity, new Priced(unit, List.of(), List.of(), amount));
  }

  private static Line line(String id, String parent, int quantity, Priced priced) {
    Quantity ordered = Quantity.of(quantity);
    return new Line(
        id,
        Optional.of(parent).filter(text -> !text.isEmpty()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        id,
        List.of(),
        new LineQuantity(ordered, ordered, Quantity.ZERO, Quantity.ZERO, ordered),
        priced.unit(),
        Optional.empty(),
        false,
        priced.discounts(),
        priced.taxes(),
        priced.total(),
        true,
        false,
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  private static Order order(List<Line> lines, List<Refund> refunds, List<Shipment> shipments) {
    String json =
        """
        {"ref":{"store_id":"acme-eu","external_id":"1"},"platform":"test","number":"1","version":1,
         "test":false,
         "source":{"revision":{"updated_at":"2026-11-23T12:00:00Z","content_hash":"x"},
           "read":"fetched","receipt_id":"r","mapping_version":1,"connector_version":"1"},
         "lifecycle":{"status":"pending","payment":{"state":"pending"},
           "fulfilment":{"state":"unfulfilled"},"cancellation":{"state":"none"},
           "placed_at":"2026-11-23T12:00:00Z","updated_at":"2026-11-23T12:00:00Z"},
         "commitment":{"state":"observed","evidence":[]},
         "buyer":{"type":"guest","consents":[]},"addresses":{},
         "lines":[],"discounts":[],"shipping":[],"charges":[],
         "totals":{"display":{"grand_total":{"amount":"100.00","currency":"EUR"}},
           "taxes_included":false,
           "reconciliation":{"grand_total":{"amount":"100.00","currency":"EUR"}},
           "variance":[],"state":"balanced"},
         "payments":[],"shipments":[],"refunds":[],"returns":[],"custom_fields":[],"findings":[]}
        """;
    return Json.read(json.getBytes(StandardCharsets.UTF_8), Order.class)
        .withGoods(lines, shipments, refunds, List.of());
  }
}
