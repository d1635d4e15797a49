package io.orderwire.shops.vendure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.shops.Action;
import io.orderwire.shops.Platform;
import io.orderwire.shops.Scenario;
import io.orderwire.shops.ShopSettings;
import io.orderwire.shops.TestShops;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whole minor units that add up, with prices that contain tax and with prices that do not.
class VendTotalsTest {

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void ordersAreTheSumsOfTheirParts(boolean included) {
    ShopSettings settings =
        TestShops.quiet(Platform.VENDURE).change().pricesIncludeTax(included).done();
    TestShops shop = new TestShops(Platform.VENDURE, settings, 1);
    shop.trade(300, 8);
    VendCalls calls = new VendCalls(shop);
    assertThat(shop.shop.orders()).hasSizeGreaterThan(50);
    shop.shop.orders().forEach(listed -> addsUp(calls.order(listed.id())));
  }

  private static void addsUp(JsonNode order) {
    long goods =
        sum(order.path("lines"), "proratedLinePriceWithTax")
            + sum(order.path("surcharges"), "priceWithTax");
    assertThat(order.path("subTotalWithTax").asLong()).as("%s", order).isEqualTo(goods);
    assertThat(order.path("shippingWithTax").asLong())
        .isEqualTo(sum(order.path("shippingLines"), "discountedPriceWithTax"));
    assertThat(order.path("totalWithTax").asLong())
        .isEqualTo(goods + order.path("shippingWithTax").asLong());
    assertThat(sum(order.path("taxSummary"), "taxBase")).isEqualTo(order.path("total").asLong());
    assertThat(sum(order.path("taxSummary"), "taxTotal"))
        .isEqualTo(order.path("totalWithTax").asLong() - order.path("total").asLong());
    assertThat(sum(order.path("discounts"), "amountWithTax"))
        .isEqualTo(discounts(order.path("lines")) + discounts(order.path("shippingLines")));
    order
        .path("lines")
        .forEach(
            line -> assertThat(line.path("proratedLinePriceWithTax").asLong()).isNotNegative());
  }

  private static long discounts(JsonNode lines) {
    long sum = 0;
    for (JsonNode line : lines) {
      sum += sum(line.path("discounts"), "amountWithTax");
    }
    return sum;
  }

  private static long sum(JsonNode nodes, String member) {
    long sum = 0;
    for (JsonNode node : nodes) {
      sum += node.path(member).asLong();
    }
    return sum;
  }

  /// By hand: a tenth of 12 × 15.00 and the like, spread by worth.
  @Test
  void aCouponIsSpreadToTheLastCent() {
    assertThat(VendPrice.prorate(-866, List.of(3666L, 4990L))).containsExactly(-367L, -499L);
    assertThat(VendPrice.prorate(-100, List.of(1L, 1L, 1L))).containsExactly(-33L, -33L, -34L);
    assertThat(VendPrice.prorate(-5, List.of(0L, 0L))).containsExactly(0L, 0L);
  }

  @Test
  void halvesGoUp() {
    assertThat(VendPrice.round(new BigDecimal("2245.5"))).isEqualTo(2246);
    assertThat(VendPrice.round(new BigDecimal("-2.5"))).isEqualTo(-2);
    VendPrice three = VendPrice.of(new BigDecimal("10.3333"), 3, true, new BigDecimal("0.21"));
    assertThat(three).isEqualTo(new VendPrice(26, 31));
  }

  /// Whatever the currency, amounts have the shop's digits.
  @Test
  void precisionIsTheShops() {
    ShopSettings yen = TestShops.quiet(Platform.VENDURE).change().currency("JPY").done();
    TestShops shop = new TestShops(Platform.VENDURE, yen, 1);
    String id = shop.place(Scenario.GUEST);
    assertThat(new VendCalls(shop).order(id).path("totalWithTax").asLong())
        .isEqualTo(shop.shop.orders().getFirst().grandTotal().movePointRight(2).longValueExact());
  }

  /// The delivery's price without tax is taken off a price that contains it.
  @Test
  void aCancelledDeliveryLeavesItsTaxBehindWherePricesContainIt() {
    ShopSettings settings =
        TestShops.quiet(Platform.VENDURE).change().pricesIncludeTax(true).done();
    TestShops shop = new TestShops(Platform.VENDURE, settings, 1);
    String id = shop.place(Scenario.GUEST);
    shop.shop.act(new Action.Cancel(id, "")).id();
    JsonNode order = new VendCalls(shop).order(id);
    assertThat(order.path("totalWithTax").asLong()).isEqualTo(549 - 461);
    assertThat(order.at("/discounts/0/adjustmentSource").asText()).isEqualTo("CANCEL_ORDER");
  }
}
