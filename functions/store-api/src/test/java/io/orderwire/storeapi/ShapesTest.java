package io.orderwire.storeapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.engine.RawKeys;
import io.orderwire.engine.StoreShapes;
import io.orderwire.json.Json;
import io.orderwire.message.Cause;
import io.orderwire.message.Event;
import io.orderwire.message.EventData.Resource;
import io.orderwire.message.EventData.SchemaDrift;
import io.orderwire.message.EventMetadata;
import io.orderwire.message.EventType;
import io.orderwire.model.ExternalId;
import io.orderwire.model.PlatformId;
import io.orderwire.model.Read;
import io.orderwire.model.StoreId;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Subject;
import io.orderwire.testkit.ports.Samples;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a store's payloads look like, and what of them nobody maps.
class ShapesTest {
  private static final StoreId ID = new StoreId("acme-eu");
  private static final String SHAPES = "/v1/stores/acme-eu/shapes";
  private static final String UNMAPPED = "/v1/stores/acme-eu/unmapped";

  private final Api api = new Api();
  private StoreShapes known = StoreShapes.NONE;

  @BeforeEach
  void connect() {
    assertThat(api.post("/v1/stores", Api.SHOPIFY).status()).isEqualTo(201);
  }

  @Test
  void showsTheLatestShapesFirstPageByPage() {
    assertThat(api.get(SHAPES).json().at("/items")).isEmpty();
    for (int number = 1; number <= 3; number++) {
      drift("{\"id\": 1, \"m%d\": \"secret word\"}".formatted(number), number > 1);
    }
    JsonNode first = api.get(SHAPES + "?limit=2").json();
    assertThat(first.at("/items").findValuesAsText("number")).containsExactly("3", "2");
    JsonNode latest = first.at("/items/0");
    assertThat(latest.at("/announced").asBoolean()).isTrue();
    assertThat(latest.at("/resource").asText()).isEqualTo("order");
    assertThat(latest.at("/read").asText()).isEqualTo("webhook");
    assertThat(latest.at("/added/0/path").asText()).isEqualTo("/m3");
    assertThat(latest.at("/added/0/type").asText()).isEqualTo("string");
    assertThat(latest.at("/unmapped/0").asText()).isEqualTo("/m3");
    assertThat(latest.at("/sample/external_id").asText()).isEqualTo("10/7");
    assertThat(latest.at("/sample/receipt_id").asText()).isEqualTo("r3");
    assertThat(first.toString()).doesNotContain("secret word");
    JsonNode rest = api.get(SHAPES + "?limit=2&cursor=" + first.at("/next_cursor").asText()).json();
    assertThat(rest.at("/items").findValuesAsText("number")).containsExactly("1");
    assertThat(rest.at("/items/0/announced").asBoolean()).isFalse();
    assertThat(rest.has("next_cursor")).isFalse();
  }

  @Test
  void showsWhatNobodyMapsByItsPlacesAndHowOften() {
    assertThat(api.get(UNMAPPED).json().at("/payloads").asInt()).isZero();
    ObjectNode order = Payloads.payload("shopify/everything-at-once").deepCopy();
    api.archive.put(record("1", order), Json.bytes(order), "application/json");
    assertThat(api.get(UNMAPPED).json().at("/items")).as("all of it is mapped").isEmpty();
    for (String id : List.of("2", "3")) {
      ObjectNode more = order.deepCopy();
      ArrayNode passes = more.putArray("passes");
      passes.addObject().put("code", "a");
      passes.addObject().put("code", "b").putNull("until");
      api.archive.put(record(id, more), Json.bytes(more), "application/json");
    }
    JsonNode residue = api.get(UNMAPPED).json();
    assertThat(residue.at("/payloads").asInt()).isEqualTo(3);
    JsonNode item = residue.at("/items/0");
    assertThat(item.at("/path").asText()).isEqualTo("/passes/*/code");
    assertThat(item.at("/payloads").asInt()).isEqualTo(2);
    assertThat(item.at("/values").asInt()).isEqualTo(4);
    assertThat(item.at("/sample/pointer").asText()).isEqualTo("/passes/0/code");
    assertThat(item.at("/sample/external_id").asText()).isIn("2", "3");
    assertThat(api.get(UNMAPPED + "?limit=1").json().at("/payloads").asInt()).isEqualTo(1);
  }

  @Test
  void refusesWhatIsNotThere() {
    assertThat(api.get(SHAPES + "?cursor=x").status()).isEqualTo(422);
    assertThat(api.get(UNMAPPED + "?limit=0").status()).isEqualTo(422);
    assertThat(api.get("/v1/stores/other/shapes").status()).isEqualTo(404);
    assertThat(api.get("/v1/stores/other/unmapped").status()).isEqualTo(404);
  }

  @Test
  void servesTheDocumentsAndNothingElse() {
    JsonNode events = api.get("/asyncapi.json").json();
    assertThat(events.at("/asyncapi").asText()).isEqualTo("3.0.0");
    assertThat(events.at("/x-json-schemas")).hasSizeGreaterThan(5);
    for (JsonNode name : events.at("/x-json-schemas")) {
      JsonNode schema = api.get("/schemas/" + name.asText()).json();
      assertThat(schema.at("/$schema").asText()).contains("2020-12");
    }
    assertThat(api.get("/schemas/asyncapi.json").status()).isEqualTo(404);
    assertThat(api.get("/schemas/..%2Fopenapi.json").status()).isEqualTo(404);
  }

  private void drift(String payload, boolean announced) {
    long number = known.version() + 1;
    SchemaDrift drift =
        known.drift(
            new StoreShapes.Kind(Resource.ORDER, Read.WEBHOOK),
            Json.read(payload, JsonNode.class),
            Map.of(),
            RawKeys.payload(Subject.order(ID, new ExternalId("10/7")), Api.NOON, "r" + number),
            Api.NOON);
    EventMetadata metadata =
        new EventMetadata(
            Subject.shapes(ID).eventId(number),
            EventMetadata.SCHEMA_VERSION,
            ID,
            new PlatformId("shopify"),
            number,
            Api.NOON,
            Api.NOON,
            Cause.WEBHOOK,
            "r" + number,
            1,
            false,
            Optional.empty());
    LedgerEntry entry =
        new LedgerEntry(
            Subject.shapes(ID),
            number,
            new Event(EventType.SCHEMA_DRIFTED, new Event.Detail(metadata, drift)),
            announced,
            Optional.of(drift.rawKey()));
    assertThat(api.ledger.append(entry)).isTrue();
    known = known.after(List.of(entry));
  }

  /// An order in the ledger; the key of its payload.
  private String record(String id, JsonNode payload) {
    LedgerEntry sample = Samples.order(ID, id, 1, Api.NOON.plusSeconds(payload.size()), "");
    String key = RawKeys.payload(sample.subject(), Api.NOON, "r" + id);
    api.ledger.append(new LedgerEntry(sample.subject(), 1, sample.event(), true, Optional.of(key)));
    return key;
  }
}
