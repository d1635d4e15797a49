package io.orderwire.shops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Call limits, credentials and what an app may not see.
class LimitsTest {
  private static final String DEAR =
      "{ orders(first: 250) { nodes { id lineItems(first: 50) { nodes { id"
          + " originalUnitPriceSet { shopMoney { amount } } } } } } }";

  @Test
  void throttledQueriesAreHttp200AndPassAfterTheBucketRefills() {
    TestShops shop = TestShops.shopify();
    shop.place(Scenario.GUEST);
    JsonNode answer = shop.query(DEAR, Map.of());
    JsonNode cost = answer.path("extensions").path("cost");
    int requested = cost.path("requestedQueryCost").asInt();
    assertThat(requested).isBetween(100, 1000);
    assertThat(cost.path("actualQueryCost").asInt()).isLessThan(requested);
    int calls = 0;
    while (answer.path("errors").isMissingNode()) {
      answer = shop.query(DEAR, Map.of());
      calls++;
      assertThat(calls).isLessThan(100);
    }
    assertThat(answer.path("errors").path(0).path("extensions").path("code").asText())
        .isEqualTo("THROTTLED");
    assertThat(answer.path("data").isMissingNode()).isTrue();
    JsonNode status = answer.path("extensions").path("cost").path("throttleStatus");
    int missing = requested - status.path("currentlyAvailable").asInt();
    shop.pass(Duration.ofMillis(missing * 1000L / status.path("restoreRate").asInt() + 1000));
    assertThat(shop.query(DEAR, Map.of()).path("errors").isMissingNode()).isTrue();
  }

  @Test
  void tooDearQueriesAreRefused() {
    String nested =
        "{ orders(first: 250) { nodes { lineItems(first: 250) { nodes { id"
            + " originalUnitPriceSet { shopMoney { amount } presentmentMoney { amount } }"
            + " discountedTotalSet { shopMoney { amount } presentmentMoney { amount } }"
            + " product { id } variant { id } } } } } }";
    JsonNode error =
        TestShops.shopify().query(nested, Map.of()).path("errors").path(0).path("extensions");
    assertThat(error.path("code").asText()).isEqualTo("MAX_COST_EXCEEDED");
    assertThat(error.path("maxCost").asInt()).isEqualTo(1000);
  }

  /// As observed on a live shop and published in the developer forum: this query costs 25.
  @Test
  void costsWhatWasObserved() {
    String query =
        "query($id: ID!) { order(id: $id) { lineItems(first: 250) { nodes { product { id } } } } }";
    JsonNode answer = TestShops.shopify().query(query, Map.of("id", "gid://shopify/Order/1"));
    assertThat(answer.path("extensions").path("cost").path("requestedQueryCost").asInt())
        .isBetween(24, 27);
  }

  @Test
  void restCallsFillABucketOfForty() {
    TestShops shop = TestShops.shopify();
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
  void wrongCredentialsAreRefused() {
    Shop shopify = TestShops.shopify().shop;
    ShopRequest noToken =
        ShopRequest.of(
            "GET",
            "/admin/api/2026-07/orders.json",
            Map.of("X-Shopify-Access-Token", "shpat_other"),
            new byte[0]);
    assertThat(shopify.handle(noToken).status()).isEqualTo(401);
    Shop woocommerce = TestShops.woocommerce().shop;
    String orders = "/wp-json/wc/v3/orders";
    ShopReply none = woocommerce.handle(ShopRequest.of("GET", orders, Map.of(), new byte[0]));
    assertThat(none.status()).isEqualTo(401);
    assertThat(none.text()).contains("woocommerce_rest_cannot_view");
    ShopReply wrong =
        woocommerce.handle(
            ShopRequest.of("GET", orders + "?consumer_key=ck_x", Map.of(), new byte[0]));
    assertThat(wrong.status()).isEqualTo(401);
    assertThat(wrong.text()).contains("Consumer key is invalid.");
    Shop bigcommerce = TestShops.bigcommerce().shop;
    ShopRequest otherToken =
        ShopRequest.of(
            "GET", "/stores/abcd1234/v2/orders", Map.of("X-Auth-Token", "another"), new byte[0]);
    assertThat(bigcommerce.handle(otherToken).status()).isEqualTo(401);
    ShopReply refused =
        TestShops.magento()
            .shop
            .handle(
                ShopRequest.of(
                    "GET",
                    "/rest/V1/orders",
                    Map.of("Authorization", "Bearer another"),
                    new byte[0]));
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.text()).contains("Magento_Sales::actions_view");
  }

  /// Every call takes from the quota of a window; what is left is told, and when the next begins.
  @Test
  void aQuotaPerWindowIsToldAndKept() {
    TestShops shop = TestShops.bigcommerce();
    for (int left = 449; left >= 0; left--) {
      ShopReply reply = shop.get("/v2/orders");
      assertThat(reply.status()).isEqualTo(204);
      assertThat(reply.headers())
          .containsEntry("X-Rate-Limit-Requests-Left", Integer.toString(left))
          .containsEntry("X-Rate-Limit-Requests-Quota", "450");
    }
    shop.pass(Duration.ofSeconds(10));
    ShopReply refused = shop.get("/v2/orders");
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.headers()).containsEntry("X-Rate-Limit-Time-Reset-Ms", "20000");
    shop.pass(Duration.ofSeconds(20));
    assertThat(shop.get("/v2/orders").headers()).containsEntry("X-Rate-Limit-Requests-Left", "449");
  }

  @Test
  void ordersOlderThanSixtyDaysAreAbsentWithoutAnError() {
    TestShops shop = TestShops.shopify();
    String id = shop.place(Scenario.GUEST);
    shop.pass(Duration.ofDays(61));
    assertThat(TestShops.json(shop.get("/orders.json?status=any")).path("orders")).isEmpty();
    assertThat(shop.get("/orders/" + id + ".json").status()).isEqualTo(404);
    assertThat(
            shop.query("{ orders(first: 5) { nodes { id } } }", Map.of())
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
  void plainPermalinksServeByQueryOnly() {
    ShopSettings plain =
        TestShops.quiet(Platform.WOOCOMMERCE).change().plainPermalinks(true).done();
    TestShops shop = new TestShops(Platform.WOOCOMMERCE, plain, 1);
    assertThat(shop.get("/orders").status()).isEqualTo(404);
    String keys = "&consumer_key=" + plain.key() + "&consumer_secret=" + plain.secret();
    ShopReply reply =
        shop.shop.handle(
            ShopRequest.of("GET", "/?rest_route=/wc/v3/orders" + keys, Map.of(), new byte[0]));
    assertThat(reply.status()).isEqualTo(200);
  }

  @Test
  void warnsOfSearchFieldsItDoesNotKnow() {
    TestShops shop = TestShops.shopify();
    shop.place(Scenario.GUEST);
    JsonNode answer =
        shop.query("{ orders(first: 5, query: \"updated:>'2020'\") { nodes { id } } }", Map.of());
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
