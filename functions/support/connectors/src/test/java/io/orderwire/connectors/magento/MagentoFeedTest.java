package io.orderwire.connectors.magento;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.connector.CartCall;
import io.orderwire.connector.CartReply;
import io.orderwire.connector.Fault;
import io.orderwire.connector.Fetch;
import io.orderwire.connector.Headers;
import io.orderwire.connector.OrderFeed.Sweep;
import io.orderwire.connector.Page;
import io.orderwire.connector.StoreContext;
import io.orderwire.connector.StoreMapping;
import io.orderwire.connector.Window;
import io.orderwire.model.ExternalId;
import io.orderwire.model.PlatformId;
import io.orderwire.model.StoreId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MagentoFeedTest {
  private static final Window WINDOW =
      new Window(Instant.parse("2026-05-04T10:00:00Z"), Optional.empty());
  private final MagentoFeed feed = new MagentoFeed();
  private final StoreContext store =
      new StoreContext(
          new StoreId("acme-eu"),
          new PlatformId("magento"),
          URI.create("https://shop.example"),
          StoreMapping.standard(),
          Map.of("store_view", "english"));

  @Test
  void anOrderIsPutTogetherFromTheCollectionsThatItShowsToBeThere() {
    List<String> asked = new ArrayList<>();
    Fetch step = feed.one(new ExternalId("7"), store);
    while (step instanceof Fetch.Ask(CartCall call, var then)) {
      asked.add(call.path());
      step = then.apply(json(200, answer(call.path())));
    }
    assertThat(asked)
        .containsExactly(
            "/rest/english/V1/orders/7",
            "/rest/english/V1/invoices",
            "/rest/english/V1/creditmemos");
    JsonNode order = ((Fetch.Complete) step).document();
    assertThat(order.path("invoices").path(0).path("entity_id").asInt()).isEqualTo(5);
    assertThat(order.path("shipments").isArray()).isTrue();
    assertThat(order.path("transactions").isEmpty()).isTrue();
  }

  private static String answer(String path) {
    return path.endsWith("/7")
        ? "{\"entity_id\":7,\"items\":[{\"qty_invoiced\":1,\"qty_shipped\":0}],\"payment\":{}}"
        : "{\"items\":[{\"entity_id\":5,\"order_id\":7}],\"total_count\":1}";
  }

  @Test
  void anOrderThatIsNotThereIsAbsentAndAWrongAddressIsNot() {
    CartReply gone =
        json(404, "{\"message\":\"The entity doesn't exist.\",\"parameters\":{\"id\":7}}");
    assertThat(feed.fault(gone)).isEmpty();
    Fetch.Ask ask = (Fetch.Ask) feed.one(new ExternalId("7"), store);
    assertThat(ask.then().apply(gone)).isInstanceOf(Fetch.Absent.class);
    String plain = "{\"message\":\"The entity that was requested doesn't exist.\"}";
    assertThat(ask.then().apply(json(404, plain))).isInstanceOf(Fetch.Absent.class);
    assertThat(feed.fault(json(404, "{\"message\":\"Request does not match any route.\"}")))
        .map(Fault::category)
        .contains(Fault.Category.GONE);
  }

  @Test
  void whatStandsBeforeTheShopSaysHowLongToWait() {
    CartReply busy = new CartReply(429, new Headers(Map.of("Retry-After", "7")), new byte[0]);
    assertThat(feed.fault(busy))
        .contains(
            new Fault(
                Fault.Category.THROTTLED,
                Optional.of(Duration.ofSeconds(7)),
                "HTTP 429 no content type"));
    assertThat(feed.fault(json(200, "<html>maintenance</html>")))
        .map(Fault::category)
        .contains(Fault.Category.MALFORMED);
    assertThat(feed.fault(json(401, "{}")))
        .map(Fault::category)
        .contains(Fault.Category.UNAUTHORIZED);
  }

  @Test
  void aSweptShipmentStandsForItsOrder() {
    Sweep shipments = feed.sweeps().getFirst();
    CartCall call = shipments.listing().first(WINDOW, store);
    Page page =
        shipments
            .listing()
            .read(
                call,
                json(
                    200,
                    """
                    {"items":[{"entity_id":5,"order_id":7,"updated_at":"2026-05-04 11:00:00"}],
                     "total_count":1}"""),
                store);
    Page.Row row = page.rows().getFirst();
    assertThat(row.id()).isEqualTo(new ExternalId("7"));
    assertThat(row.changedAt()).isEqualTo(Instant.parse("2026-05-04T11:00:00Z"));
    assertThat(page.next()).isEmpty();
  }

  @Test
  void cartsGoOnBehindTheirOwnId() {
    StoreContext single =
        new StoreContext(
            store.storeId(),
            store.platform(),
            store.baseUrl(),
            store.mapping(),
            Map.of("page_size", "1"));
    CartCall call = feed.carts().orElseThrow().first(WINDOW, single);
    Page page =
        feed.carts()
            .orElseThrow()
            .read(
                call,
                json(200, "{\"items\":[{\"id\":726,\"updated_at\":\"2026-05-04 11:00:00\"}]}"),
                single);
    assertThat(page.rows().getFirst().kind()).isEqualTo(Page.Kind.CART);
    assertThat(page.next().orElseThrow().query())
        .contains(
            new CartCall.Parameter("searchCriteria[filter_groups][1][filters][1][value]", "726"));
  }

  @Test
  void anOutlineTellsWhatAnOrderIsWorth() {
    CartCall call = feed.outline().first(WINDOW, store);
    assertThat(call.parameter("fields")).contains(Orders.OUTLINE);
    Page page =
        feed.outline()
            .read(
                call,
                json(
                    200,
                    """
                    {"items":[{"entity_id":7,"updated_at":"2026-05-04 11:00:00",
                      "base_currency_code":"EUR","base_grand_total":25.5,
                      "base_total_refunded":5}],"total_count":1}"""),
                store);
    assertThat(page.rows().getFirst().worth().orElseThrow().net().toString()).contains("20.5");
  }

  private static CartReply json(int status, String body) {
    return new CartReply(
        status,
        new Headers(Map.of("content-type", "application/json")),
        body.getBytes(StandardCharsets.UTF_8));
  }
}
