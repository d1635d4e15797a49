package io.orderwire.connectors.bigcommerce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.connector.CartCall;
import io.orderwire.connector.CartReply;
import io.orderwire.connector.Fault;
import io.orderwire.connector.Fault.Category;
import io.orderwire.connector.FaultException;
import io.orderwire.connector.Fetch;
import io.orderwire.connector.Headers;
import io.orderwire.connector.OrderFeed.BudgetReading;
import io.orderwire.connector.OrderFeed.Sweep;
import io.orderwire.connector.Page;
import io.orderwire.connector.StoreMapping;
import io.orderwire.connector.Window;
import io.orderwire.model.ExternalId;
import io.orderwire.model.Money;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Calls, and what their replies mean.
class BigCommerceFeedTest {
  private static final ExternalId ID = new ExternalId("250");
  private static final Window WINDOW =
      new Window(
          Instant.parse("2026-05-04T10:00:00.700Z"),
          Optional.of(Instant.parse("2026-05-04T11:00:00.200Z")));

  private final BigCommerceFeed feed = new BigCommerceFeed();

  /// Nine calls, of products a second page; parts that are not there are empty lists.
  @Test
  void anOrderIsPutTogetherFromAllThatHangsOnIt() {
    List<String> asked = new ArrayList<>();
    String full = "[" + "{\"id\":1},".repeat(249) + "{\"id\":1}]";
    Fetch step = feed.one(ID, Stores.usual());
    while (step instanceof Fetch.Ask ask) {
      String path = ask.call().path();
      String page = ask.call().parameter("page").orElse("1");
      asked.add(path + (page.equals("1") ? "" : " " + page));
      step =
          ask.then()
              .apply(
                  switch (path) {
                    case "/v2/orders/250" ->
                        json(200, "{\"id\":250,\"products\":{\"url\":\"…\"},\"total\":1}");
                    case "/v2/orders/250/products" ->
                        page.equals("1") ? json(200, full) : json(200, "[{\"id\":2}]");
                    case "/v3/orders/250/transactions" ->
                        json(404, "{\"status\":404,\"title\":\"Not Found\"}");
                    case "/v3/orders/250/payment_actions/refunds" ->
                        json(200, "{\"data\":[{\"id\":7}],\"meta\":{}}");
                    default -> json(204, "");
                  });
    }
    assertThat(asked)
        .containsExactly(
            "/v2/orders/250",
            "/v2/orders/250/products",
            "/v2/orders/250/products 2",
            "/v2/orders/250/shipping_addresses",
            "/v2/orders/250/coupons",
            "/v2/orders/250/taxes",
            "/v2/orders/250/shipments",
            "/v3/orders/250/transactions",
            "/v3/orders/250/payment_actions/refunds",
            "/v3/orders/250/metafields");
    JsonNode document = ((Fetch.Complete) step).document();
    assertThat(document.path("products")).hasSize(251);
    assertThat(document.path("refunds").path(0).path("id").asInt()).isEqualTo(7);
    for (String empty : List.of("coupons", "taxes", "shipments", "transactions", "metafields")) {
      assertThat(document.path(empty).isArray()).as(empty).isTrue();
      assertThat(document.path(empty)).as(empty).isEmpty();
    }
  }

  @Test
  void whatIsNotThereIsAbsentAndNoFault() {
    CartReply absent = json(404, "[{\"status\":404,\"message\":\"The requested resource…\"}]");
    assertThat(feed.fault(absent)).isEmpty();
    Fetch.Ask order = (Fetch.Ask) feed.one(ID, Stores.usual());
    assertThat(order.then().apply(absent)).isInstanceOf(Fetch.Absent.class);
    Fetch.Ask cart = (Fetch.Ask) feed.cart(new ExternalId("b0"), Stores.usual()).orElseThrow();
    assertThat(cart.call().path()).isEqualTo("/v3/carts/b0");
    assertThat(cart.then().apply(json(404, "{\"status\":404,\"title\":\"Not Found\"}")))
        .isInstanceOf(Fetch.Absent.class);
    assertThat(cart.then().apply(json(200, "{\"data\":{\"id\":\"b0\"},\"meta\":{}}")))
        .isInstanceOfSatisfying(
            Fetch.Complete.class,
            found -> assertThat(found.document().path("id").asText()).isEqualTo("b0"));
  }

