package io.orderwire.connectors.shopify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.connector.CartCall;
import io.orderwire.connector.CartCall.Parameter;
import io.orderwire.connector.CartReply;
import io.orderwire.connector.Fault;
import io.orderwire.connector.Fault.Category;
import io.orderwire.connector.FaultException;
import io.orderwire.connector.Headers;
import io.orderwire.connector.OrderFeed.BudgetReading;
import io.orderwire.connector.Page;
import io.orderwire.connector.StoreContext;
import io.orderwire.connector.StoreMapping;
import io.orderwire.connector.WebhookRegistry.Subscription;
import io.orderwire.connector.WebhookRegistry.Subscriptions;
import io.orderwire.connector.Window;
import io.orderwire.json.Json;
import io.orderwire.model.ExternalId;
import io.orderwire.model.Money;
import io.orderwire.model.PlatformId;
import io.orderwire.model.StoreId;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What Shopify's replies mean to the feed and the registry.
final class ShopifyFeedTest {
  private static final Path PAGES = Path.of("src/test/resources/shopify/pages");
  private static final StoreContext GRAPH = store(Map.of());
  private static final StoreContext REST = store(Map.of("api", "rest"));
  private static final Window WINDOW =
      new Window(
          Instant.parse("2026-05-04T10:00:00Z"),
          Optional.of(Instant.parse("2026-05-05T10:00:00Z")));

  private final ShopifyFeed feed = new ShopifyFeed();
  private final ShopifyRegistry registry = new ShopifyRegistry();

  @Test
  void theListingSearchesByUpdateWithBothBounds() {
    JsonNode variables = variables(feed.orders().first(WINDOW, GRAPH));
    assertThat(variables.path("search").asText())
        .isEqualTo("updated_at:>='2026-05-04T10:00:00Z' AND updated_at:<='2026-05-05T10:00:00Z'");
    assertThat(variables.path("returns").asBoolean()).isTrue();
    assertThat(
            variables(feed.orders().first(WINDOW, store(Map.of("returns", "no"))))
                .path("returns")
                .asBoolean())
        .isFalse();
  }

  @Test
  void anOutlineIsTwentyFiveTimesAsManyOrdersForLess() {
    CartCall outline = feed.outline().first(WINDOW, GRAPH);
    CartCall whole = feed.orders().first(WINDOW, GRAPH);
    assertThat(variables(outline).path("search")).isEqualTo(variables(whole).path("search"));
    assertThat(variables(outline).path("first").asInt())
        .isEqualTo(25 * variables(whole).path("first").asInt());
    assertThat(outline.cost()).isLessThan(whole.cost());
    CartReply reply =
        json(
            """
            {"data":{"orders":{"pageInfo":{"hasNextPage":true,"endCursor":"c1"},"nodes":[
              {"id":"gid://shopify/Order/7","updatedAt":"2026-05-04T11:00:00Z",
               "currencyCode":"EUR","totalPriceSet":{"shopMoney":{"amount":"12.50"}},
               "totalRefundedSet":{"shopMoney":{"amount":"2.5"}}}]}}}""");
    Page page = feed.outline().read(outline, reply, GRAPH);
    assertThat(page.rows().getFirst().worth())
        .contains(new Page.Worth(Money.of("12.50", "EUR"), Money.of("2.50", "EUR")));
    assertThat(variables(page.next().orElseThrow()).path("after").asText()).isEqualTo("c1");
  }

