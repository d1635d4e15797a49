package io.orderwire.system.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A store without API credentials: its webhooks are all there is.
@ExtendWith(SharedSuite.class)
class WebhooksEndToEndTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String ONCE_SHOP = "once-shop";
  private static final String CHANGE_SHOP = "change-shop";
  private static final String STRICT_SHOP = "strict-shop";
  private static final String GARBAGE_SHOP = "garbage-shop";
  private static SuiteClient client;
  private static BusListener bus;

  @BeforeAll
  static void listen(RunningSuite suite) {
    client = new SuiteClient(suite.address());
    bus = new BusListener(suite.address(), 0);
  }

  @AfterAll
  static void stop() {
    bus.close();
  }

  @Test
  void aSignedWebhookBecomesOneOrderAndOneEventHoweverOftenItComes() {
    String url = connect(ONCE_SHOP);
    WooOrder order = WooOrder.paid("1001", "2026-11-23T11:00:00");
    assertThat(client.deliver(url, order.headers(), order.body()).status()).isEqualTo(200);
    JsonNode event = bus.await(PATIENCE, BusListener.ofOrder(ONCE_SHOP, "1001"));
    assertThat(event.path("detail-type").asText()).isEqualTo("order.committed");
    assertThat(event.at("/detail/data/order/totals/display/grand_total/amount").asText())
        .isEqualTo("17.73");
    assertThat(event.at("/detail/data/order/totals/state").asText()).isEqualTo("balanced");

    WooOrder older = WooOrder.paid("1001", "2026-11-23T10:30:00");
    assertThat(client.deliver(url, order.headers(), order.body()).status()).isEqualTo(200);
    assertThat(client.deliver(url, older.headers(), older.body()).status()).isEqualTo(200);
    passThrough(url, ONCE_SHOP, "1002");

    assertThat(versions(ONCE_SHOP, "1001")).hasSize(1);
    assertThat(bus.ids()).filteredOn(id -> id.startsWith(ONCE_SHOP + "/order/1001/")).hasSize(1);
    JsonNode held = client.get("/v1/stores/" + ONCE_SHOP + "/orders/1001").body();
    assertThat(held).isEqualTo(event.at("/detail/data/order"));
  }

  @Test
  void aLaterChangeIsALaterVersionWithItsTransitions() {
    String url = connect(CHANGE_SHOP);
    WooOrder pending = new WooOrder("7", "pending", "2026-11-23T11:00:00", false, "1");
    WooOrder paid = WooOrder.paid("7", "2026-11-23T11:05:00");
    client.deliver(url, pending.headers(), pending.body());
    JsonNode first = bus.await(PATIENCE, BusListener.ofOrder(CHANGE_SHOP, "7"));
    assertThat(first.path("detail-type").asText()).isEqualTo("order.pending");
    client.deliver(url, paid.headers(), paid.body());
    JsonNode second =
        bus.await(
            PATIENCE,
            event ->
                event.at("/detail/metadata/event_id").asText().equals(CHANGE_SHOP + "/order/7/2"));
    assertThat(second.path("detail-type").asText()).isEqualTo("order.committed");
    assertThat(second.at("/detail/data/previous/status").asText()).isEqualTo("pending");
    assertThat(texts(second.at("/detail/data/transitions")))
        .contains("committed", "paid", "ready_for_fulfillment");
  }

  @Test
  void aWrongSignatureAnUnknownTokenAndADisabledStoreAnswerAlikeAndStoreNothing() {
    String url = connect(STRICT_SHOP);
    WooOrder order = WooOrder.paid("2001", "2026-11-23T11:00:00");
    SuiteClient.Answer forged =
        client.deliver(url, WooOrder.headers(order.body(), "another secret"), order.body());
    SuiteClient.Answer unknown =
        client.deliver(
            url.substring(0, url.lastIndexOf('/') + 1) + "A".repeat(43),
            order.headers(),
            order.body());
    assertThat(forged.status()).isBetween(400, 499);
    assertThat(unknown).isEqualTo(forged);
    passThrough(url, STRICT_SHOP, "2002");
    assertThat(client.get("/v1/stores/" + STRICT_SHOP + "/orders/2001").status()).isEqualTo(404);
  }

  @Test
  void garbageWithARightSignatureIsKeptVisibleAndReplayable() {
    String url = connect(GARBAGE_SHOP);
    byte[] garbage = "{\"id\": 3001, \"status\": \"processing\"".getBytes(StandardCharsets.UTF_8);
    assertThat(client.deliver(url, WooOrder.headers(garbage, WooOrder.SECRET), garbage).status())
        .isEqualTo(200);
    JsonNode event =
        bus.await(
            PATIENCE,
            BusListener.ofType("receipt.quarantined")
                .and(e -> e.at("/detail/metadata/store_id").asText().equals(GARBAGE_SHOP)));
    String receipt = event.at("/detail/data/receipt_id").asText();
    JsonNode listed =
        client.get("/v1/stores/" + GARBAGE_SHOP + "/receipts?state=quarantined").body();
    assertThat(texts(listed.path("items"), "receipt_id")).containsExactly(receipt);
    assertThat(
            client
                .post("/v1/stores/" + GARBAGE_SHOP + "/receipts/" + receipt + "/replay", "{}")
                .status())
        .isEqualTo(202);
    passThrough(url, GARBAGE_SHOP, "3002");
    assertThat(
            texts(
                client
                    .get("/v1/stores/" + GARBAGE_SHOP + "/receipts?state=quarantined")
                    .body()
                    .path("items"),
                "receipt_id"))
        .containsExactly(receipt);
  }

  @Test
  void theApiNamesTheFieldThatIsWrong() {
    SuiteClient.Answer answer =
        client.post(
            "/v1/stores",
            "{\"store_id\": \"No Good\", \"platform\": \"woocommerce\", \"name\": \"\", \"base_url\": \"ftp://x\"}");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body().toString()).contains("store_id").contains("name").contains("base_url");
  }

  private static String connect(String storeId) {
    SuiteClient.Answer answer =
        client.post(
            "/v1/stores",
            """
            {"store_id": "%s", "platform": "woocommerce", "name": "Shop", "base_url": "https://shop.example",
             "credentials": {"webhook_secret": "%s"}}
            """
                .formatted(storeId, WooOrder.SECRET));
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
    assertThat(answer.body().toString()).doesNotContain(WooOrder.SECRET);
    return answer.body().at("/webhook/url").asText();
  }

  /// Sends an order behind others and waits for it: what came before was handled, unless it is
  /// being retried.
  private static void passThrough(String url, String storeId, String id) {
    WooOrder marker = WooOrder.paid(id, "2026-11-23T11:30:00");
    assertThat(client.deliver(url, marker.headers(), marker.body()).status()).isEqualTo(200);
    bus.await(PATIENCE, BusListener.ofOrder(storeId, id));
  }

  private static List<JsonNode> versions(String storeId, String id) {
    JsonNode items =
        client.get("/v1/stores/" + storeId + "/orders/" + id + "/versions").body().path("items");
    return items.valueStream().toList();
  }

  private static List<String> texts(JsonNode array) {
    return array.valueStream().map(JsonNode::asText).toList();
  }

  private static List<String> texts(JsonNode array, String member) {
    return array.valueStream().map(item -> item.path(member).asText()).toList();
  }
}
