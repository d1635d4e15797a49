package io.orderwire.storeapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.model.StoreId;
import io.orderwire.port.Stores.Polling;
import io.orderwire.testkit.ports.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The lists and facts that people look at.
class SummariesTest {
  private static final String ACME = "/v1/stores/acme-eu";
  private static final StoreId ID = new StoreId("acme-eu");
  private final Api api = new Api();

  @BeforeEach
  void connect() {
    api.post("/v1/stores", Api.SHOPIFY);
  }

  @Test
  void listsWhatChangedLastFirst() {
    append("1", 1, 1);
    append("2", 1, 2);
    append("1", 2, 3);
    append("3", 1, 4);
    List<String> seen = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = api.get(ACME + "/order-summaries?limit=2" + cursor).json();
      page.at("/items")
          .forEach(
              line ->
                  seen.add(
                      line.at("/ref/external_id").asText() + "/" + line.at("/version").asText()));
      cursor = page.has("next_cursor") ? "&cursor=" + page.at("/next_cursor").asText() : "";
    } while (!cursor.isEmpty());
    assertThat(seen).containsExactly("3/1", "1/2", "2/1");
    JsonNode line = api.get(ACME + "/order-summaries?limit=1").json().at("/items/0");
    assertThat(line.at("/status").asText()).isEqualTo("pending");
    assertThat(line.at("/grand_total/currency").asText()).isNotEmpty();
    assertThat(line.has("buyer")).isFalse();
  }

  @Test
  void narrowsTheList() {
    append("1", 1, 1);
    append("2", 1, 2);
    assertThat(found("?status=pending")).hasSize(2);
    assertThat(found("?status=fulfilled")).isEmpty();
    assertThat(found("?changed_since=2026-11-23T12:00:02Z")).hasSize(1);
    assertThat(found("?q=2")).hasSize(1);
    assertThat(found("?q=nobody")).isEmpty();
    assertThat(found("?transition=refund_added")).isEmpty();
    String transition = found("").at("/0/transitions/0").asText();
    assertThat(found("?transition=" + transition)).hasSize(2);
  }

  @Test
  void namesWrongParameters() {
    JsonNode answer = api.get(ACME + "/order-summaries?transition=sold&status=done&limit=0").json();
    assertThat(answer.at("/errors").findValuesAsText("parameter"))
        .containsExactlyInAnyOrder("transition", "status", "limit");
    assertThat(
            api.get(ACME + "/order-summaries?cursor=garbage")
                .json()
                .at("/errors/0/parameter")
                .asText())
        .isEqualTo("cursor");
    assertThat(api.get("/v1/stores/nobody/order-summaries").status()).isEqualTo(404);
  }

  @Test
  void tellsWhatAStoreDidLast() {
    JsonNode before = api.get(ACME + "/activity").json();
    assertThat(before.has("latest")).isFalse();
    assertThat(before.at("/quarantined").asInt()).isZero();

    append("1", 1, 1);
    append("2", 1, 2);
    api.ledger.append(Samples.receipt(ID, "r1", Api.NOON));
    api.stores.savePolling(ID, "orders", new Polling(Api.NOON, Map.of(), 0));
    JsonNode after = api.get(ACME + "/activity").json();
    assertThat(after.at("/latest/external_id").asText()).isEqualTo("2");
    assertThat(after.at("/latest/recorded_at").asText()).isEqualTo("2026-11-23T12:00:02Z");
    assertThat(after.at("/webhook_at").asText()).isEqualTo("2026-11-23T12:00:02Z");
    assertThat(after.has("poll_at")).isFalse();
    assertThat(after.at("/listed_up_to").asText()).isEqualTo("2026-11-23T12:00:00Z");
    assertThat(after.at("/quarantined").asInt()).isEqualTo(1);
    assertThat(api.get("/v1/stores/nobody/activity").status()).isEqualTo(404);
  }

  private JsonNode found(String query) {
    return api.get(ACME + "/order-summaries" + query).json().at("/items");
  }

  private void append(String id, long version, int second) {
    api.ledger.append(Samples.order(ID, id, version, Api.NOON.plusSeconds(second), ""));
  }
}
