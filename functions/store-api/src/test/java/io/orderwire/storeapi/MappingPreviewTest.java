package io.orderwire.storeapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.model.ExternalId;
import io.orderwire.model.StoreId;
import io.orderwire.port.Ledger;
import io.orderwire.port.Subject;
import io.orderwire.storeapi.Api.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a mapping would make of a store's latest orders.
class MappingPreviewTest {
  private static final StoreId ID = new StoreId("acme-eu");
  private static final String PREVIEW = "/v1/stores/acme-eu/mappings/preview";
  private static final String WOOCOMMERCE =
      """
      {"store_id": "acme-eu", "platform": "woocommerce", "base_url": "https://shop.example",
       "credentials": {"consumer_key": "ck_0123456789012345678901234567890123456789",
                       "consumer_secret": "cs_0123456789012345678901234567890123456789",
                       "webhook_secret": "s3cret"}}
      """;
  private static final String ROBOT =
      """
      {"mapping": {"payment": {"packed-by-robot": "paid"},
                   "fulfilment": {"packed-by-robot": "in_progress"},
                   "cancellation": {"packed-by-robot": "none"}}}
      """;

  private final Api api = new Api();

  @BeforeEach
  void connect() {
    assertThat(api.post("/v1/stores", WOOCOMMERCE).status()).isEqualTo(201);
  }

  @Test
  void namesTheOrdersThatWouldSayOtherwiseFieldByField() {
    record(1, "processing");
    record(2, "packed-by-robot");
    record(3, "completed");
    JsonNode preview = api.post(PREVIEW, ROBOT).json();
    assertThat(preview.at("/version").isMissingNode()).isTrue();
    assertThat(preview.at("/active").asInt()).isEqualTo(1);
    assertThat(preview.at("/orders").asInt()).isEqualTo(3);
    assertThat(preview.at("/complete").asBoolean()).isTrue();
    assertThat(preview.at("/changed").asInt()).isEqualTo(1);
    assertThat(preview.at("/items")).hasSize(1);
    JsonNode item = preview.at("/items/0");
    assertThat(item.at("/external_id").asText()).isEqualTo("2");
    assertThat(item.at("/version").asInt()).isEqualTo(1);
    assertThat(item.at("/mapping_version").asInt()).isEqualTo(1);
    assertThat(item.at("/before").asText()).isEqualTo("pending");
    assertThat(item.at("/after").asText()).isEqualTo("paid");
    assertThat(texts(item.at("/changed")))
        .contains("/lifecycle/payment", "/lifecycle/fulfilment", "/lifecycle/cancellation");
    JsonNode payment = difference(item, "/lifecycle/payment/state");
    assertThat(payment.at("/before").asText()).isEqualTo("unrecognized");
    assertThat(payment.at("/after").asText()).isEqualTo("paid");
    assertThat(item.at("/by/amount").asText()).isEqualTo("0.00");
    assertThat(preview.at("/money/0/before/amount").asText()).isEqualTo("62.73");
    assertThat(preview.at("/money/0/by/amount").asText()).isEqualTo("0.00");
    assertThat(preview.at("/skipped")).isEmpty();
  }

  @Test
  void countsTheMoney() {
    record(1, "processing");
    ObjectNode dearer = payload(2, "processing").put("total", "25.00");
    Recording other = new Recording(api, ID, new ExternalId("2"));
    other.archive(1, dearer);
    other.append(1, other.order(payload(2, "processing"), Optional.empty()));
    JsonNode preview = api.post(PREVIEW, ROBOT).json();
    assertThat(preview.at("/changed").asInt()).isEqualTo(1);
    assertThat(preview.at("/items/0/by/amount").asText()).isEqualTo("4.09");
    assertThat(difference(preview.at("/items/0"), "/totals/display/grand_total").at("/by/amount"))
        .isEqualTo(preview.at("/items/0/by/amount"));
    assertThat(preview.at("/money/0/before/amount").asText()).isEqualTo("41.82");
    assertThat(preview.at("/money/0/after/amount").asText()).isEqualTo("45.91");
    assertThat(preview.at("/money/0/by/amount").asText()).isEqualTo("4.09");
  }

  @Test
  void takesTheLatestOrdersFirstAndAsManyAsAreAskedFor() {
    for (int id = 1; id <= 5; id++) {
      record(id, "packed-by-robot");
    }
    JsonNode preview = api.post(PREVIEW + "?limit=2", ROBOT).json();
    assertThat(preview.at("/orders").asInt()).isEqualTo(2);
    assertThat(preview.at("/items").findValuesAsText("external_id")).containsExactly("5", "4");
    assertThat(api.post(PREVIEW + "?limit=0", ROBOT).status()).isEqualTo(422);
  }

  /// Whoever asks waits half a minute at most.
  @Test
  void saysSoWhenTimeRunsOut() {
    for (int id = 1; id <= 9; id++) {
      record(id, "packed-by-robot");
    }
    api.readTakes = Duration.ofSeconds(3);
    Instant asked = api.clock.instant();
    JsonNode preview = api.post(PREVIEW, ROBOT).json();
    assertThat(Duration.between(asked, api.clock.instant())).isLessThan(Duration.ofSeconds(29));
    assertThat(preview.at("/complete").asBoolean(true)).isFalse();
    assertThat(preview.at("/orders").asInt()).isEqualTo(7);
    assertThat(preview.at("/changed").asInt()).isEqualTo(7);
    assertThat(preview.at("/items/0/external_id").asText()).isEqualTo("9");
  }

