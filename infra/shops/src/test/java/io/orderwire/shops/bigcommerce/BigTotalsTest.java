package io.orderwire.shops.bigcommerce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.shops.AdminOrder;
import io.orderwire.shops.Platform;
import io.orderwire.shops.ShopSettings;
import io.orderwire.shops.TaxRate;
import io.orderwire.shops.TestShops;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The formulas of the reference hold for every order of a long trade.
class BigTotalsTest {

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void totalsAreWhatTheirPartsComeTo(boolean inclusive) {
    for (long seed = 1; seed <= 3; seed++) {
      TestShops shop = new TestShops(Platform.BIGCOMMERCE, settings(inclusive), seed);
      shop.trade(400, seed);
      int refunded = 0;
      for (AdminOrder order : shop.shop.orders()) {
        shop.pass(Duration.ofSeconds(1));
        check(shop, order);
        refunded += order.refundedTotal().signum();
      }
      assertThat(shop.shop.orders()).hasSizeGreaterThan(80);
      assertThat(refunded).isGreaterThan(5);
    }
  }

  private static void check(TestShops shop, AdminOrder truth) {
    String at = "/v2/orders/" + truth.id();
    JsonNode order = TestShops.json(shop.get(at));
    List<JsonNode> products = rows(shop, at + "/products");
    BigDecimal total = amount(order, "total_inc_tax");
    assertThat(total).as(truth.id()).isEqualByComparingTo(truth.grandTotal());
    assertThat(amount(order, "subtotal_inc_tax").add(amount(order, "shipping_cost_inc_tax")))
        .isEqualByComparingTo(
            total.add(amount(order, "coupon_discount")).add(amount(order, "discount_amount")));
    assertThat(amount(order, "total_ex_tax").add(amount(order, "total_tax")))
        .isEqualByComparingTo(total);
    assertThat(sum(products, "total_inc_tax"))
        .isEqualByComparingTo(amount(order, "subtotal_inc_tax"));
    assertThat(
            sum(products, "discounted_total_inc_tax").add(amount(order, "shipping_cost_inc_tax")))
        .isEqualByComparingTo(total.add(onShipping(shop, at)));
    assertThat(sum(rows(shop, at + "/taxes"), "line_amount"))
        .isEqualByComparingTo(amount(order, "total_tax"));
    assertThat(
            sum(
                data(shop, "/v3/orders/" + truth.id() + "/payment_actions/refunds"),
                "total_amount"))
        .isEqualByComparingTo(truth.refundedTotal())
        .isLessThanOrEqualTo(total.max(truth.refundedTotal()));
    assertThat(order.path("refunded_amount").asText()).isEqualTo("0.0000");
  }

  private static BigDecimal onShipping(TestShops shop, String at) {
    return sum(
        rows(shop, at + "/coupons").stream()
            .filter(coupon -> coupon.path("type").asInt() == 3)
            .toList(),
        "discount");
  }

  @Test
  void whatIsEmptyIsNoContentAndWhatIsAbsentSaysSo() {
    TestShops shop = TestShops.of(Platform.BIGCOMMERCE);
    assertThat(shop.get("/v2/orders").status()).isEqualTo(204);
    assertThat(shop.get("/v2/orders").body()).isEmpty();
    assertThat(TestShops.json(shop.get("/v2/orders/7")).path(0).path("status").asInt())
        .isEqualTo(404);
    assertThat(TestShops.json(shop.get("/v3/orders/7/transactions")).path("status").asInt())
        .isEqualTo(404);
  }

  private static ShopSettings settings(boolean inclusive) {
    return TestShops.quiet(Platform.BIGCOMMERCE)
        .change()
        .pricesIncludeTax(inclusive)
        .taxes(
            List.of(
                new TaxRate("State", new BigDecimal("0.0725"), false, true),
                new TaxRate("City", new BigDecimal("0.0125"), true, false)))
        .done();
  }

  private static List<JsonNode> rows(TestShops shop, String target) {
    byte[] body = shop.get(target + "?limit=250").body();
    List<JsonNode> rows = new ArrayList<>();
    if (body.length > 0) {
      TestShops.json(body).forEach(rows::add);
    }
    return rows;
  }

  private static List<JsonNode> data(TestShops shop, String target) {
    List<JsonNode> rows = new ArrayList<>();
    TestShops.json(shop.get(target)).path("data").forEach(rows::add);
    return rows;
  }

  private static BigDecimal sum(List<JsonNode> rows, String member) {
    return rows.stream().map(row -> amount(row, member)).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static BigDecimal amount(JsonNode node, String member) {
    return new BigDecimal(node.path(member).asText());
  }
}