  /// A listing that answers no list must not look like one that found nothing.
  @Test
  void aListingThatIsNoListIsAFault() {
    CartCall call = feed.orders().first(WINDOW, Stores.usual());
    CartReply absent = json(404, "{\"status\":404,\"title\":\"Not Found\"}");
    assertThatThrownBy(() -> feed.orders().read(call, absent, Stores.usual()))
        .isInstanceOf(FaultException.class);
    assertThat(feed.orders().read(call, json(204, ""), Stores.usual()).rows()).isEmpty();
  }

  @Test
  void boundsAreWholeSecondsAroundTheWindow() {
    CartCall call = feed.orders().first(WINDOW, Stores.usual());
    assertThat(call.path()).isEqualTo("/v2/orders");
    assertThat(call.parameter("min_date_modified")).contains("2026-05-04T10:00:00Z");
    assertThat(call.parameter("max_date_modified")).contains("2026-05-04T11:00:01Z");
    assertThat(call.parameter("sort")).contains("date_modified:asc");
    assertThat(call.parameter("limit")).contains("250");
    CartCall count = feed.count(WINDOW, Stores.usual()).orElseThrow();
    assertThat(count.path()).isEqualTo("/v2/orders/count");
    assertThat(feed.counted(json(200, "{\"statuses\":[],\"count\":45}"))).contains(45L);
    assertThat(feed.counted(json(200, "[]"))).isEmpty();
  }

  /// Where a whole page lies within one second, ids lead on; the watermark waits at the bound.
  @Test
  void aSecondLongerThanAPageIsReadByIds() {
    CartCall first =
        feed.orders()
            .first(WINDOW, Stores.mapped(StoreMapping.standard(), Map.of("page_size", "2")));
    String at = "Mon, 04 May 2026 10:00:00 +0000";
    Page page = feed.orders().read(first, rows(at, 7, 5), Stores.usual());
    CartCall byId = page.next().orElseThrow();
    assertThat(byId.parameter("sort")).contains("id:asc");
    assertThat(byId.parameter("min_id")).contains("1");
    Page second =
        feed.orders().read(byId, rows("Mon, 04 May 2026 10:30:00 +0000", 5, 7), Stores.usual());
    assertThat(second.next().orElseThrow().parameter("min_id")).contains("8");
    assertThat(second.rows())
        .allMatch(row -> row.changedAt().equals(Instant.parse("2026-05-04T10:00:00Z")));
    Page last =
        feed.orders()
            .read(
                second.next().orElseThrow(),
                rows("Mon, 04 May 2026 10:30:00 +0000", 9),
                Stores.usual());
    assertThat(last.next()).isEmpty();
    assertThat(last.rows().getFirst().changedAt()).isEqualTo(Instant.parse("2026-05-04T10:30:00Z"));
  }

  /// `refunded_amount` is documented as always zero: of a refunded order it is no statement.
  @ParameterizedTest
  @CsvSource({
    "11, captured, 0.0000, true",
    "14, captured, 0.0000, false",
    "4, '', 0.0000, false",
    "2, partially refunded, 0.0000, false",
    "2, partially refunded, 5.0000, true"
  })
  void theWorthOfARefundedOrderIsNotGuessed(
      int status, String payment, String refunded, boolean told) {
    String row =
        """
        [{"id":7,"status_id":%d,"payment_status":"%s","total_inc_tax":"20.0000",
          "refunded_amount":"%s","default_currency_code":"EUR",
          "date_modified":"Mon, 04 May 2026 10:00:00 +0000"}]
        """
            .formatted(status, payment, refunded);
    CartCall call = feed.byId().call(List.of(new ExternalId("7")), Stores.usual());
    assertThat(call.parameter("min_id")).contains("7");
    assertThat(call.parameter("max_id")).contains("7");
    Page.Row found = feed.byId().read(call, json(200, row), Stores.usual()).rows().getFirst();
    assertThat(found.worth().isPresent()).isEqualTo(told);
    found
        .worth()
        .ifPresent(
            worth -> {
              assertThat(worth.grandTotal()).isEqualTo(Money.of("20.00", "EUR"));
              assertThat(worth.refunded()).isEqualTo(Money.of(refunded, "EUR"));
            });
  }

