package io.orderwire.connectors.woocommerce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.connector.Mapping;
import io.orderwire.connector.PlatformOrder;
import io.orderwire.json.Json;
import io.orderwire.model.CurrencyCode;
import io.orderwire.model.DiscountAllocation;
import io.orderwire.model.Line;
import io.orderwire.model.Money;
import io.orderwire.model.Refund;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the golden files do not show: laws over many orders, and documents that are none.
class WooCommerceMapperTest {
  private static final CurrencyCode EUR = new CurrencyCode("EUR");
  private static final Path FIXTURES = Path.of("src/test/resources/woocommerce");
  private final WooCommerceMapper mapper = new WooCommerceMapper();

  @ParameterizedTest
  @CsvSource({
    "10.00, 3, 3.3333333333",
    "20.00, 3, 6.6666666667",
    "59.97, 3, 19.99",
    "11.875, 1.25, 9.50",
    "7.00, 0, 7.00",
    "-5.00, 2, -2.50"
  })
  void aUnitPriceIsExactWhereItDivides(String subtotal, String quantity, String unitPrice) {
    ObjectNode order = order();
    line(order, 1, subtotal, subtotal).put("quantity", new BigDecimal(quantity));
    Line line = map(order).lines().getFirst();
    assertThat(line.unitPrice()).isEqualTo(Money.of(unitPrice, "EUR"));
    assertThat(line.total()).isEqualTo(Money.of(subtotal, "EUR"));
  }

  /// The float has 17 digits at best and is off in the last ones.
  @Test
  void theFloatIsNotRead() {
    ObjectNode order = order();
    line(order, 1, "20.24", "20.24").put("quantity", 3).put("price", 6.746397666666667);
    assertThat(map(order).lines().getFirst().unitPrice())
        .isEqualTo(Money.of("6.7466666667", "EUR"));
  }

  @Test
  void linesBearTheirDiscountsToTheCent() {
    for (long seed = 1; seed <= 300; seed++) {
      RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
      ObjectNode order = order();
      long taken = 0;
      for (int id = 1; id <= 1 + random.nextInt(6); id++) {
        long subtotal = random.nextLong(1, 20_000);
        long total = random.nextLong(0, subtotal + 1);
        taken += subtotal - total;
        line(order, id, cents(subtotal), cents(total)).put("quantity", 1 + random.nextInt(5));
      }
      coupons(order, random, taken);
      for (Line line : map(order).lines()) {
        Money borne = Money.sum(EUR, line.discounts().stream().map(DiscountAllocation::amount));
        JsonNode raw = order.at("/line_items/" + (Integer.parseInt(line.id()) - 1));
        assertThat(borne.plus(line.total()))
            .as("seed %d, line %s", seed, line.id())
            .isEqualTo(Money.of(raw.path("subtotal").textValue(), "EUR"));
        assertThat(line.discounts()).allSatisfy(part -> assertThat(part.amount().signum()).isOne());
      }
    }
  }

