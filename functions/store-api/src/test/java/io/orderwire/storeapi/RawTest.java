package io.orderwire.storeapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.engine.Forgetting;
import io.orderwire.json.ContentHash;
import io.orderwire.json.Json;
import io.orderwire.json.JsonPlaces;
import io.orderwire.model.ExternalId;
import io.orderwire.model.Order;
import io.orderwire.model.StoreId;
import io.orderwire.storeapi.Api.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The archived payload of a version, and where the version's values come from.
class RawTest {
  private static final StoreId ID = new StoreId("acme-eu");
  private static final String PAYLOAD = "shopify/everything-at-once";
  private static final int LINES = 120;

  private final Api api = new Api();
  private final ObjectNode payload = (ObjectNode) Payloads.payload(PAYLOAD);
  private final ExternalId id = new ExternalId(payload.at("/id").asText());
  private final Recording recording = new Recording(api, ID, id);
  private final String path = "/v1/stores/acme-eu/orders/" + id + "/versions/";

  @BeforeEach
  void connect() {
    api.post("/v1/stores", Api.SHOPIFY);
  }

  @Test
  void showsThePayloadWithoutWhatNobodyIsShown() {
    record(1, payload);
    JsonNode raw = api.get(path + "1/raw").json();
    assertThat(raw.at("/raw_key").asText()).isEqualTo(key(1));
    assertThat(raw.at("/received_at").asText()).isEqualTo("2026-11-23T12:00:01Z");
    List<String> masked = new ArrayList<>();
    raw.at("/masked").forEach(pointer -> masked.add(pointer.asText()));
    assertThat(masked).contains("/token", "/cart_token", "/checkout_token");
    JsonPlaces.leaves(payload)
        .forEach(
            (pointer, value) ->
                assertThat(raw.at("/document").at(pointer).asText())
                    .as(pointer)
                    .isEqualTo(masked.contains(pointer) ? "[masked]" : value.asText()));
    assertThat(masked).hasSizeLessThan(20);
  }

  @Test
  void packsAllOfAnOrderWithoutItsPerson() {
    record(1, payload);
    Answer answer = api.get("/v1/stores/acme-eu/orders/" + id + "/capsule");
    assertThat(answer.status()).isEqualTo(200);
    JsonNode content = answer.json().at("/content");
    assertThat(answer.json().at("/sha256").asText())
        .isEqualTo(ContentHash.sha256(Json.bytes(content)));
    assertThat(content.at("/receipts")).hasSize(1);
    assertThat(content.at("/store/mapping_version").asInt()).isEqualTo(1);
    assertThat(content.at("/store/mappings").findValuesAsText("version")).containsExactly("1");
    assertThat(content.at("/versions/0/order/totals/display/grand_total"))
        .isEqualTo(Json.toTree(order(payload, Optional.empty())).at("/totals/display/grand_total"));
    for (String place :
        List.of("/email", "/token", "/billing_address/last_name", "/shipping_address/address1")) {
      assertThat(payload.at(place).asText()).as(place).isNotEmpty();
      assertThat(answer.text()).as(place).doesNotContain(payload.at(place).asText());
    }
  }

  /// What was erased is not in it, and it says why nothing can be made anew.
  @Test
  void packsNothingOfWhatWasErased() {
    archive(1, payload);
    append(1, Forgetting.person(order(payload, Optional.empty()), Api.NOON));
    api.archive.erase(key(1));
    JsonNode content =
        api.get("/v1/stores/acme-eu/orders/" + id + "/capsule").json().at("/content");
    assertThat(content.at("/receipts")).isEmpty();
    assertThat(content.at("/versions/0/not_reproducible").asText()).contains("erased");
    assertThat(content.toString()).doesNotContain(payload.at("/email").asText());
  }

  /// Once masking has taken too long, what is left out is not even read.
  @Test
  void readsNoPayloadThatItLeavesOut() {
    ObjectNode large = payload.deepCopy();
    JsonNode line = large.at("/line_items/0");
    ArrayNode lines = large.putArray("line_items");
    for (int number = 1; number <= LINES; number++) {
      lines.add(((ObjectNode) line.deepCopy()).put("id", number));
    }
    for (int version = 1; version <= 4; version++) {
      record(version, large.put("updated_at", Api.NOON.plusSeconds(version).toString()));
    }
    api.reads = 0;
    JsonNode content =
        api.get("/v1/stores/acme-eu/orders/" + id + "/capsule").json().at("/content");
    assertThat(content.at("/receipts")).hasSize(4);
    assertThat(content.at("/left_out")).hasSize(4);
    assertThat(content.at("/versions").findValuesAsText("not_reproducible"))
        .hasSize(4)
        .allMatch(reason -> reason.contains("left out"));
    // the list of them, and the one that took too long
    assertThat(api.reads).isEqualTo(2);
  }

  @Test
  void packsNoOrderThatThereIsNot() {
    assertThat(api.get("/v1/stores/acme-eu/orders/nowhere/capsule").status()).isEqualTo(404);
  }

  /// Where a document is no order, only what was read is shown.
  @Test
  void vouchesForNothingInADocumentThatIsNoOrder() {
    record(1, payload);
    ObjectNode notice = Json.codec().createObjectNode().put("id", "x").put("anything", "secret");
    archive(2, notice);
    append(2, order(payload, Optional.empty()));
    JsonNode raw = api.get(path + "2/raw").json();
    assertThat(raw.at("/document/anything").asText()).isEqualTo("[masked]");
    Answer explained = api.get(path + "2/explain");
    assertThat(explained.status()).isEqualTo(409);
    assertThat(explained.json().at("/type").asText()).endsWith(":not-explained");
  }

