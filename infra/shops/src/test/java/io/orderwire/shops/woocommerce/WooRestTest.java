package io.orderwire.shops.woocommerce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.shops.Action;
import io.orderwire.shops.Catalogue;
import io.orderwire.shops.Item;
import io.orderwire.shops.Platform;
import io.orderwire.shops.Scenario;
import io.orderwire.shops.Shop;
import io.orderwire.shops.ShopReply;
import io.orderwire.shops.ShopRequest;
import io.orderwire.shops.ShopSettings;
import io.orderwire.shops.TestShops;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Paging, bounds and statuses of listings.
class WooRestTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 9, 100})
  void pagesCoverTheWindow(int size) {
    TestShops shop = TestShops.of(Platform.WOOCOMMERCE);
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

  /// Bounds are exclusive, of whole seconds, and in site time unless said otherwise; a zone is
  /// ignored.
  @Test
  void readsBoundsAsDocumented() {
    TestShops shop = TestShops.of(Platform.WOOCOMMERCE);
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
    TestShops shop = TestShops.of(Platform.WOOCOMMERCE);
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
  void editsDoNotMoveTheModificationTime() {
    TestShops shop = TestShops.of(Platform.WOOCOMMERCE);
    String id = shop.place(Scenario.BANK_TRANSFER);
    shop.pass(Duration.ofMinutes(5));
    JsonNode before = TestShops.json(shop.get("/orders/" + id));
    shop.shop.act(new Action.AddLine(id, Item.of(Catalogue.TOWEL, 1)));
    JsonNode after = TestShops.json(shop.get("/orders/" + id));
    assertThat(after.path("total")).isNotEqualTo(before.path("total"));
    assertThat(after.path("date_modified")).isEqualTo(before.path("date_modified"));
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
  void wrongCredentialsAreRefusedInItsWords() {
    Shop shop = TestShops.of(Platform.WOOCOMMERCE).shop;
    String orders = "/wp-json/wc/v3/orders";
    ShopReply none = shop.handle(ShopRequest.of("GET", orders, Map.of(), new byte[0]));
    assertThat(none.status()).isEqualTo(401);
    assertThat(none.text()).contains("woocommerce_rest_cannot_view");
    ShopReply wrong =
        shop.handle(ShopRequest.of("GET", orders + "?consumer_key=ck_x", Map.of(), new byte[0]));
    assertThat(wrong.status()).isEqualTo(401);
    assertThat(wrong.text()).contains("Consumer key is invalid.");
  }
}
