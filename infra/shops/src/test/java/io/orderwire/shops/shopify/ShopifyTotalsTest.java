package io.orderwire.shops.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.shops.AdminOrder;
import io.orderwire.shops.Platform;
import io.orderwire.shops.ShopSettings;
import io.orderwire.shops.TestShops;
import java.math.BigDecimal;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The laws of Shopify's totals in both ledgers, over seeded trade in shops of several kinds.
class ShopifyTotalsTest {

  static Stream<ShopSettings> kinds() {
    ShopSettings usual = TestShops.quiet(Platform.SHOPIFY);
    return Stream.of(
        usual,
        usual.change().pricesIncludeTax(true).done(),
        usual.change().currency("JPY").done(),
        usual.change().currency("KWD").done());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void totalsAddUp(ShopSettings settings) {
    for (long seed = 1; seed <= 6; seed++) {
      TestShops shop = new TestShops(Platform.SHOPIFY, settings, seed);
      shop.trade(200, seed);
      for (AdminOrder listed : shop.shop.orders()) {
        shop.pass(java.time.Duration.ofSeconds(1));
        JsonNode order = TestShops.json(shop.get("/orders/" + listed.id() + ".json")).path("order");
        String about = "seed " + seed + ", " + settings.currency() + ": " + order;
        for (String ledger : new String[] {"shop_money", "presentment_money"}) {
          new Ledger(order, ledger).holds(about);
        }
        assertThat(listed.grandTotal())
            .as(about)
            .isEqualTo(new BigDecimal(order.path("total_price").textValue()));
      }
    }
  }

  /// The same order in both dialects: GraphQL states the amounts that REST states.
  @ParameterizedTest
  @MethodSource("kinds")
  void bothDialectsAgree(ShopSettings settings) {
    TestShops shop = new TestShops(Platform.SHOPIFY, settings, 9);
    shop.trade(120, 9);
    for (AdminOrder listed : shop.shop.orders()) {
      shop.pass(java.time.Duration.ofSeconds(1));
      JsonNode rest = TestShops.json(shop.get("/orders/" + listed.id() + ".json")).path("order");
      JsonNode graph =
          ShopifyDialect.query(
                  shop,
                  """
                  query($id: ID!) { order(id: $id) {
                    totalPriceSet { ...both } currentTotalPriceSet { ...both }
                    totalTaxSet { ...both } subtotalPriceSet { ...both }
                    totalDiscountsSet { ...both } totalShippingPriceSet { ...both }
                    displayFinancialStatus updatedAt
                  } }
                  fragment both on MoneyBag { shopMoney { amount } presentmentMoney { amount } }
                  """,
                  Map.of("id", "gid://shopify/Order/" + listed.id()))
              .path("data")
              .path("order");
      same(rest, "total_price_set", graph, "totalPriceSet");
      same(rest, "current_total_price_set", graph, "currentTotalPriceSet");
      same(rest, "total_tax_set", graph, "totalTaxSet");
      same(rest, "subtotal_price_set", graph, "subtotalPriceSet");
      same(rest, "total_discounts_set", graph, "totalDiscountsSet");
      same(rest, "total_shipping_price_set", graph, "totalShippingPriceSet");
      assertThat(graph.path("displayFinancialStatus").asText())
          .isEqualToIgnoringCase(rest.path("financial_status").asText());
      assertThat(java.time.Instant.parse(graph.path("updatedAt").asText()))
          .isEqualTo(java.time.OffsetDateTime.parse(rest.path("updated_at").asText()).toInstant());
    }
  }

  private static void same(JsonNode rest, String restField, JsonNode graph, String graphField) {
    assertThat(new BigDecimal(graph.path(graphField).path("shopMoney").path("amount").asText()))
        .as(graphField + ": " + graph)
        .isEqualByComparingTo(
            new BigDecimal(rest.path(restField).path("shop_money").path("amount").asText()));
    assertThat(
            new BigDecimal(graph.path(graphField).path("presentmentMoney").path("amount").asText()))
        .as(graphField + ": " + graph)
        .isEqualByComparingTo(
            new BigDecimal(rest.path(restField).path("presentment_money").path("amount").asText()));
  }

  /// One of an order's two ledgers.
  private record Ledger(JsonNode order, String name) {

    void holds(String about) {
      boolean inclusive = order.path("taxes_included").asBoolean();
      BigDecimal gross = BigDecimal.ZERO;
      BigDecimal discounts = BigDecimal.ZERO;
      BigDecimal tips = BigDecimal.ZERO;
      BigDecimal duties = BigDecimal.ZERO;
      BigDecimal tax = BigDecimal.ZERO;
      for (JsonNode line : order.path("line_items")) {
        BigDecimal value =
            of(line, "price_set").multiply(new BigDecimal(line.path("quantity").asInt()));
        if (line.has("tip_payment_gateway")) {
          tips = tips.add(value);
        } else {
          gross = gross.add(value);
        }
        discounts = discounts.add(sum(line.path("discount_allocations"), "amount_set"));
        tax = tax.add(sum(line.path("tax_lines"), "price_set"));
        for (JsonNode duty : line.path("duties")) {
          duties = duties.add(new BigDecimal(duty.path(name).path("amount").asText()));
        }
        quantities(line, about);
      }
      BigDecimal shipping = BigDecimal.ZERO;
      BigDecimal rebates = BigDecimal.ZERO;
      for (JsonNode line : order.path("shipping_lines")) {
        shipping = shipping.add(of(line, "price_set"));
        rebates = rebates.add(sum(line.path("discount_allocations"), "amount_set"));
        tax = tax.add(sum(line.path("tax_lines"), "price_set"));
      }
      equal("total_line_items_price_set", gross, about);
      equal("subtotal_price_set", gross.subtract(discounts), about);
      equal("total_discounts_set", discounts.add(rebates), about);
      equal("total_tax_set", tax, about);
      assertThat(sum(order.path("tax_lines"), "price_set")).as(about).isEqualByComparingTo(tax);
      BigDecimal total =
          gross
              .subtract(discounts)
              .add(shipping)
              .subtract(rebates)
              .add(inclusive ? BigDecimal.ZERO : tax)
              .add(tips)
              .add(duties);
      equal("total_price_set", total, about);
      equal("current_total_price_set", total.subtract(back(inclusive)), about);
    }

    private void quantities(JsonNode line, String about) {
      int back = 0;
      for (JsonNode refund : order.path("refunds")) {
        for (JsonNode part : refund.path("refund_line_items")) {
          back +=
              part.path("line_item_id").equals(line.path("id")) ? part.path("quantity").asInt() : 0;
        }
      }
      assertThat(line.path("current_quantity").asInt())
          .as(about)
          .isEqualTo(line.path("quantity").asInt() - back)
          .isNotNegative();
    }

    private BigDecimal back(boolean inclusive) {
      BigDecimal back = BigDecimal.ZERO;
      for (JsonNode refund : order.path("refunds")) {
        back = back.add(sum(refund.path("refund_line_items"), "subtotal_set"));
        back = back.add(sum(refund.path("refund_shipping_lines"), "subtotal_amount_set"));
        back = back.subtract(sum(refund.path("order_adjustments"), "amount_set"));
        if (!inclusive) {
          back = back.add(sum(refund.path("refund_line_items"), "total_tax_set"));
          back = back.add(sum(refund.path("refund_shipping_lines"), "tax_amount_set"));
        }
      }
      return back;
    }

    private void equal(String field, BigDecimal amount, String about) {
      assertThat(of(order, field)).as(field + " of " + about).isEqualByComparingTo(amount);
    }

    private BigDecimal of(JsonNode node, String field) {
      return new BigDecimal(node.path(field).path(name).path("amount").asText());
    }

    private BigDecimal sum(JsonNode array, String field) {
      BigDecimal sum = BigDecimal.ZERO;
      for (JsonNode each : array) {
        sum = sum.add(of(each, field));
      }
      return sum;
    }
  }
}
