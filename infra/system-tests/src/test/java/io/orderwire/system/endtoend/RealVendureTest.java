package io.orderwire.system.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.connectors.Connectors;
import io.orderwire.message.PollJob;
import io.orderwire.model.PlatformId;
import io.orderwire.system.endtoend.SuiteClient.Answer;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// A genuine Vendure, which sends no webhooks and hides changes of state from its listings: what
/// polls bring is what the shop's own admin lists, order by order, to the cent.
@EnabledIfSystemProperty(
    named = "real.shops",
    matches = "true",
    disabledReason = "asks for packages from npm: mvn verify -Preal-shops")
class RealVendureTest {
  private static final String STORE = "real-vendure";
  private static final int ORDERS = 2 * VendureTrade.FATES;
  private static final Duration UNASKED = Duration.ofMinutes(4);
  private static final int MOST_POLLS = 5;

  /// For which a listing goes back behind the last row it saw, which shows changes of state too.
  private static final Duration OVERLAP =
      Connectors.find(new PlatformId("vendure"))
          .orElseThrow()
          .descriptor()
          .listing()
          .overlap()
          .plusSeconds(5);

  @Test
  @Timeout(1200)
  void theLedgerHoldsWhatTheShopDoes() {
    assumeTrue(VendureShop.canRun(), "no Node and npm on this machine: Vendure cannot run");
    try (VendureShop shop = VendureShop.start();
        RunningSuite suite = RunningSuite.start(":memory:");
        BusListener bus = new BusListener(suite.address(), 0)) {
      SuiteClient client = new SuiteClient(suite.address());
      VendureTrade trade = new VendureTrade(shop);
      trade.offerCoupon();
      for (int number = 0; number < ORDERS; number++) {
        trade.place(number);
      }
      connect(client, shop, trade.apiKey());
      long seconds = awaitEqual(client, bus, trade.ledger());
      leaveBehind(client, bus, trade);
      Map<String, String> before = trade.ledger();
      Map<String, String> updated = trade.updated();
      trade.work();
      Map<String, String> after = trade.ledger();
      long changed = changed(before, after);
      long moved = changed(updated, trade.updated());
      assertThat(moved).as("changes that the shop's listing shows").isLessThan(changed);
      int polls = pollUntilEqual(client, bus, after, new Expected(moved, changed - moved));
      System.out.printf(
          "Vendure: %d orders, equal %d s after it was connected; %d worked on, %d of them without"
              + " a new updatedAt, equal after %d poll(s); %d events%n",
          after.size(), seconds, changed, changed - moved, polls, bus.heard().size());
    }
  }