  @Test
  void explainsAValueByTheRawValuesBehindIt() {
    record(1, payload.put("brand_new", "from a later release"));
    JsonNode all = api.get(path + "1/explain?path=/totals/display/grand_total").json();
    assertThat(all.at("/values").findValuesAsText("path"))
        .containsExactly(
            "/totals/display/grand_total/amount", "/totals/display/grand_total/currency");
    JsonNode amount = all.at("/values/0");
    assertThat(amount.at("/remade").asText()).isEqualTo("same");
    assertThat(amount.at("/of_version_before").asBoolean()).isFalse();
    JsonNode origin = amount.at("/origins/0");
    assertThat(origin.at("/value")).isEqualTo(payload.at(origin.at("/pointer").asText()));
    assertThat(origin.at("/rule").asText()).isEqualTo("text");
    assertThat(all.at("/made/mapping_version").asInt()).isEqualTo(1);
    assertThat(all.at("/made")).isEqualTo(all.at("/remade"));
    assertThat(all.at("/unread").toString())
        .isEqualTo("[{\"pointer\":\"/brand_new\",\"value\":\"from a later release\"}]");
  }

  /// Everything that is made of a payload is explained by it, or was left by the version before.
  @Test
  void explainsEveryValueOfEveryVersion() {
    record(1, payload);
    ObjectNode later = payload.deepCopy();
    later.put("updated_at", "2026-06-01T10:00:00Z").put("note", "please ring twice");
    record(2, later);
    JsonNode first = api.get(path + "1/explain").json();
    JsonNode second = api.get(path + "2/explain").json();
    assertThat(value(first, "/version").at("/of_version_before").asBoolean()).isFalse();
    assertThat(value(second, "/version").at("/of_version_before").asBoolean()).isTrue();
    assertThat(value(second, "/lifecycle/updated_at").at("/origins").findValuesAsText("pointer"))
        .containsExactly("/updated_at");
    for (JsonNode explained : List.of(first, second)) {
      List<String> unlike = new ArrayList<>();
      for (JsonNode value : explained.at("/values")) {
        if (!value.at("/remade").asText().equals("same")) {
          unlike.add(value.at("/path").asText());
        }
      }
      assertThat(unlike).isEmpty();
    }
  }

  @Test
  void saysSoWhereTheMappingOfTodayMakesSomethingElseOfIt() {
    record(1, payload.put("brand_new", "box 7"));
    String mapping = "{\"mapping\": {\"custom_fields\": {\"place\": \"/%s\"}}}";
    api.patch("/v1/stores/acme-eu", mapping.formatted("brand_new"));
    record(2, payload);
    JsonNode named = api.get(path + "2/explain?path=/custom_fields").json();
    JsonNode place = last(named.at("/values"));
    assertThat(place.at("/value").asText()).isEqualTo("box 7");
    assertThat(place.at("/origins/0/pointer").asText()).isEqualTo("/brand_new");
    assertThat(place.at("/origins/0/rule").asText()).isEqualTo("store_mapping");
    assertThat(named.at("/unread")).isEmpty();

    api.patch("/v1/stores/acme-eu", mapping.formatted("source_name"));
    JsonNode later = api.get(path + "2/explain?path=/custom_fields").json();
    assertThat(later.at("/made/mapping_version").asInt()).isEqualTo(2);
    assertThat(later.at("/remade/mapping_version").asInt()).isEqualTo(3);
    assertThat(last(later.at("/values")).at("/remade").asText()).isEqualTo("other");
  }

  private static JsonNode last(JsonNode list) {
    return list.get(list.size() - 1);
  }

  @Test
  void refusesWhatCannotBeShown() {
    record(1, payload);
    Answer nowhere = api.get(path + "1/explain?path=/totals/nothing");
    assertThat(nowhere.status()).isEqualTo(422);
    assertThat(nowhere.json().at("/errors/0/parameter").asText()).isEqualTo("path");
    assertThat(api.get(path + "9/raw").status()).isEqualTo(404);
    assertThat(api.get(path + "x/explain").status()).isEqualTo(404);
    append(2, order(payload, Optional.empty()));
    assertThat(api.get(path + "2/raw").json().at("/type").asText()).endsWith(":not-archived");
    archive(3, MissingNode.getInstance());
    append(3, order(payload, Optional.empty()));
    assertThat(api.get(path + "3/explain").json().at("/type").asText()).endsWith(":not-archived");
  }

  @Test
  void takesOnNoExplanationThatLastsTooLong() {
    ObjectNode large = payload.deepCopy();
    for (int member = 0; member <= 1500; member++) {
      large.put("more_" + member, member);
    }
    record(1, large);
    Answer answer = api.get(path + "1/explain?path=/version");
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.json().at("/detail").asText()).contains("more than 1500 values");
    assertThat(api.get(path + "1/raw").status()).isEqualTo(200);
  }

  private static JsonNode value(JsonNode explained, String path) {
    for (JsonNode value : explained.at("/values")) {
      if (value.at("/path").asText().equals(path)) {
        return value;
      }
    }
    return MissingNode.getInstance();
  }

  private void record(long version, JsonNode document) {
    recording.record(version, document);
  }

  private void archive(long version, JsonNode document) {
    recording.archive(version, document);
  }

  private String key(long version) {
    return recording.key(version);
  }

  private Order order(JsonNode document, Optional<Order> previous) {
    return recording.order(document, previous);
  }

  private void append(long version, Order order) {
    recording.append(version, order);
  }
}
