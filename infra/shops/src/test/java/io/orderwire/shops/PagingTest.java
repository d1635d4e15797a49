package io.orderwire.shops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Paging covers everything once, ends, and is ordered, for every page size, with many equal times.
class PagingTest {
  private static final String ORDERS =
      "query($after: String) { orders(first: SIZE, after: $after, sortKey: UPDATED_AT,"
          + " query: \"updated_at:>='2026-11-23T10:00:10Z'\")"
          + " { nodes { id updatedAt } pageInfo { hasNextPage endCursor } } }";

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 50, 250})
  void graphql(int size) {
    TestShops shop = TestShops.shopify();
    shop.trade(120, 4);
    List<String> ids = new ArrayList<>();
    List<String> times = new ArrayList<>();
    Map<String, String> variables = Map.of();
    while (true) {
      JsonNode orders =
          shop.query(ORDERS.replace("SIZE", Integer.toString(size)), variables)
              .path("data")
              .path("orders");
      for (JsonNode order : orders.path("nodes")) {
        ids.add(order.path("id").asText().replace("gid://shopify/Order/", ""));
        times.add(order.path("updatedAt").asText());
      }
      if (!orders.path("pageInfo").path("hasNextPage").asBoolean()) {
        break;
      }
      variables = Map.of("after", orders.path("pageInfo").path("endCursor").asText());
      shop.pass(Duration.ofSeconds(1));
    }
    assertThat(times).isSorted();
    assertThat(ids).doesNotHaveDuplicates().hasSizeGreaterThan(20);
    assertThat(new TreeSet<>(ids)).isEqualTo(updatedSince(shop, "2026-11-23T10:00:10Z"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 50, 250})
  void restByPageInfo(int size) {
    TestShops shop = TestShops.shopify();
    shop.trade(100, 4);
    List<String> ids = new ArrayList<>();
    String target =
        "/orders.json?status=any&order=updated_at+asc&limit="
            + size
            + "&updated_at_min=2026-11-23T05:00:10-05:00&fields=id,updated_at";
    while (!target.isEmpty()) {
      ShopReply reply = shop.get(target);
      TestShops.json(reply).path("orders").forEach(order -> ids.add(order.path("id").asText()));
      assertThat(TestShops.json(reply).path("orders").path(0).size()).isEqualTo(2);
      String link = reply.headers().getOrDefault("Link", "");
      int from = link.indexOf("/orders.json");
      target =
          link.isEmpty() ? "" : link.substring(from, link.indexOf('>')) + "&fields=id,updated_at";
      shop.pass(Duration.ofSeconds(1));
    }
    assertThat(ids).doesNotHaveDuplicates();
    assertThat(new TreeSet<>(ids)).isEqualTo(updatedSince(shop, "2026-11-23T10:00:10Z"));
  }

  @Test
  void pageInfoSuffersNoFilters() {
    TestShops shop = TestShops.shopify();
    shop.trade(60, 4);
    String link = shop.get("/orders.json?status=any&limit=2").headers().getOrDefault("Link", "");
    String next = link.substring(link.indexOf("/orders.json"), link.indexOf('>'));
    assertThat(shop.get(next + "&status=any").status()).isEqualTo(400);
    assertThat(shop.get(next).status()).isEqualTo(200);
  }

  @Test
  void restHidesClosedOrdersUnlessAsked() {
    TestShops shop = TestShops.shopify();
    String id = shop.place(Scenario.GUEST);
    shop.shop.act(new Action.Cancel(id, "customer"));
    assertThat(TestShops.json(shop.get("/orders.json")).path("orders")).isEmpty();
    assertThat(TestShops.json(shop.get("/orders.json?status=any")).path("orders")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 9, 100})
  void woocommerceByOffset(int size) {
    TestShops shop = TestShops.woocommerce();
    shop.trade(120, 4);
    TreeSet<String> ids = new TreeSet<>();
    List<String> times = new ArrayList<>();
    int pages = 1;
    int total = 0;
    for (int page = 1; page <= pages; page++) {
      ShopReply reply =
          shop.get(
              "/orders?orderby=modified&order=asc&dates_are_gmt=true"
                  + "&modified_after=2026-11-23T10:00:10&per_page="
                  + size
                  + "&page="
                  + page);
      pages = Integer.parseInt(reply.headers().getOrDefault("X-WP-TotalPages", "0"));
      total = Integer.parseInt(reply.headers().getOrDefault("X-WP-Total", "0"));
      for (JsonNode order : TestShops.json(reply)) {
        assertThat(ids.add(order.path("id").asText())).isTrue();
        times.add(order.path("date_modified_gmt").asText());
      }
      assertThat(reply.headers().getOrDefault("Link", "").contains("rel=\"next\""))
          .isEqualTo(page < pages);
    }
    assertThat(times).isSorted().allMatch(time -> time.compareTo("2026-11-23T10:00:10") > 0);
    assertThat(ids).hasSize(total).hasSizeGreaterThan(20);
    assertThat(
            TestShops.json(
                shop.get(
                    "/orders?page="
                        + (pages + 1)
                        + "&per_page="
                        + size
                        + "&orderby=modified&modified_after=2026-11-23T10:00:10&dates_are_gmt=true")))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 9, 250})
  void bigcommerceByNumber(int size) {
    TestShops shop = TestShops.bigcommerce();
    shop.trade(120, 4);
    TreeSet<String> ids = new TreeSet<>();
    List<String> times = new ArrayList<>();
    String target =
        "/v2/orders?sort=date_modified:asc&min_date_modified=2026-11-23T10:00:10Z&limit=" + size;
    int rows = size;
    for (int page = 1; rows == size; page++) {
      ShopReply reply = shop.get(target + "&page=" + page);
      rows = 0;
      if (reply.status() == 204) {
        break;
      }
      for (JsonNode order : TestShops.json(reply)) {
        assertThat(ids.add(order.path("id").asText())).isTrue();
        times.add(
            OffsetDateTime.parse(
                    order.path("date_modified").asText(), DateTimeFormatter.RFC_1123_DATE_TIME)
                .toInstant()
                .toString());
        rows++;
      }
      shop.pass(Duration.ofSeconds(1));
    }
    assertThat(times).isSorted().allMatch(time -> time.compareTo("2026-11-23T10:00:10Z") >= 0);
    JsonNode count =
        TestShops.json(shop.get("/v2/orders/count?min_date_modified=2026-11-23T10:00:10Z"));
    assertThat(ids).hasSize(count.path("count").asInt()).hasSizeGreaterThan(20);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 9, 300})
  void magentoByNumber(int size) {
    TestShops shop = TestShops.magento();
    shop.trade(120, 4);
    TreeSet<String> ids = new TreeSet<>();
    List<String> times = new ArrayList<>();
    String filter = "searchCriteria[filter_groups][0][filters][0]";
    String target =
        "/orders?fields=items[entity_id,updated_at],total_count&searchCriteria[sortOrders][0]"
            + "[field]=updated_at&searchCriteria[sortOrders][0][direction]=ASC&"
            + (filter + "[field]=updated_at&" + filter + "[condition_type]=gteq&")
            + (filter + "[value]=2026-11-23+10:00:10&searchCriteria[pageSize]=" + size);
    int total = 0;
    int rows = size;
    for (int page = 1; rows > 0; page++) {
      JsonNode found = TestShops.json(shop.get(target + "&searchCriteria[currentPage]=" + page));
      total = found.path("total_count").asInt();
      rows = found.path("items").size();
      for (JsonNode order : found.path("items")) {
        assertThat(ids.add(order.path("entity_id").asText())).isTrue();
        times.add(order.path("updated_at").asText());
        assertThat(order.size()).isEqualTo(2);
      }
    }
    assertThat(times).isSorted().allMatch(time -> time.compareTo("2026-11-23 10:00:10") >= 0);
    assertThat(ids).hasSize(total).hasSizeGreaterThan(20);
  }

  /// Bounds are exclusive, of whole seconds, and in site time unless said otherwise; a zone is
  /// ignored.
  @Test
  void woocommerceReadsBoundsAsDocumented() {
    TestShops shop = TestShops.woocommerce();
    String id = shop.place(Scenario.GUEST);
    String gmt = "/orders?dates_are_gmt=true&modified_after=2026-11-23T";
    assertThat(TestShops.json(shop.get(gmt + "10:00:00"))).isEmpty();
    assertThat(TestShops.json(shop.get(gmt + "09:59:59"))).hasSize(1);
    assertThat(TestShops.json(shop.get(gmt + "09:59:59Z"))).hasSize(1);
    // Berlin is an hour ahead: 10:59:59 there is 09:59:59 GMT.
    String site = "/orders?modified_after=2026-11-23T";
    assertThat(TestShops.json(shop.get(site + "10:59:59"))).hasSize(1);
    assertThat(TestShops.json(shop.get(site + "11:00:00"))).isEmpty();
    assertThat(shop.get("/orders?per_page=101").status()).isEqualTo(400);
    assertThat(TestShops.json(shop.get("/orders/" + id)).path("date_created").asText())
        .isEqualTo("2026-11-23T11:00:00");
  }

  @Test
  void trashedOrdersAreFoundByTheirStatusOnlyAndDraftsLeak() {
    TestShops shop = TestShops.woocommerce();
    String trashed = shop.place(Scenario.GUEST);
    shop.shop.act(new Action.Trash(trashed));
    shop.shop.act(new Action.Abandon(Scenario.GUEST.purchase(new SplittableRandom(1))));
    JsonNode any = TestShops.json(shop.get("/orders?status=any"));
    assertThat(any).hasSize(1);
    assertThat(any.path(0).path("status").asText()).isEqualTo("checkout-draft");
    assertThat(TestShops.json(shop.get("/orders?status=trash"))).hasSize(1);
    assertThat(TestShops.json(shop.get("/orders?status=processing,on-hold"))).isEmpty();
    assertThat(shop.get("/orders?status=shipped").status()).isEqualTo(400);
    assertThat(TestShops.json(shop.get("/orders/" + trashed)).path("status").asText())
        .isEqualTo("trash");
  }

  /// An order edited in the admin keeps its modification time, so that no poll by time finds it.
  @Test
  void woocommerceEditsDoNotMoveTheModificationTime() {
    TestShops shop = TestShops.woocommerce();
    String id = shop.place(Scenario.BANK_TRANSFER);
    shop.pass(Duration.ofMinutes(5));
    JsonNode before = TestShops.json(shop.get("/orders/" + id));
    shop.shop.act(new Action.AddLine(id, Item.of(Catalogue.TOWEL, 1)));
    JsonNode after = TestShops.json(shop.get("/orders/" + id));
    assertThat(after.path("total")).isNotEqualTo(before.path("total"));
    assertThat(after.path("date_modified")).isEqualTo(before.path("date_modified"));
  }

  private static java.util.Set<String> updatedSince(TestShops shop, String time) {
    TreeSet<String> ids = new TreeSet<>();
    java.time.Instant bound = java.time.Instant.parse(time);
    for (AdminOrder order : shop.shop.orders()) {
      shop.pass(Duration.ofSeconds(1));
      JsonNode body = TestShops.json(shop.get("/orders/" + order.id() + ".json")).path("order");
      java.time.Instant updated =
          java.time.OffsetDateTime.parse(body.path("updated_at").asText()).toInstant();
      if (!updated.isBefore(bound)) {
        ids.add(order.id());
      }
    }
    return ids;
  }
}
