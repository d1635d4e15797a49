package io.orderwire.connectors.woocommerce;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwire.connector.CartCall;
import io.orderwire.connector.CartReply;
import io.orderwire.connector.Headers;
import io.orderwire.connector.Listing;
import io.orderwire.connector.OrderFeed.Sweep;
import io.orderwire.connector.OrdersById;
import io.orderwire.connector.Page;
import io.orderwire.connector.StoreContext;
import io.orderwire.connector.Window;
import io.orderwire.model.ExternalId;
import io.orderwire.model.Money;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Listings miss nothing, beyond what the contract asks: ties that move, shops that do not do as
/// documented.
class OrderListingTest {
  private static final Instant START = Instant.parse("2026-05-04T10:00:00Z");
  private static final Window SINCE = new Window(START.plusMillis(900), Optional.empty());
  private final Listing orders = new WooCommerceFeed().orders();

  @Test
  void asksForTheSecondBeforeWithoutAZone() {
    CartCall call =
        orders.first(
            new Window(START.plusMillis(900), Optional.of(START.plusSeconds(60))), Shops.pretty());
    assertThat(call.path()).isEqualTo("/wp-json/wc/v3/orders");
    assertThat(query(call))
        .containsEntry("modified_after", "2026-05-04T09:59:59")
        .containsEntry("modified_before", "2026-05-04T10:01:01")
        .containsEntry("dates_are_gmt", "true")
        .containsEntry("status", "any")
        .containsEntry("orderby", "modified")
        .containsEntry("order", "asc")
        .containsEntry("per_page", "100");
  }

  @Test
  void asksPlainPermalinkSitesByRoute() {
    StoreContext plain = Shops.with(Map.of("permalinks", "plain", "page_size", "1"));
    CartCall call = orders.first(SINCE, plain);
    assertThat(call.path()).isEqualTo("/");
    assertThat(query(call)).containsEntry("rest_route", "/wc/v3/orders");
    CartReply reply = ListedShop.current().answer(call, orders(3));
    CartCall next = orders.read(call, reply, plain).next().orElseThrow();
    assertThat(next.path()).isEqualTo("/");
    assertThat(query(next)).containsEntry("rest_route", "/wc/v3/orders");
  }

  /// The last page's last second is asked again, without the orders of it that were seen.
  @Test
  void goesOnAfterTheLastTimeSeen() {
    StoreContext store = Shops.with(Map.of("page_size", "2"));
    CartCall call = orders.first(SINCE, store);
    Page page = orders.read(call, ListedShop.current().answer(call, orders(5)), store);
    assertThat(page.rows()).extracting(row -> row.id().value()).containsExactly("1000", "1001");
    assertThat(query(page.next().orElseThrow()))
        .containsEntry("modified_after", "2026-05-04T10:00:00")
        .containsEntry("exclude", "1001")
        .containsEntry("page", "1");
  }

  /// The worst case for offsets: twenty orders carry one second, and rows leave it
  /// meanwhile for later ones, three to a second.
  @ParameterizedTest
  @CsvSource({"1,true", "2,true", "3,true", "7,true", "3,false", "7,false"})
  void losesNothingOfOneSecondThatMoves(int size, boolean counts) {
    for (long seed = 1; seed <= 50; seed++) {
      RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
      SortedMap<String, Instant> shop = new TreeMap<>();
      for (int number = 0; number < 30; number++) {
        shop.put(Integer.toString(1000 + number), START.plusSeconds(1 + number / 20));
      }
      Set<String> due = new LinkedHashSet<>(shop.keySet());
      AtomicInteger moves = new AtomicInteger();
      Runnable move =
          () ->
              shop.put(
                  Integer.toString(1000 + random.nextInt(30)),
                  START.plusSeconds(60 + moves.getAndIncrement() / 3));
      assertThat(list(new ListedShop(true, counts), size, shop, move))
          .as("seed %d", seed)
          .containsAll(due);
    }
  }

