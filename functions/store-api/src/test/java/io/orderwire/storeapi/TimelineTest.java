package io.orderwire.storeapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.engine.RawKeys;
import io.orderwire.json.Json;
import io.orderwire.model.ExternalId;
import io.orderwire.model.StoreId;
import io.orderwire.port.Subject;
import io.orderwire.storeapi.Api.Answer;
import io.orderwire.testkit.ports.Samples;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private static final String TIMELINE = "/v1/stores/acme-eu/orders/1001/timeline";
  private static final StoreId ID = new StoreId("acme-eu");
  private static final Subject ORDER = Subject.order(ID, new ExternalId("1001"));

  private final Api api = new Api();

  @BeforeEach
  void connect() {
    api.post("/v1/stores", Api.SHOPIFY);
  }

  /// Two versions among four receipts: one was a repetition, and one no order at all.
  @Test
  void tellsReceiptsAndVersionsInTheOrderOfOurTime() {
    receive(1, "r1", "2026-11-23T11:59:58Z");
    version(1, 2);
    receive(3, "r2", "2026-11-23T11:59:58Z");
    receive(10, "r3", "2026-11-23T12:00:12Z");
    version(2, 10);
    archive(RawKeys.payload(ORDER, at(20), "r4"), "{\"id\": 1001}");

    List<JsonNode> items = all(100);
    assertThat(told(items)).containsExactly("r1", "1", "r2", "r3", "2", "r4");
    JsonNode first = items.getFirst();
    assertThat(first.at("/kind").asText()).isEqualTo("receipt");
    assertThat(first.at("/at").asText()).isEqualTo("2026-11-23T12:00:01Z");
    assertThat(first.at("/cart_at").asText()).isEqualTo("2026-11-23T11:59:58Z");
    assertThat(first.at("/gap_ms").asLong()).isEqualTo(3000);
    assertThat(first.at("/fetched").asBoolean()).isFalse();
    assertThat(first.at("/raw_key").asText()).isEqualTo(RawKeys.payload(ORDER, at(1), "r1"));
    JsonNode version = items.get(1);
    assertThat(version.at("/version/event_id").asText()).isEqualTo("acme-eu/order/1001/1");
    assertThat(version.at("/version/type").asText()).isEqualTo("order.pending");
    assertThat(version.at("/version/transitions").isArray()).isTrue();
    assertThat(version.at("/gap_ms").asLong()).isEqualTo(1750);
    assertThat(items.get(3).at("/gap_ms").asLong()).as("the cart's clock is ahead").isNegative();
    assertThat(items.getLast().has("cart_at")).as("a notice states no time").isFalse();
  }

  @Test
  void pagesOfAnySizeTellTheSame() {
    for (int second = 1; second <= 7; second++) {
      receive(second, "r" + second, "2026-11-23T12:00:00Z");
    }
    for (int version = 1; version <= 5; version++) {
      version(version, 2 * version);
    }
    List<JsonNode> whole = all(100);
    assertThat(whole).hasSize(12);
    for (int limit = 1; limit <= 13; limit++) {
      assertThat(all(limit)).as("limit %d", limit).isEqualTo(whole);
    }
  }

  @Test
  void tellsWhatWasFetched() {
    byte[] document = document("2026-11-23T12:00:00Z");
    api.archive.put(RawKeys.fetched(ORDER, at(1), "r-fetched-1", document), document, "text/json");
    JsonNode item = all(10).getFirst();
    assertThat(item.at("/receipt_id").asText()).isEqualTo("r-fetched-1");
    assertThat(item.at("/fetched").asBoolean()).isTrue();
  }

  @Test
  void ofAnotherOrderNothingIsTold() {
    api.ledger.append(Samples.order(ID, "10010", 1, at(1), ""));
    archive("raw/acme-eu/order/10010/2026-11-23T12:00:00.000Z-r.json", "{}");
    assertThat(api.get(TIMELINE).status()).isEqualTo(404);
    assertThat(api.get("/v1/stores/acme-eu/orders/a%23b/timeline").status()).isEqualTo(404);
    assertThat(api.get("/v1/stores/nobody/orders/1/timeline").status()).isEqualTo(404);
  }

  @Test
  void refusesCursorsThatAreNoneOfOurs() {
    version(1, 1);
    for (String cursor : List.of("garbage", "!", "MSAvZXRj", "MA")) {
      Answer answer = api.get(TIMELINE + "?limit=0&cursor=" + cursor);
      assertThat(answer.json().at("/errors").findValuesAsText("parameter"))
          .as(cursor)
          .containsExactly("limit", "cursor");
    }
  }

  private List<JsonNode> all(int limit) {
    List<JsonNode> items = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = api.get(TIMELINE + "?limit=" + limit + cursor).json();
      assertThat(page.at("/items").size()).isBetween(1, limit);
      page.at("/items").forEach(items::add);
      cursor = page.has("next_cursor") ? "&cursor=" + page.at("/next_cursor").asText() : "";
    } while (!cursor.isEmpty());
    return items;
  }

  private static List<String> told(List<JsonNode> items) {
    return items.stream()
        .map(item -> item.path("receipt_id").asText(item.at("/version/version").asText()))
        .toList();
  }

  private void receive(int second, String receiptId, String cartTime) {
    api.archive.put(
        RawKeys.payload(ORDER, at(second), receiptId), document(cartTime), "application/json");
  }

  private static byte[] document(String cartTime) {
    ObjectNode order = (ObjectNode) Payloads.payload("shopify/everything-at-once");
    return Json.bytes(order.put("updated_at", cartTime));
  }

  private void archive(String key, String text) {
    api.archive.put(key, text.getBytes(StandardCharsets.UTF_8), "application/json");
  }

  private void version(int number, int second) {
    api.ledger.append(Samples.order(ID, "1001", number, at(second), ""));
  }

  private static Instant at(int second) {
    return Api.NOON.plusSeconds(second);
  }
}
