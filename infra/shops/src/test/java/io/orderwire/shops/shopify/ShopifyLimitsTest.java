package io.orderwire.shops.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.shops.Platform;
import io.orderwire.shops.Scenario;
import io.orderwire.shops.ShopReply;
import io.orderwire.shops.ShopSettings;
import io.orderwire.shops.TestShops;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Call limits, and what an app may not see.
class ShopifyLimitsTest {
  private static final String DEAR =
      "{ orders(first: 250) { nodes { id lineItems(first: 50) { nodes { id"
          + " originalUnitPriceSet { shopMoney { amount } } } } } } }";

  @Test
  void throttledQueriesAreHttp200AndPassAfterTheBucketRefills() {
    TestShops shop = TestShops.of(Platform.SHOPIFY);
    shop.place(Scenario.GUEST);
    JsonNode answer = ShopifyDialect.query(shop, DEAR, Map.of());
    JsonNode cost = answer.path("extensions").path("cost");
    int requested = cost.path("requestedQueryCost").asInt();
    assertThat(requested).isBetween(100, 1000);
    assertThat(cost.path("actualQueryCost").asInt()).isLessThan(requested);
    int calls = 0;
    while (answer.path("errors").isMissingNode()) {
      answer = ShopifyDialect.query(shop, DEAR, Map.of());
      calls++;
      assertThat(calls).isLessThan(100);
    }
    assertThat(answer.path("errors").path(0).path("extensions").path("code").asText())
        .isEqualTo("THROTTLED");
    assertThat(answer.path("data").isMissingNode()).isTrue();
    JsonNode status = answer.path("extensions").path("cost").path("throttleStatus");
    int missing = requested - status.path("currentlyAvailable").asInt();
    shop.pass(Duration.ofMillis(missing * 1000L / status.path("restoreRate").asInt() + 1000));
    assertThat(ShopifyDialect.query(shop, DEAR, Map.of()).path("errors").isMissingNode()).isTrue();
  }

  @Test
  void tooDearQueriesAreRefused() {
    String nested =
        "{ orders(first: 250) { nodes { lineItems(first: 250) { nodes { id"
            + " originalUnitPriceSet { shopMoney { amount } presentmentMoney { amount } }"
            + " discountedTotalSet { shopMoney { amount } presentmentMoney { amount } }"
            + " product { id } variant { id } } } } } }";
    JsonNode error =
        ShopifyDialect.query(TestShops.of(Platform.SHOPIFY), nested, Map.of())
            .path("errors")
            .path(0)
            .path("extensions");
    assertThat(error.path("code").asText()).isEqualTo("MAX_COST_EXCEEDED");
    assertThat(error.path("maxCost").asInt()).isEqualTo(1000);
  }

  /// As observed on a live shop and published in the developer forum: this query costs 25.
  @Test
  void costsWhatWasObserved() {
    String query =
        "query($id: ID!) { order(id: $id) { lineItems(first: 250) { nodes { product { id } } } } }";
    JsonNode answer =
        ShopifyDialect.query(
            TestShops.of(Platform.SHOPIFY), query, Map.of("id", "gid://shopify/Order/1"));
    assertThat(answer.path("extensions").path("cost").path("requestedQueryCost").asInt())
        .isBetween(24, 27);
  }

  @Test
  void restCallsFillABucketOfForty() {
    TestShops shop = TestShops.of(Platform.SHOPIFY);
    for (int call = 1; call <= 40; call++) {
      ShopReply reply = shop.get("/orders.json");
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.headers()).containsEntry("X-Shopify-Shop-Api-Call-Limit", call + "/40");
    }
    ShopReply refused = shop.get("/orders.json");
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.headers()).containsEntry("Retry-After", "2.0");
    shop.pass(Duration.ofSeconds(2));
    assertThat(shop.get("/orders.json").headers())
        .containsEntry("X-Shopify-Shop-Api-Call-Limit", "37/40");
  }

  @Test
  void ordersOlderThanSixtyDaysAreAbsentWithoutAnError() {
    TestShops shop = TestShops.of(Platform.SHOPIFY);
    String id = shop.place(Scenario.GUEST);
    shop.pass(Duration.ofDays(61));
    assertThat(TestShops.json(shop.get("/orders.json?status=any")).path("orders")).isEmpty();
    assertThat(shop.get("/orders/" + id + ".json").status()).isEqualTo(404);
    assertThat(
            ShopifyDialect.query(shop, "{ orders(first: 5) { nodes { id } } }", Map.of())
                .path("data")
                .path("orders")
                .path("nodes"))
        .isEmpty();
    ShopSettings all = TestShops.quiet(Platform.SHOPIFY).change().horizonDays(0).done();
    TestShops open = new TestShops(Platform.SHOPIFY, all, 1);
    open.place(Scenario.GUEST);
    open.pass(Duration.ofDays(400));
    assertThat(TestShops.json(open.get("/orders.json?status=any")).path("orders")).hasSize(1);
  }

  @Test
  void warnsOfSearchFieldsItDoesNotKnow() {
    TestShops shop = TestShops.of(Platform.SHOPIFY);
    shop.place(Scenario.GUEST);
    JsonNode answer =
        ShopifyDialect.query(
            shop, "{ orders(first: 5, query: \"updated:>'2020'\") { nodes { id } } }", Map.of());
    assertThat(answer.path("data").path("orders").path("nodes")).isEmpty();
    assertThat(
            answer
                .path("extensions")
                .path("search")
                .path(0)
                .path("warnings")
                .path(0)
                .path("field")
                .asText())
        .isEqualTo("updated");
  }
}