  /// Page numbers are the fallback; they end, and are complete where nothing moves.
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7})
  void pagesByNumberWhereExcludeIsIgnored(int size) {
    SortedMap<String, Instant> shop = new TreeMap<>();
    for (int number = 0; number < 30; number++) {
      shop.put(Integer.toString(1000 + number), START.plusSeconds(1 + number / 20));
    }
    assertThat(list(new ListedShop(false, true), size, shop, () -> {})).isEqualTo(shop.keySet());
  }

  /// The address stays short: of 1,000 orders in one second only the first 400 are named.
  @Test
  void pagesByNumberBeyondWhatAnAddressHolds() {
    SortedMap<String, Instant> shop = new TreeMap<>();
    for (int number = 0; number < 1000; number++) {
      shop.put(Integer.toString(100_000 + number), START.plusSeconds(1));
    }
    assertThat(list(ListedShop.current(), 100, shop, () -> {})).isEqualTo(shop.keySet());
  }

  @Test
  void oldShopsAreListedByIdAndNumber() {
    StoreContext store = Shops.with(Map.of("order_by", "id", "page_size", "2"));
    CartCall call = orders.first(SINCE, store);
    assertThat(query(call)).containsEntry("orderby", "id");
    Page page = orders.read(call, ListedShop.current().answer(call, orders(5)), store);
    assertThat(query(page.next().orElseThrow()))
        .containsEntry("page", "2")
        .containsEntry("modified_after", "2026-05-04T09:59:59");
    assertThat(page.rows())
        .as("the watermark waits for the last page")
        .extracting(Page.Row::changedAt)
        .containsOnly(START.minusSeconds(1));
  }

  /// Orders that the key may not read are left out of the page they belong to.
  @Test
  void aShortPageIsNotTheLastWhereTheShopCountsPages() {
    CartCall call = orders.first(SINCE, Shops.pretty());
    CartReply reply =
        reply("[{\"id\":7,\"date_modified_gmt\":\"2026-05-04T10:00:05\"}]", "X-WP-TotalPages", "3");
    assertThat(orders.read(call, reply, Shops.pretty()).next()).isPresent();
    CartReply empty = reply("[]", "X-WP-TotalPages", "3");
    assertThat(query(orders.read(call, empty, Shops.pretty()).next().orElseThrow()))
        .containsEntry("page", "2");
    assertThat(orders.read(call, reply("[]", "X-WP-TotalPages", "0"), Shops.pretty()).next())
        .isEmpty();
  }

  @Test
  void draftsAmongOrdersAreCarts() {
    CartCall call = orders.first(SINCE, Shops.pretty());
    CartReply reply =
        reply(
            """
            [{"id":7,"status":"checkout-draft","date_modified_gmt":"2026-05-04T10:00:05"},
             {"id":8,"status":"pending","date_modified_gmt":"2026-05-04T10:00:06"},
             {"status":"pending"}]""",
            "X-WP-TotalPages",
            "1");
    assertThat(orders.read(call, reply, Shops.pretty()).rows())
        .extracting(Page.Row::kind)
        .containsExactly(Page.Kind.CART, Page.Kind.ORDER);
  }

  /// Then the watermark stays where it is.
  @Test
  void aRowWithoutATimeCountsAtTheBound() {
    CartCall call = orders.first(SINCE, Shops.pretty());
    Page page =
        orders.read(call, reply("[{\"id\":7,\"status\":\"pending\"}]", "x", "y"), Shops.pretty());
    assertThat(page.rows().getFirst().changedAt()).isEqualTo(START.minusSeconds(1));
  }

  @Test
  void sweepsAskForWhatTheyCover() {
    List<Sweep> sweeps = new WooCommerceFeed().sweeps();
    assertThat(sweeps).extracting(Sweep::name).containsExactly("refunds", "trash");
    CartCall refunds = sweeps.get(0).listing().first(SINCE, Shops.pretty());
    assertThat(refunds.path()).isEqualTo("/wp-json/wc/v3/refunds");
    assertThat(query(refunds))
        .containsEntry("after", "2026-05-04T09:59:59")
        .containsEntry("dates_are_gmt", "true")
        .containsEntry("orderby", "date")
        .containsEntry("order", "asc");
    CartCall trash = sweeps.get(1).listing().first(SINCE, Shops.pretty());
    assertThat(query(trash))
        .containsEntry("status", "trash")
        .containsEntry("modified_after", "2026-04-04T09:59:59");
  }

  @Test
  void aRefundStandsForItsOrderWhichMustBeFetched() {
    Listing refunds = new WooCommerceFeed().sweeps().getFirst().listing();
    CartCall call = refunds.first(SINCE, Shops.with(Map.of("page_size", "2")));
    CartReply reply =
        json(
            Map.of("X-WP-TotalPages", "2"),
            """
            [{"id":21,"parent_id":7,"date_created_gmt":"2026-05-04T10:00:01","amount":"1.00"},
             {"id":22,"parent_id":7,"date_created_gmt":"2026-05-04T10:00:01","amount":"2.00"}]""");
    Page page = refunds.read(call, reply, Shops.pretty());
    assertThat(page.rows())
        .extracting(row -> row.id() + " " + row.part().orElse("") + " " + row.changedAt())
        .containsExactly("7 21 2026-05-04T10:00:01Z", "7 22 2026-05-04T10:00:01Z");
    assertThat(page.rows()).allMatch(row -> row.document().isEmpty());
    assertThat(query(page.next().orElseThrow())).containsEntry("page", "2");
  }

  @Test
  void anOutlineAsksForNoMoreThanAComparisonNeeds() {
    Listing outline = new WooCommerceFeed().outline();
    CartCall call = outline.first(SINCE, Shops.pretty());
    assertThat(query(call).get("_fields")).contains("total").doesNotContain("billing");
    CartReply reply =
        json(
            Map.of(),
            """
            [{"id":7,"status":"processing","date_modified_gmt":"2026-05-04T10:00:01",
              "total":"115.24","currency":"EUR",
              "refunds":[{"id":1,"total":"-5.00"},{"id":2,"total":"-0.24"}]}]""");
    Page.Row row = outline.read(call, reply, Shops.pretty()).rows().getFirst();
    assertThat(row.document()).isEmpty();
    assertThat(row.worth())
        .contains(new Page.Worth(Money.of("115.24", "EUR"), Money.of("5.24", "EUR")));
  }

  @Test
  void ordersByIdAreOneCall() {
    OrdersById byId = new WooCommerceFeed().byId();
    CartCall call = byId.call(List.of(new ExternalId("7"), new ExternalId("9")), Shops.pretty());
    assertThat(query(call)).containsEntry("include", "7,9").containsEntry("per_page", "100");
    CartReply reply =
        json(
            Map.of(),
            """
            [{"id":9,"status":"processing","date_modified_gmt":"2026-05-04T10:00:01",
              "total":"1.00","currency":"EUR","refunds":[]}]""");
    Page page = byId.read(call, reply, Shops.pretty());
    assertThat(page.rows()).extracting(row -> row.id().value()).containsExactly("9");
    assertThat(page.rows().getFirst().document()).isPresent();
    assertThat(page.next()).isEmpty();
  }

  private static CartReply json(Map<String, String> headers, String body) {
    return new CartReply(200, new Headers(headers), body.getBytes(StandardCharsets.UTF_8));
  }

  private Set<String> list(
      ListedShop platform, int size, SortedMap<String, Instant> shop, Runnable betweenPages) {
    StoreContext store = Shops.with(Map.of("page_size", Integer.toString(size)));
    Set<String> listed = new LinkedHashSet<>();
    Optional<CartCall> next = Optional.of(orders.first(SINCE, store));
    for (int pages = 0; next.isPresent(); pages++) {
      assertThat(pages).as("paging must end").isLessThan(300);
      Page page = orders.read(next.get(), platform.answer(next.get(), shop), store);
      page.rows().forEach(row -> listed.add(row.id().value()));
      next = page.next();
      if (pages < 20) {
        betweenPages.run();
      }
    }
    return listed;
  }

  private static SortedMap<String, Instant> orders(int count) {
    SortedMap<String, Instant> shop = new TreeMap<>();
    for (int number = 0; number < count; number++) {
      shop.put(Integer.toString(1000 + number), START.plusSeconds(number));
    }
    return shop;
  }

  private static CartReply reply(String json, String header, String value) {
    return new CartReply(
        200, new Headers(Map.of(header, value)), json.getBytes(StandardCharsets.UTF_8));
  }

  private static Map<String, String> query(CartCall call) {
    Map<String, String> query = new TreeMap<>();
    call.query().forEach(parameter -> query.put(parameter.name(), parameter.value()));
    return query;
  }
}