  @Test
  void writesNothingAndAsksTheCartNothing() {
    record(1, "packed-by-robot");
    String before = everything();
    int calls = api.cart.requests().size();
    assertThat(api.post(PREVIEW, ROBOT).json().at("/changed").asInt()).isEqualTo(1);
    assertThat(everything()).isEqualTo(before);
    assertThat(api.cart.requests()).hasSize(calls);
    assertThat(api.intake.queue().isEmpty()).isTrue();
  }

  private String everything() {
    Ledger.ChangePage lines = api.ledger.latest(ID, Subject.Kind.ORDER, Optional.empty(), 100);
    return lines
        + api.stores.get(ID).toString()
        + api.stores.notes(ID, "", 100)
        + api.archive.list("raw/", 100);
  }

  /// A field that a merchant names may hold a person, and who is erased must be gone everywhere.
  @Test
  void isKeptUnderNoKey() {
    record(1, "processing");
    String draft = "{\"mapping\": {\"custom_fields\": {\"who\": \"/billing/email\"}}}";
    api.post("/v1/stores/acme-eu/mappings", draft);
    for (String path : List.of(PREVIEW, "/v1/stores/acme-eu/mappings/2/preview")) {
      Answer preview = api.ask(Api.keyed("\"one\"", "POST", path, draft));
      assertThat(preview.text()).contains("ines.aguiar@example.org");
      assertThat(api.answers.everything()).doesNotContain("ines.aguiar");
    }
  }

  /// To commit takes a look at the cart.
  @Test
  void saysWhatWouldBeCommittedOnceTheCartIsAsked() {
    record(1, "on-hold");
    JsonNode preview =
        api.post(PREVIEW, "{\"mapping\": {\"policies\": {\"offline_methods\": [\"cod\"]}}}").json();
    assertThat(preview.at("/waiting").asInt()).isEqualTo(1);
    assertThat(preview.at("/items/0/waits_for_cart").asBoolean()).isTrue();
    assertThat(difference(preview.at("/items/0"), "/commitment/state").isMissingNode()).isTrue();
  }

  @Test
  void saysWhatCannotBeMadeAgain() {
    record(1, "packed-by-robot");
    Recording other = new Recording(api, ID, new ExternalId("2"));
    other.append(1, other.order(payload(2, "processing"), Optional.empty()));
    other = new Recording(api, ID, new ExternalId("3"));
    other.archive(1, MissingNode.getInstance());
    other.append(1, other.order(payload(3, "processing"), Optional.empty()));
    JsonNode preview = api.post(PREVIEW, ROBOT).json();
    assertThat(preview.at("/orders").asInt()).isEqualTo(3);
    assertThat(preview.at("/skipped").findValuesAsText("external_id")).containsExactly("3", "2");
    assertThat(preview.at("/skipped/0/reason").asText()).contains("nothing is archived");
    assertThat(preview.at("/changed").asInt()).isEqualTo(1);
  }

  @Test
  void ofASavedVersionItSaysTheSame() {
    record(1, "packed-by-robot");
    JsonNode draft = api.post(PREVIEW, ROBOT).json();
    api.post("/v1/stores/acme-eu/mappings", ROBOT);
    JsonNode saved = api.post("/v1/stores/acme-eu/mappings/2/preview", "").json();
    assertThat(saved.at("/version").asInt()).isEqualTo(2);
    assertThat(saved.at("/items")).isEqualTo(draft.at("/items"));
    assertThat(api.post("/v1/stores/acme-eu/mappings/1/preview", "").json().at("/items")).isEmpty();
    Answer unknown = api.post("/v1/stores/acme-eu/mappings/3/preview", "");
    assertThat(unknown.status()).isEqualTo(404);
  }

  @Test
  void tellsTheWordsThatThereAreToMap() {
    record(1, "processing");
    record(2, "Packed-By-Robot");
    api.patch("/v1/stores/acme-eu", "{\"mapping\": {\"payment\": {\"wc-odd\": \"failed\"}}}");
    JsonNode statuses = api.get("/v1/stores/acme-eu/statuses").json();
    assertThat(statuses.at("/orders").asInt()).isEqualTo(2);
    assertThat(texts(statuses.at("/cancellation/states")))
        .containsExactly("none", "requested", "cancelled");
    assertThat(word(statuses, "processing").toString())
        .isEqualTo("{\"raw\":\"processing\",\"means\":\"paid\",\"seen\":1}");
    assertThat(word(statuses, "packed-by-robot").toString())
        .isEqualTo("{\"raw\":\"packed-by-robot\",\"seen\":1}");
    assertThat(word(statuses, "wc-odd").toString())
        .isEqualTo("{\"raw\":\"wc-odd\",\"mapped\":\"failed\",\"seen\":0}");
    assertThat(word(statuses, "refunded").at("/means").asText()).isEqualTo("refunded");
  }

  private static JsonNode word(JsonNode statuses, String raw) {
    for (JsonNode each : statuses.at("/payment/words")) {
      if (each.at("/raw").asText().equals(raw)) {
        return each;
      }
    }
    return MissingNode.getInstance();
  }

  private static JsonNode difference(JsonNode item, String path) {
    for (JsonNode each : item.at("/differences")) {
      if (each.at("/path").asText().equals(path)) {
        return each;
      }
    }
    return MissingNode.getInstance();
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(each -> texts.add(each.asText()));
    return texts;
  }

  private void record(int id, String status) {
    new Recording(api, ID, new ExternalId(Integer.toString(id))).record(1, payload(id, status));
  }

  private static ObjectNode payload(int id, String status) {
    ObjectNode payload = (ObjectNode) Payloads.payload("woocommerce/cash-on-delivery");
    return payload.put("id", id).put("number", Integer.toString(id)).put("status", status);
  }
}