  @Test
  void ordersThatAreGoneAreNullAmongTheNodes() {
    List<ExternalId> ids = List.of(new ExternalId("7"), new ExternalId("8"));
    CartCall call = feed.byId().call(ids, GRAPH);
    assertThat(variables(call).path("ids").get(1).asText()).isEqualTo("gid://shopify/Order/8");
    CartReply reply =
        json(
            """
            {"data":{"nodes":[null,{"id":"gid://shopify/Order/8",
              "updatedAt":"2026-05-04T11:00:00Z"}]}}""");
    assertThat(feed.byId().read(call, reply, GRAPH).rows())
        .extracting(row -> row.id().value())
        .containsExactly("8");
    CartReply held =
        json(
            """
            {"data":{"nodes":[null,{"id":"gid://shopify/Order/8","displayFulfillmentStatus":
              "ON_HOLD","updatedAt":"2026-05-04T11:00:00Z"}]}}""");
    assertThat(feed.byId().read(call, held, GRAPH).rows().getFirst().part())
        .isNotEqualTo(feed.byId().read(call, reply, GRAPH).rows().getFirst().part());
    CartCall rest = feed.byId().call(ids, REST);
    assertThat(rest.query()).contains(new CartCall.Parameter("ids", "7,8"));
  }

  private static CartReply json(String body) {
    return new CartReply(
        200,
        new Headers(Map.of("content-type", "application/json")),
        body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void statusTwoHundredMayMeanThrottled() throws IOException {
    Fault fault = feed.fault(page("throttled.json")).orElseThrow();
    assertThat(fault.category()).isEqualTo(Category.THROTTLED);
    assertThat(fault.retryAfter().orElseThrow())
        .isBetween(Duration.ofSeconds(6), Duration.ofSeconds(7));
    assertThat(feed.budget(page("throttled.json"))).contains(new BudgetReading(142, 2000, 100));
  }

  @Test
  void errorsWithoutDataParkTheStoreAndErrorsBesideDataDoNot() throws IOException {
    assertThat(feed.fault(page("access-denied.json")).orElseThrow())
        .satisfies(fault -> assertThat(fault.category()).isEqualTo(Category.UNAUTHORIZED))
        .satisfies(fault -> assertThat(fault.detail()).contains("read_returns"));
    assertThat(feed.fault(page("one-field-denied.json"))).isEmpty();
    assertThat(feed.fault(page("user-error.json")).orElseThrow())
        .satisfies(fault -> assertThat(fault.category()).isEqualTo(Category.MALFORMED))
        .satisfies(fault -> assertThat(fault.detail()).contains("already been taken"));
  }

  @Test
  void statusesHaveTheirCategories() {
    assertThat(category(401)).isEqualTo(Category.UNAUTHORIZED);
    assertThat(category(402)).isEqualTo(Category.UNAUTHORIZED);
    assertThat(category(403)).isEqualTo(Category.UNAUTHORIZED);
    assertThat(category(423)).isEqualTo(Category.UNAUTHORIZED);
    assertThat(category(404)).isEqualTo(Category.GONE);
    assertThat(category(429)).isEqualTo(Category.THROTTLED);
    assertThat(category(430)).isEqualTo(Category.THROTTLED);
    assertThat(category(502)).isEqualTo(Category.UNAVAILABLE);
    assertThat(category(301)).isEqualTo(Category.MALFORMED);
    assertThat(
            feed.fault(reply(200, "<!DOCTYPE html><title>Error</title>")).orElseThrow().category())
        .isEqualTo(Category.MALFORMED);
  }

  @Test
  void retryAfterMayHaveDecimals() {
    CartReply reply = new CartReply(429, new Headers(Map.of("Retry-After", "2.5")), new byte[0]);
    assertThat(feed.fault(reply).orElseThrow().retryAfter()).contains(Duration.ofMillis(2500));
  }

  @Test
  void restCallsCountAsPoints() {
    CartReply reply =
        new CartReply(
            200,
            new Headers(Map.of("X-Shopify-Shop-Api-Call-Limit", "12/40")),
            "{\"orders\":[]}".getBytes(StandardCharsets.UTF_8));
    assertThat(feed.budget(reply)).contains(new BudgetReading(28 * 50, 40 * 50, 2 * 50));
  }

  @Test
  void theRestListingAsksForAnyStatusAndFollowsTheLink() {
    CartCall first = feed.orders().first(WINDOW, REST);
    assertThat(first.path()).isEqualTo("/admin/api/2026-07/orders.json");
    assertThat(first.query())
        .contains(new Parameter("status", "any"))
        .contains(new Parameter("updated_at_min", "2026-05-04T10:00:00Z"));
    CartReply reply =
        new CartReply(
            200,
            new Headers(
                Map.of(
                    "Link",
                    "<https://acme-eu.myshopify.com/admin/api/2026-07/orders.json?limit=250&page_info=old>;"
                        + " rel=\"previous\","
                        + " <https://acme-eu.myshopify.com/admin/api/2026-07/orders.json?limit=250&page_info=a%3Db>;"
                        + " rel=\"next\"")),
            "{\"orders\":[{\"id\":6200000000001,\"updated_at\":\"2026-05-04T11:12:33+02:00\"}]}"
                .getBytes(StandardCharsets.UTF_8));
    Page page = feed.orders().read(first, reply, REST);
    assertThat(page.rows()).singleElement().satisfies(row -> assertThat(row.document()).isEmpty());
    assertThat(page.next().orElseThrow().query())
        .containsExactly(new Parameter("limit", "250"), new Parameter("page_info", "a=b"));
  }

  @Test
  void aPageWithoutOrdersIsAFault() {
    CartCall first = feed.orders().first(WINDOW, GRAPH);
    assertThatThrownBy(() -> feed.orders().read(first, reply(200, "{\"data\":{}}"), GRAPH))
        .isInstanceOf(FaultException.class);
  }

  @Test
  void subscriptionsAreReadPageByPageUnderTheirTopics() throws IOException {
    Subscriptions read = registry.read(page("subscriptions.json"), GRAPH);
    assertThat(read.items())
        .contains(
            new Subscription(
                "gid://shopify/WebhookSubscription/1",
                "orders/partially_fulfilled",
                "https://example.com/webhooks/t",
                true));
    assertThat(variables(read.next().orElseThrow()).path("after").asText())
        .isEqualTo("eyJsYXN0X2lkIjoxfQ==");
  }

  @Test
  void subscriptionsAreMadeAndRemovedInBothDialects() {
    CartCall graph = registry.register("orders/create", "https://example.com/t", "s", GRAPH);
    assertThat(variables(graph).path("topic").asText()).isEqualTo("ORDERS_CREATE");
    CartCall rest = registry.register("orders/create", "https://example.com/t", "s", REST);
    assertThat(rest.path()).isEqualTo("/admin/api/2026-07/webhooks.json");
    assertThat(rest.body().orElseThrow()).doesNotContain("\"s\"");
    Subscription mine = new Subscription("7", "orders/create", "https://example.com/t", true);
    assertThat(variables(registry.remove(mine, GRAPH)).path("id").asText())
        .isEqualTo("gid://shopify/WebhookSubscription/7");
    assertThat(registry.remove(mine, REST).path()).isEqualTo("/admin/api/2026-07/webhooks/7.json");
  }

  private Category category(int status) {
    return feed.fault(reply(status, "")).orElseThrow().category();
  }

  private static CartReply reply(int status, String body) {
    return new CartReply(status, Headers.none(), body.getBytes(StandardCharsets.UTF_8));
  }

  private static CartReply page(String name) throws IOException {
    return new CartReply(200, Headers.none(), Files.readAllBytes(PAGES.resolve(name)));
  }

  private static JsonNode variables(CartCall call) {
    return Json.read(call.body().orElseThrow(), JsonNode.class).path("variables");
  }

  private static StoreContext store(Map<String, String> options) {
    return new StoreContext(
        new StoreId("acme-eu"),
        new PlatformId("shopify"),
        URI.create("https://acme-eu.myshopify.com"),
        StoreMapping.standard(),
        options);
  }
}