  @Test
  void anErrorInPlaceOfAnOrderIsNone() throws IOException {
    assertThat(
            mapper.map(
                json("{\"code\":\"woocommerce_rest_cannot_view\",\"data\":{\"status\":401}}"),
                Shops.pretty()))
        .isEqualTo(new Mapping.Ignored<>("the shop answered an error in place of the order"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"id", "status", "currency", "total", "date_created_gmt"})
  void whatAnOrderNeedsIsNamedWhenMissing(String member) {
    ObjectNode order = order();
    order.remove(member);
    assertThat(mapper.map(order, Shops.pretty()))
        .isInstanceOfSatisfying(
            Mapping.Quarantined.class,
            quarantined -> assertThat(quarantined.finding().path()).isEqualTo("/" + member));
  }

  @ParameterizedTest
  @CsvSource({
    "/total, 1e31",
    "/total, twelve",
    "/currency, EURO",
    "/id, a#b",
    "/date_created_gmt, yesterday"
  })
  void whatAnOrderNeedsIsNamedWhenBroken(String pointer, String value) {
    ObjectNode order = order();
    order.put(pointer.substring(1), value);
    assertThat(mapper.map(order, Shops.pretty()))
        .isInstanceOfSatisfying(
            Mapping.Quarantined.class,
            quarantined -> assertThat(quarantined.finding().path()).isEqualTo(pointer));
  }

  @Test
  void amountsBeyondMoneyAreQuarantinedNotThrown() {
    ObjectNode order = order();
    String most = "9".repeat(30);
    line(order, 1, most, "-" + most);
    assertThat(mapper.map(order, Shops.pretty()))
        .isInstanceOfSatisfying(
            Mapping.Quarantined.class,
            quarantined -> assertThat(quarantined.finding().code()).isEqualTo("out_of_bounds"));
  }

  /// Both dialects say the same but for what only a fetch carries.
  @Test
  void aFetchAddsTheRefundsAndChangesNothingElse() throws IOException {
    PlatformOrder delivered = map(fixture("partial-refund-stub"));
    PlatformOrder fetched = map(fixture("partial-refund-fetched"));
    assertThat(fetched.totals()).isEqualTo(delivered.totals());
    assertThat(fetched.readings()).isEqualTo(delivered.readings());
    assertThat(fetched.payments()).isEqualTo(delivered.payments());
    assertThat(fetched.customFields()).containsAll(delivered.customFields());
    assertThat(fetched.refunds())
        .extracting(Refund::total)
        .isEqualTo(delivered.refunds().stream().map(Refund::total).toList());
    assertThat(delivered.refunds().getFirst().lines()).isEmpty();
    assertThat(fetched.refunds().getFirst().lines()).hasSize(1);
  }

  @Test
  void aDocumentWithRefundsButWithoutTheirLinesIsThin() throws IOException {
    assertThat(codes(fixture("partial-refund-stub"))).containsExactly(Mapping.THIN);
    assertThat(codes(fixture("partial-refund-fetched"))).isEmpty();
    assertThat(codes(fixture("cancelled-after-payment"))).isEmpty();
  }

  /// Goods that went back before the order was completed were never handed over.
  @ParameterizedTest
  @CsvSource({"2026-05-04T12:00:00, 2, 3", "2026-05-06T12:00:00, 3, 3"})
  void whatWasHandedOver(String refundedAt, String fulfilled, String ordered) {
    ObjectNode order = order();
    line(order, 1, "30.00", "30.00").put("quantity", Integer.parseInt(ordered));
    order.put("status", "completed").put("date_completed_gmt", "2026-05-05T12:00:00");
    order.putArray("refunds").addObject().put("id", 9).put("total", "-10.00");
    ObjectNode refund = order.putArray("refund_resources").addObject();
    refund.put("id", 9).put("amount", "10.00").put("date_created_gmt", refundedAt);
    ObjectNode part = refund.putArray("line_items").addObject();
    part.put("id", 2).put("quantity", -1).put("total", "-10.00");
    part.putArray("meta_data").addObject().put("key", "_refunded_item_id").put("value", "1");
    Line line = map(order).lines().getFirst();
    assertThat(line.quantity().fulfilled()).hasToString(fulfilled);
    assertThat(line.quantity().refunded()).hasToString("1");
    assertThat(line.quantity().current()).hasToString("2");
    assertThat(line.quantity().fulfillable()).hasToString("0");
  }

  @Test
  void aLineIsNotItsOwnContainer() {
    ObjectNode order = order();
    ObjectNode line = line(order, 1, "1.00", "1.00").put("bundled_by", 1);
    line.putArray("meta_data").addObject().put("key", "_bundled_by").put("value", "k");
    line.withArray("meta_data").addObject().put("key", "_bundle_cart_key").put("value", "k");
    assertThat(map(order).lines().getFirst().parentId()).isEmpty();
  }

  private List<String> codes(JsonNode document) {
    return mapper.map(document, Shops.pretty())
            instanceof Mapping.Normalized<PlatformOrder> normalized
        ? normalized.findings().stream().map(finding -> finding.code()).toList()
        : List.of("not an order");
  }

  private PlatformOrder map(JsonNode document) {
    Mapping<PlatformOrder> mapping = mapper.map(document, Shops.pretty());
    assertThat(mapping).isInstanceOf(Mapping.Normalized.class);
    return ((Mapping.Normalized<PlatformOrder>) mapping).value();
  }

  private static void coupons(ObjectNode order, RandomGenerator random, long taken) {
    long left = random.nextInt(4) == 0 ? taken / 2 : taken;
    int count = random.nextInt(4);
    for (int id = 1; id <= count; id++) {
      long part = id == count ? left : random.nextLong(0, left + 1);
      left -= part;
      order
          .withArray("coupon_lines")
          .addObject()
          .put("id", id)
          .put("code", "c" + id)
          .put("discount", cents(part));
    }
  }

  private static ObjectNode line(ObjectNode order, int id, String subtotal, String total) {
    return order
        .withArray("line_items")
        .addObject()
        .put("id", id)
        .put("quantity", 1)
        .put("subtotal", subtotal)
        .put("total", total);
  }

  private static ObjectNode order() {
    return Json.codec()
        .createObjectNode()
        .put("id", 7)
        .put("status", "processing")
        .put("currency", "EUR")
        .put("total", "100.00")
        .put("date_created_gmt", "2026-05-04T09:00:00");
  }

  private static String cents(long amount) {
    return BigDecimal.valueOf(amount, 2).toPlainString();
  }

  private static JsonNode fixture(String name) throws IOException {
    return Json.tree(Files.readAllBytes(FIXTURES.resolve(name).resolve("payload.json")));
  }

  private static JsonNode json(String text) throws IOException {
    return Json.tree(text.getBytes(StandardCharsets.UTF_8));
  }
}
