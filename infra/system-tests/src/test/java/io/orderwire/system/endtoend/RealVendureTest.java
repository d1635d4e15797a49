package io.orderwire.system.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.system.endtoend.SuiteClient.Answer;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// A genuine Vendure, which sends no webhooks and hides state changes from its listings: what polls
/// bring is what the shop's own admin lists, to the cent, for every order.
@EnabledIfSystemProperty(
    named = "real.shops",
    matches = "true",
    disabledReason = "asks for packages from npm: mvn verify -Preal-shops")
class RealVendureTest {
  private static final String STORE = RunningSuite.freshStore("real-vendure");
  private static final int ORDERS = 18;
  private static final int MOST_POLLS = 8;

  @Test
  @Timeout(900)
  void theLedgerHoldsWhatTheShopDoes() {
    assumeTrue(VendureShop.canRun(), "no Node and npm on this machine: Vendure cannot run");
    try (VendureShop shop = VendureShop.start();
        RunningSuite suite = RunningSuite.start(":memory:");
        BusListener bus = new BusListener(suite.address(), 0)) {
      SuiteClient client = new SuiteClient(suite.address());
      VendureTrade trade = new VendureTrade(shop);
      connect(client, shop, trade.apiKey());
      for (int number = 0; number < ORDERS; number++) {
        trade.place(number);
      }
      int first = pollUntilEqual(client, bus, trade);
      trade.work();
      int second = pollUntilEqual(client, bus, trade);
      System.out.printf(
          "Vendure: %d orders, equal after %d poll(s), worked on, equal after %d more; %d events%n",
          ORDERS, first, second, onTheBus(bus).size());
    }
  }

  private static void connect(SuiteClient client, VendureShop shop, String key) {
    Answer made =
        client.post(
            "/v1/stores",
            """
            {"store_id": "%s", "platform": "vendure", "name": "Vendure", "base_url": "%s",
             "credentials": {"api_key": "%s"}}
            """
                .formatted(STORE, shop.address(), key));
    assertThat(made.status()).as("%s", made.body()).isEqualTo(201);
  }

  /// How many polls it took until ledger and bus were equal to the shop.
  private static int pollUntilEqual(SuiteClient client, BusListener bus, VendureTrade trade) {
    Map<String, String> theirs = trade.ledger();
    assertThat(theirs).hasSize(ORDERS);
    for (int polls = 1; polls < MOST_POLLS; polls++) {
      poll(client);
      if (held(client).equals(theirs) && onTheBus(bus).equals(theirs)) {
        return polls;
      }
    }
    poll(client);
    assertThat(held(client)).as("GET /orders").isEqualTo(theirs);
    assertThat(onTheBus(bus)).as("the bus").isEqualTo(theirs);
    return MOST_POLLS;
  }

  private static void poll(SuiteClient client) {
    Answer poll = client.post("/v1/stores/" + STORE + "/poll", "");
    assertThat(poll.status()).as("%s", poll.body()).isIn(200, 202);
    CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(4, TimeUnit.SECONDS))
        .join();
  }

  private static Map<String, String> held(SuiteClient client) {
    Map<String, String> orders = new TreeMap<>();
    client
        .get("/v1/stores/" + STORE + "/orders?limit=100")
        .body()
        .path("items")
        .forEach(order -> orders.put(order.at("/ref/external_id").asText(), worth(order)));
    return orders;
  }

  /// The last version of each order that was heard.
  private static Map<String, String> onTheBus(BusListener bus) {
    Map<String, JsonNode> newest = new TreeMap<>();
    for (JsonNode event : bus.heard()) {
      JsonNode order = event.at("/detail/data/order");
      if (order.isObject()) {
        newest.merge(
            order.at("/ref/external_id").asText(),
            order,
            (one, other) ->
                one.path("version").asLong() > other.path("version").asLong() ? one : other);
      }
    }
    Map<String, String> orders = new TreeMap<>();
    newest.forEach((id, order) -> orders.put(id, worth(order)));
    return orders;
  }

  private static String worth(JsonNode order) {
    JsonNode display = order.at("/totals/display");
    return "%s %s - %s"
        .formatted(
            order.at("/lifecycle/cancellation/raw").asText(),
            cents(display.at("/grand_total/amount")),
            cents(display.at("/refunded_total/amount")));
  }

  private static BigDecimal cents(JsonNode amount) {
    return new BigDecimal(amount.asText("0")).setScale(2);
  }
}
