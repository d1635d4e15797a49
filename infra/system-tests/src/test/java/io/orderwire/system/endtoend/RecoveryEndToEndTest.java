package io.orderwire.system.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.shops.Platform;
import io.orderwire.system.endtoend.SuiteClient.Answer;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Simulated shops, two of them of one account, whose webhooks are lost, doubled and overtaken: two
/// polls later the ledger holds what each shop's own admin lists, to the cent, and complete
/// certificates say how many orders polling brought: those whose last webhook was lost, which may
/// be none.
class RecoveryEndToEndTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int EVENTS = 60;

  /// An asked poll answers when it is done, and here two copies of the API answer at a time: a
  /// third request would wait for both.
  private static final int AT_ONCE = 2;

  @Test
  @Timeout(420)
  void twoPollsLaterTheLedgerHoldsWhatTheShopsDo() {
    try (RunningSuite suite =
            RunningSuite.start(
                ":memory:",
                "--shops",
                "--account-stores",
                "2",
                "--chaos",
                "drop=0.2,duplicate=0.2,reorder=0.2,seed=7");
        BusListener bus = new BusListener(suite.address(), 0)) {
      SuiteClient client = new SuiteClient(suite.address());
      JsonNode shops = client.get("/local/shops").body();
      assertThat(shops).hasSize(Platform.values().length + 1);
      AtomicInteger events = new AtomicInteger();
      bus.await(PATIENCE, event -> events.incrementAndGet() >= EVENTS);
      shops.forEach(shop -> admin(shop).post("/_admin/pause", "{}"));
      List<CompletableFuture<String>> told = new ArrayList<>();
      try (ExecutorService people = Executors.newFixedThreadPool(AT_ONCE)) {
        shops.forEach(
            shop -> told.add(CompletableFuture.supplyAsync(() -> recovered(client, shop), people)));
      }
      System.out.println(
          "recovery: "
              + told.stream().map(CompletableFuture::join).collect(Collectors.joining(", ")));
    }
  }

  private static String recovered(SuiteClient client, JsonNode shop) {
    String store = shop.path("store_id").asText();
    long orders = 0;
    long repaired = 0;
    for (int cycle = 1; cycle <= 2; cycle++) {
      JsonNode poll = polled(client, store);
      poll.at("/loops")
          .forEach(loop -> assertThat(loop.path("end").asText()).as("%s", loop).isEqualTo("done"));
    }
    JsonNode certificates =
        client.get("/v1/stores/" + store + "/reconciliations").body().at("/items");
    for (JsonNode certificate : certificates) {
      assertThat(certificate.path("complete").asBoolean()).as("%s", certificate).isTrue();
      orders += certificate.path("cart_count").asLong();
      repaired += certificate.path("repaired").asLong();
    }
    Map<String, String> theirs = admin(shop, store);
    assertThat(held(client, store)).as(store).containsAllEntriesOf(theirs);
    assertThat(orders).as("%s: orders in the certificates", store).isPositive();
    return "%s %d orders, %d certified, %d recovered"
        .formatted(store, theirs.size(), orders, repaired);
  }

  /// Asks for a poll and, where the cart allows too few calls for an answer at once, looks until it
  /// is done.
  private static JsonNode polled(SuiteClient client, String store) {
    Answer poll = client.post("/v1/stores/" + store + "/poll", "");
    assertThat(poll.status()).as("%s: %s", store, poll.body()).isIn(200, 202);
    String address = "/v1/stores/" + store + "/polls/" + poll.body().path("poll_id").asText();
    JsonNode seen = poll.body();
    for (int looks = 0; looks < 90 && !seen.path("status").asText().equals("done"); looks++) {
      CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS))
          .join();
      seen = client.get(address).body();
    }
    assertThat(seen.path("status").asText()).as("%s", seen).isEqualTo("done");
    return seen;
  }

  /// What the shop's own people see: id to worth.
  private static Map<String, String> admin(JsonNode shop, String store) {
    Map<String, String> orders = new TreeMap<>();
    for (JsonNode order : admin(shop).get("/_admin/orders").body()) {
      if (!order.path("draft").asBoolean()) {
        orders.put(
            order.path("id").asText(),
            worth(order.path("grand_total"), order.path("refunded_total"), order.path("currency")));
      }
    }
    assertThat(orders).as(store).isNotEmpty();
    return orders;
  }

  private static SuiteClient admin(JsonNode shop) {
    return new SuiteClient(URI.create(shop.path("url").asText()));
  }

  private static Map<String, String> held(SuiteClient client, String store) {
    Map<String, String> orders = new TreeMap<>();
    String cursor = "";
    do {
      JsonNode page = client.get("/v1/stores/" + store + "/orders?limit=100" + cursor).body();
      for (JsonNode order : page.at("/items")) {
        JsonNode total = order.at("/totals/display/grand_total");
        orders.put(
            order.at("/ref/external_id").asText(),
            worth(
                total.path("amount"),
                order.at("/totals/display/refunded_total/amount"),
                total.path("currency")));
      }
      cursor = page.has("next_cursor") ? "&cursor=" + page.path("next_cursor").asText() : "";
    } while (!cursor.isEmpty());
    return orders;
  }

  private static String worth(JsonNode total, JsonNode refunded, JsonNode currency) {
    return plain(total.asText()) + " - " + plain(refunded.asText("0")) + " " + currency.asText();
  }

  private static String plain(String amount) {
    BigDecimal value = new BigDecimal(amount.isEmpty() ? "0" : amount);
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }
}
