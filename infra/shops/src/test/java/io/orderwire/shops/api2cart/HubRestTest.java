package io.orderwire.shops.api2cart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.shops.Action;
import io.orderwire.shops.Chaos;
import io.orderwire.shops.Platform;
import io.orderwire.shops.Scenario;
import io.orderwire.shops.ShopRequest;
import io.orderwire.shops.TestShops;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Listing, cursors, return codes and what an order states.
class HubRestTest {
  private final TestShops shop = TestShops.of(Platform.API2CART);

  @Test
  void withoutBeingAskedAnOrderHasNeitherIdNorTimeNorTotal() {
    shop.place(Scenario.GUEST);
    JsonNode thin = orders("").path(0);
    assertThat(thin.has("order_id")).isTrue();
    assertThat(thin.has("id") || thin.has("modified_at") || thin.has("total")).isFalse();
    JsonNode whole = orders("params=force_all").path(0);
    assertThat(whole.has("id") && whole.has("modified_at") && whole.has("total")).isTrue();
  }

  @Test
  void aCursorForgetsTheFilterAndTakesNoneBesideIt() {
    List<String> ids = new ArrayList<>();
    for (int number = 0; number < 6; number++) {
      ids.add(shop.place(Scenario.GUEST));
      shop.pass(Duration.ofSeconds(10));
    }
    JsonNode first =
        ask("order.list", "params=force_all&count=1&ids=" + ids.get(4) + "," + ids.get(5));
    assertThat(first.at("/result/order/0/id").asText()).isEqualTo(ids.get(4));
    String cursor = first.at("/pagination/next").asText();
    JsonNode behind = ask("order.list", "params=force_all&count=1&page_cursor=" + cursor);
    assertThat(behind.at("/result/order/0/id").asText()).isEqualTo(ids.get(1));
    assertThat(
            ask("order.list", "page_cursor=" + cursor + "&ids=" + ids.get(4))
                .path("return_code")
                .asInt())
        .isEqualTo(109);
  }

  @Test
  void pagesByOffsetCoverTheWindow() {
    shop.trade(120, 4);
    String window = "params=force_all&sort_by=modified_at&modified_from=2026-11-23 10:00:10";
    String encoded = window.replace(" ", "%20");
    int total = ask("order.count", encoded).at("/result/orders_count").asInt();
    Set<String> ids = new TreeSet<>();
    for (int start = 0; start < total; start += 7) {
      for (JsonNode order : orders(encoded + "&count=7&start=" + start)) {
        assertThat(ids.add(order.path("id").asText())).isTrue();
      }
    }
    assertThat(ids).hasSize(total).hasSizeGreaterThan(20);
  }

  @Test
  void faultsAreReturnCodesWithStatus200() {
    assertThat(ask("order.info", "id=99").path("return_code").asInt()).isEqualTo(112);
    assertThat(ask("order.dance", "").path("return_code").asInt()).isEqualTo(3);
    assertThat(code(Map.of("x-api-key", "another"))).isEqualTo(2);
    assertThat(code(Map.of("x-api-key", shop.settings.key(), "x-store-key", "another")))
        .isEqualTo(101);
  }

  @Test
  void theStoresLimitAndTheAccountsAreToldApart() {
    TestShops busy =
        new TestShops(
            Platform.API2CART,
            TestShops.quiet(Platform.API2CART).withChaos(Chaos.parse("throttle=1")),
            1);
    Set<Integer> codes = new HashSet<>();
    for (int call = 0; call < 2; call++) {
      codes.add(TestShops.json(busy.get("/order.list.json")).path("return_code").asInt());
      busy.pass(Duration.ofSeconds(2));
    }
    assertThat(codes).containsExactlyInAnyOrder(7, 10);
  }

  /// Each kind of cart has words and dates of its own.
  @Test
  void statusesAndDatesAreThoseOfTheCartBehind() {
    Set<String> words = new HashSet<>();
    Set<String> patterns = new HashSet<>();
    for (long seed = 1; seed <= 20; seed++) {
      TestShops one = new TestShops(Platform.API2CART, TestShops.quiet(Platform.API2CART), seed);
      one.shop.act(new Action.Place(Scenario.GUEST.purchase(new SplittableRandom(7))));
      JsonNode order =
          TestShops.json(one.get("/order.list.json?params=force_all")).at("/result/order/0");
      words.add(order.at("/status/id").asText());
      patterns.add(order.at("/modified_at/format").asText());
    }
    assertThat(words).containsExactlyInAnyOrder("processing", "11");
    assertThat(patterns).hasSize(3);
  }

  @Test
  void totalsAddUpAfterCouponBundleAndRefund() {
    for (Scenario scenario : List.of(Scenario.COUPON, Scenario.BUNDLE, Scenario.FREE_SHIPPING)) {
      String id = shop.place(scenario);
      shop.shop.act(
          new Action.Refund(id, List.of(new Action.Portion(0, 1)), Optional.empty(), "damaged"));
      JsonNode order = ask("order.info", "params=force_all&id=" + id).path("result");
      JsonNode total = order.path("total");
      BigDecimal sum =
          amount(total, "subtotal_ex_tax")
              .subtract(amount(total, "total_discount"))
              .add(amount(total, "shipping_ex_tax"))
              .add(amount(total, "total_tax"));
      assertThat(amount(total, "total")).isEqualByComparingTo(sum);
      assertThat(order.at("/refunds/0/total").decimalValue())
          .isGreaterThan(order.at("/refunds/0/tax").decimalValue());
      assertThat(order.path("bundles").size()).isEqualTo(scenario == Scenario.BUNDLE ? 1 : 0);
    }
  }

  private static BigDecimal amount(JsonNode total, String name) {
    return total.path(name).decimalValue();
  }

  private int code(Map<String, String> headers) {
    ShopRequest request = ShopRequest.of("GET", "/v1.1/order.list.json", headers, new byte[0]);
    return TestShops.json(shop.shop.handle(request)).path("return_code").asInt();
  }

  private JsonNode orders(String query) {
    return ask("order.list", query).path("result").path("order");
  }

  private JsonNode ask(String method, String query) {
    return TestShops.json(shop.get("/" + method + ".json?" + query));
  }
}
