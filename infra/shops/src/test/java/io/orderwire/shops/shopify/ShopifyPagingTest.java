package io.orderwire.shops.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.shops.Action;
import io.orderwire.shops.AdminOrder;
import io.orderwire.shops.Platform;
import io.orderwire.shops.Scenario;
import io.orderwire.shops.ShopReply;
import io.orderwire.shops.TestShops;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Paging covers everything once, ends, and is ordered, for every page size, with many equal times.
class ShopifyPagingTest {
  private static final String ORDERS =
      "query($after: String) { orders(first: SIZE, after: $after, sortKey: UPDATED_AT,"
          + " query: \"updated_at:>='2026-11-23T10:00:10Z'\")"
          + " { nodes { id updatedAt } pageInfo { hasNextPage endCursor } } }";

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 50, 250})
  void graphql(int size) {
    TestShops shop = TestShops.of(Platform.SHOPIFY);
    shop.trade(120, 4);
    List<String> ids = new ArrayList<>();
    List<String> times = new ArrayList<>();
    Map<String, String> variables = Map.of();
    while (true) {
      JsonNode orders =
          ShopifyDialect.query(shop, ORDERS.replace("SIZE", Integer.toString(size)), variables)
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
    TestShops shop = TestShops.of(Platform.SHOPIFY);
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
    TestShops shop = TestShops.of(Platform.SHOPIFY);
    shop.trade(60, 4);
    String link = shop.get("/orders.json?status=any&limit=2").headers().getOrDefault("Link", "");
    String next = link.substring(link.indexOf("/orders.json"), link.indexOf('>'));
    assertThat(shop.get(next + "&status=any").status()).isEqualTo(400);
    assertThat(shop.get(next).status()).isEqualTo(200);
  }

  @Test
  void restHidesClosedOrdersUnlessAsked() {
    TestShops shop = TestShops.of(Platform.SHOPIFY);
    String id = shop.place(Scenario.GUEST);
    shop.shop.act(new Action.Cancel(id, "customer"));
    assertThat(TestShops.json(shop.get("/orders.json")).path("orders")).isEmpty();
    assertThat(TestShops.json(shop.get("/orders.json?status=any")).path("orders")).hasSize(1);
  }

  private static Set<String> updatedSince(TestShops shop, String time) {
    TreeSet<String> ids = new TreeSet<>();
    Instant bound = Instant.parse(time);
    for (AdminOrder order : shop.shop.orders()) {
      shop.pass(Duration.ofSeconds(1));
      JsonNode body = TestShops.json(shop.get("/orders/" + order.id() + ".json")).path("order");
      Instant updated = OffsetDateTime.parse(body.path("updated_at").asText()).toInstant();
      if (!updated.isBefore(bound)) {
        ids.add(order.id());
      }
    }
    return ids;
  }
}