  /// The look of an order changes with anything that it says itself.
  @Test
  void anotherLookIsAnotherPart() {
    CartCall call = feed.byId().call(List.of(ID), Stores.usual());
    Optional<String> one = part(call, "[{\"id\":250,\"status_id\":11}]");
    assertThat(one).isPresent().isEqualTo(part(call, "[{\"id\":250,\"status_id\":11}]"));
    assertThat(one).isNotEqualTo(part(call, "[{\"id\":250,\"status_id\":3}]"));
  }

  private Optional<String> part(CartCall call, String rows) {
    return feed.byId().read(call, json(200, rows), Stores.usual()).rows().getFirst().part();
  }

  @Test
  void refundsAndMetafieldsLeadToTheirOrders() {
    Sweep refunds = sweep("refunds");
    CartCall call = refunds.listing().first(WINDOW, Stores.usual());
    assertThat(call.path()).isEqualTo("/v3/orders/payment_actions/refunds");
    assertThat(call.parameter("created:min")).contains("2026-05-04T10:00:00Z");
    Page page =
        refunds
            .listing()
            .read(
                call,
                json(
                    200,
                    "{\"data\":[{\"id\":12,\"order_id\":180,"
                        + "\"created\":\"2026-05-04T10:30:00+00:00\"}]}"),
                Stores.usual());
    assertThat(page.rows().getFirst().id()).isEqualTo(new ExternalId("180"));
    assertThat(page.rows().getFirst().changedAt()).isEqualTo(Instant.parse("2026-05-04T10:30:00Z"));
    CartCall fields = sweep("metafields").listing().first(WINDOW, Stores.usual());
    assertThat(fields.parameter("date_modified:min")).contains("2026-05-04T10:00:00Z");
    CartCall archived = sweep("archived").listing().first(WINDOW, Stores.usual());
    assertThat(archived.parameter("is_deleted")).contains("true");
  }

  private Sweep sweep(String name) {
    return feed.sweeps().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "401, UNAUTHORIZED",
    "403, UNAUTHORIZED",
    "404, GONE",
    "429, THROTTLED",
    "422, MALFORMED",
    "301, MALFORMED",
    "500, UNAVAILABLE",
    "503, UNAVAILABLE"
  })
  void faultsByStatus(int status, Category category) {
    assertThat(feed.fault(json(status, "<html>")).map(Fault::category)).contains(category);
  }

  @Test
  void aThrottledReplySaysHowLong() {
    Map<String, String> headers =
        Map.of(
            "X-Rate-Limit-Time-Reset-Ms", "15000",
            "X-Rate-Limit-Time-Window-Ms", "30000",
            "X-Rate-Limit-Requests-Quota", "150",
            "X-Rate-Limit-Requests-Left", "35");
    CartReply refused = new CartReply(429, new Headers(headers), new byte[0]);
    assertThat(feed.fault(refused).orElseThrow().retryAfter()).contains(Duration.ofSeconds(15));
    assertThat(feed.budget(refused)).contains(new BudgetReading(35, 150, 5));
    CartReply busy = json(429, "");
    assertThat(feed.fault(busy).orElseThrow().retryAfter()).isEmpty();
    assertThat(feed.budget(busy)).isEmpty();
  }

  private static CartReply rows(String modified, int... ids) {
    List<String> rows = new ArrayList<>();
    for (int id : ids) {
      rows.add("{\"id\":%d,\"date_modified\":\"%s\"}".formatted(id, modified));
    }
    return json(200, rows.toString());
  }

  private static CartReply json(int status, String body) {
    return new CartReply(status, Headers.none(), body.getBytes(StandardCharsets.UTF_8));
  }
}
