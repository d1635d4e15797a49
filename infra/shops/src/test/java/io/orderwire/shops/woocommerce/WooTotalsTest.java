package io.orderwire.shops.woocommerce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.shops.Action;
import io.orderwire.shops.AdminOrder;
import io.orderwire.shops.Fixture;
import io.orderwire.shops.Item;
import io.orderwire.shops.Platform;
import io.orderwire.shops.Product;
import io.orderwire.shops.Purchase;
import io.orderwire.shops.Scenario;
import io.orderwire.shops.ShopSettings;
import io.orderwire.shops.TaxRate;
import io.orderwire.shops.TestShops;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The laws of WooCommerce's totals, over seeded trade in shops of several kinds.
class WooTotalsTest {
  private static final List<TaxRate> CALIFORNIA =
      List.of(
          new TaxRate("CA Tax", new BigDecimal("0.0725"), false, true),
          new TaxRate("District", new BigDecimal("0.01375"), true, false));

  static Stream<ShopSettings> kinds() {
    ShopSettings usual = TestShops.quiet(Platform.WOOCOMMERCE);
    return Stream.of(
        usual,
        usual.change().pricesIncludeTax(false).taxes(CALIFORNIA).done(),
        usual.change().taxes(CALIFORNIA).done(),
        usual.change().currency("KWD").decimals(3).done(),
        usual.change().currency("JPY").decimals(0).done(),
        usual.change().currency("JPY").done(),
        usual.change().taxes(List.of()).done());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void totalsAddUp(ShopSettings settings) {
    for (long seed = 1; seed <= 6; seed++) {
      TestShops shop = new TestShops(Platform.WOOCOMMERCE, settings, seed);
      shop.trade(200, seed);
      for (AdminOrder listed : shop.shop.orders()) {
        JsonNode order = TestShops.json(shop.get("/orders/" + listed.id()));
        String about = "seed " + seed + ", " + settings.currency() + ": " + order;
        holds(order, settings.scale(), about);
        assertThat(listed.grandTotal()).as(about).isEqualTo(amount(order, "total"));
        assertThat(listed.refundedTotal().negate())
            .as(about)
            .isEqualByComparingTo(sum(order.path("refunds"), "total"));
        assertThat(listed.status()).as(about).isEqualTo(order.path("status").asText());
      }
    }
  }

  private static void holds(JsonNode order, int scale, String about) {
    BigDecimal goods = sum(order.path("line_items"), "total");
    BigDecimal subtotal = sum(order.path("line_items"), "subtotal");
    BigDecimal fees = sum(order.path("fee_lines"), "total");
    BigDecimal shipping = sum(order.path("shipping_lines"), "total");
    BigDecimal tax = amount(order, "total_tax");
    assertThat(amount(order, "total"))
        .as(about)
        .isEqualByComparingTo(goods.add(fees).add(shipping).add(tax));
    assertThat(amount(order, "total").scale()).as(about).isEqualTo(scale);
    assertThat(subtotal.subtract(amount(order, "discount_total")))
        .as(about)
        .isEqualByComparingTo(goods);
    assertThat(tax)
        .as(about)
        .isEqualByComparingTo(
            sum(order.path("tax_lines"), "tax_total")
                .add(sum(order.path("tax_lines"), "shipping_tax_total")))
        .isEqualByComparingTo(amount(order, "cart_tax").add(amount(order, "shipping_tax")));
    assertThat(sum(order.path("refunds"), "total").negate())
        .as(about)
        .isLessThanOrEqualTo(amount(order, "total"));
  }

  /// 10 % off 59.97 with a compound rate: the amounts of a captured order of a real shop.
  @Test
  void computesWhatTheRealShopDid() {
    ShopSettings settings =
        TestShops.quiet(Platform.WOOCOMMERCE)
            .change()
            .pricesIncludeTax(false)
            .taxes(CALIFORNIA)
            .done();
    TestShops shop = new TestShops(Platform.WOOCOMMERCE, settings, 1);
    Product tee =
        new Product(10, "TEE-1", "Plain tee", "", new BigDecimal("19.99"), 100, false, true);
    Purchase purchase =
        Scenario.GUEST
            .purchase(new SplittableRandom(1))
            .change()
            .items(List.of(Item.of(tee, 3)))
            .coupon(new Purchase.Coupon("ten", Optional.of(BigDecimal.TEN), Optional.empty()))
            .done();
    String id = shop.shop.act(new Action.Place(purchase)).id();
    JsonNode order = TestShops.json(shop.get("/orders/" + id));
    JsonNode real =
        Fixture.json("woocommerce/webhook-order.created-paid-completed-refunded-9.3.2.json")
            .path("body");
    for (String field :
        List.of(
            "discount_total",
            "discount_tax",
            "shipping_total",
            "shipping_tax",
            "cart_tax",
            "total",
            "total_tax")) {
      assertThat(order.path(field)).as(field).isEqualTo(real.path(field));
    }
    JsonNode line = order.path("line_items").path(0);
    JsonNode realLine = real.path("line_items").path(0);
    for (String field : List.of("subtotal", "subtotal_tax", "total", "total_tax", "price")) {
      assertThat(line.path(field)).as(field).isEqualTo(realLine.path(field));
    }
    assertThat(line.path("taxes").path(1).path("total").asText()).isEqualTo("0.795889");
    assertThat(order.path("coupon_lines").path(0).path("discount").asText()).isEqualTo("6");
    assertThat(order.path("coupon_lines").path(0).path("discount_tax").asText()).isEqualTo("0.52");
  }

  private static BigDecimal amount(JsonNode node, String field) {
    return new BigDecimal(node.path(field).textValue());
  }

  private static BigDecimal sum(JsonNode array, String field) {
    BigDecimal sum = BigDecimal.ZERO;
    for (JsonNode each : array) {
      sum = sum.add(amount(each, field));
    }
    return sum;
  }
}