  /// @param moved orders that a listing by time may show at most
  /// @param silent orders that are found by reading them again at least
  private record Expected(long moved, long silent) {}

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
    assertThat(made.body().at("/notices/0/code").asText()).isEqualTo("polled");
  }

  /// The suite comes by itself. Returns after how many seconds ledger and bus were equal to the
  /// shop.
  private static long awaitEqual(SuiteClient client, BusListener bus, Map<String, String> theirs) {
    Instant begun = Instant.now();
    while (!isEqual(client, bus, theirs) && begun.plus(UNASKED).isAfter(Instant.now())) {
      pause(Duration.ofSeconds(1));
    }
    assertEqual(client, bus, theirs);
    return Duration.between(begun, Instant.now()).toSeconds();
  }

  /// Makes the orders older than what a listing looks at again, and leaves polls to whoever asks:
  /// what shows then and did not move its time was found by reading it again.
  private static void leaveBehind(SuiteClient client, BusListener bus, VendureTrade trade) {
    Answer slow =
        client.patch("/v1/stores/" + STORE, "{\"options\": {\"poll_interval_minutes\": \"1440\"}}");
    assertThat(slow.status()).as("%s", slow.body()).isEqualTo(200);
    pause(OVERLAP);
    trade.place(ORDERS);
    pollUntilEqual(client, bus, trade.ledger(), new Expected(2, 0));
  }

  /// How many polls it took until ledger and bus were equal to the shop.
  private static int pollUntilEqual(
      SuiteClient client, BusListener bus, Map<String, String> theirs, Expected expected) {
    long listed = 0;
    long reread = 0;
    int polls = 0;
    do {
      JsonNode poll = poll(client);
      listed += news(poll, PollJob.ORDERS) + news(poll, "placed");
      reread += news(poll, PollJob.REREAD);
      polls++;
      pause(Duration.ofSeconds(2));
    } while (!isEqual(client, bus, theirs) && polls < MOST_POLLS);
    assertEqual(client, bus, theirs);
    assertThat(listed).as("found in listings").isLessThanOrEqualTo(expected.moved());
    assertThat(reread).as("found by reading again").isGreaterThanOrEqualTo(expected.silent());
    return polls;
  }

  private static JsonNode poll(SuiteClient client) {
    Answer poll = client.post("/v1/stores/" + STORE + "/poll", "");
    assertThat(poll.status()).as("%s", poll.body()).isIn(200, 202);
    String path = "/v1/stores/" + STORE + "/polls/" + poll.body().path("poll_id").asText();
    JsonNode seen = poll.body();
    for (int look = 0; look < 60 && !seen.path("status").asText().equals("done"); look++) {
      pause(Duration.ofSeconds(1));
      seen = client.get(path).body();
    }
    assertThat(seen.path("status").asText()).as("%s", seen).isEqualTo("done");
    return seen;
  }

  private static int news(JsonNode poll, String loop) {
    for (JsonNode each : poll.path("loops")) {
      if (each.path("loop").asText().equals(loop)) {
        return each.path("enqueued").asInt();
      }
    }
    throw new AssertionError("no loop " + loop + " in " + poll);
  }

  private static long changed(Map<String, String> before, Map<String, String> after) {
    return after.entrySet().stream()
        .filter(each -> !each.getValue().equals(before.get(each.getKey())))
        .count();
  }

  private static boolean isEqual(SuiteClient client, BusListener bus, Map<String, String> theirs) {
    return held(client).equals(theirs) && onTheBus(bus).equals(theirs);
  }

  private static void assertEqual(SuiteClient client, BusListener bus, Map<String, String> theirs) {
    assertThat(held(client)).as("GET /orders").isEqualTo(theirs);
    assertThat(onTheBus(bus)).as("the bus").isEqualTo(theirs);
  }

  private static Map<String, String> held(SuiteClient client) {
    Map<String, String> orders = new TreeMap<>();
    client
        .get("/v1/stores/" + STORE + "/orders?limit=100")
        .body()
        .path("items")
        .forEach(order -> orders.put(order.at("/ref/external_id").asText(), sheet(order)));
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
    newest.forEach((id, order) -> orders.put(id, sheet(order)));
    return orders;
  }

  private static String sheet(JsonNode order) {
    OrderSheet sheet = new OrderSheet(order.at("/lifecycle/cancellation/raw").asText());
    JsonNode totals = order.at("/totals/display");
    sheet.money("total", amount(totals.path("grand_total")));
    sheet.money("subtotal", amount(totals.path("subtotal")));
    sheet.money("shipping", amount(totals.path("shipping_total")));
    sheet.money("tax", amount(totals.path("tax_total")));
    BigDecimal paid = BigDecimal.ZERO;
    for (JsonNode payment : order.path("payments")) {
      boolean took =
          payment.path("kind").asText().equals("sale")
              && payment.path("status").asText().equals("success");
      paid = took ? paid.add(amount(payment.path("amount"))) : paid;
    }
    sheet.money("paid", paid);
    sheet.money("refunded", amount(totals.path("refunded_total")));
    for (JsonNode line : order.path("lines")) {
      sheet.line(
          line.path("sku").asText(),
          line.at("/quantity/current").asText(),
          amount(line.path("total")));
    }
    for (JsonNode parcel : order.path("shipments")) {
      sheet.parcel(parcel.at("/status/raw").asText(), parcel.at("/tracking/0/number").asText());
    }
    return sheet.text();
  }

  private static BigDecimal amount(JsonNode money) {
    return new BigDecimal(money.path("amount").asText("0"));
  }

  private static void pause(Duration time) {
    CompletableFuture.runAsync(
            () -> {}, CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS))
        .join();
  }
}
