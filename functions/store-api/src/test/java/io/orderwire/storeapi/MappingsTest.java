package io.orderwire.storeapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.model.StoreId;
import io.orderwire.storeapi.Api.Answer;
import io.orderwire.testkit.ports.Race;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The versions of a store's mapping.
class MappingsTest {
  private static final String ACME = "/v1/stores/acme-eu";
  private static final String MAPPINGS = ACME + "/mappings";
  private static final String DRAFT =
      """
      {"mapping": {"payment": {"Paid-By-Magic": "paid"}, "custom_fields": {"po": "/note"}},
       "comment": "the magic gateway"}
      """;

  private final Api api = new Api();

  @BeforeEach
  void connect() {
    api.post("/v1/stores", Api.SHOPIFY);
  }

  @Test
  void theFirstVersionIsTheOneThatTheStoreWasConnectedWith() {
    JsonNode items = api.get(MAPPINGS).json().at("/items");
    assertThat(items).hasSize(1);
    assertThat(items.at("/0/version").asInt()).isEqualTo(1);
    assertThat(items.at("/0/active").asBoolean()).isTrue();
    assertThat(items.at("/0/mapping")).isEqualTo(api.get(ACME).json().at("/mapping"));
    assertThat(api.get(MAPPINGS + "/1").json()).isEqualTo(items.get(0));
    assertThat(api.get(MAPPINGS + "/2").status()).isEqualTo(404);
    assertThat(api.get(MAPPINGS + "/0").status()).isEqualTo(404);
    assertThat(api.get(MAPPINGS + "/x").status()).isEqualTo(404);
  }

  @Test
  void isSavedAndNotActiveYet() {
    Answer saved = api.post(MAPPINGS, DRAFT);
    assertThat(saved.status()).isEqualTo(201);
    assertThat(saved.headers()).containsEntry("location", MAPPINGS + "/2");
    JsonNode version = saved.json();
    assertThat(version.at("/version").asInt()).isEqualTo(2);
    assertThat(version.at("/active").asBoolean()).isFalse();
    assertThat(version.at("/based_on").asInt()).isEqualTo(1);
    assertThat(version.at("/comment").asText()).isEqualTo("the magic gateway");
    assertThat(version.at("/saved_at").asText()).isEqualTo(Api.NOON.toString());
    assertThat(version.at("/mapping/version").asInt()).isEqualTo(2);
    assertThat(version.at("/mapping/payment/paid-by-magic").asText()).isEqualTo("paid");
    assertThat(api.get(ACME).json().at("/mapping/version").asInt()).isEqualTo(1);
    assertThat(active()).isEqualTo(1);
  }

  /// Whoever asks again because the answer was lost saves it once.
  @Test
  void savedTwiceItIsOneVersion() {
    api.post(MAPPINGS, DRAFT);
    Answer again = api.post(MAPPINGS, DRAFT);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().at("/version").asInt()).isEqualTo(2);
    assertThat(api.get(MAPPINGS).json().at("/items")).hasSize(2);
    assertThat(api.post(MAPPINGS, "{\"mapping\": {}}").json().at("/version").asInt()).isEqualTo(3);
  }

  @Test
  void isMadeOfTheActiveVersionOrOfAnother() {
    api.post(MAPPINGS, DRAFT);
    JsonNode third =
        api.post(
                MAPPINGS,
                "{\"based_on\": 2, \"mapping\": {\"custom_fields\": {\"po\": null, \"vat\": \"/v\"}}}")
            .json();
    assertThat(third.at("/based_on").asInt()).isEqualTo(2);
    assertThat(third.at("/mapping/payment/paid-by-magic").asText()).isEqualTo("paid");
    assertThat(third.at("/mapping/custom_fields").toString()).isEqualTo("{\"vat\":\"/v\"}");
    JsonNode fourth =
        api.post(MAPPINGS, "{\"mapping\": {\"fulfilment\": {\"packed\": \"in_progress\"}}}").json();
    assertThat(fourth.at("/based_on").asInt()).isEqualTo(1);
    assertThat(fourth.at("/mapping/payment")).isEmpty();
  }

  @Test
  void whatIsWrongIsNamedByItsField() {
    assertThat(pointers("{}")).containsExactly("/mapping");
    assertThat(pointers("{\"mapping\": {}, \"based_on\": 9, \"no\": 1}"))
        .containsExactlyInAnyOrder("/no", "/based_on");
    assertThat(
            pointers(
                """
                {"mapping": {"payment": {"x": "gone"}, "custom_fields": {"y": "z", "w": ""},
                 "policies": {"variance_tolerance": "much"}}, "comment": "%s"}
                """
                    .formatted("c".repeat(301))))
        .containsExactlyInAnyOrder(
            "/mapping/payment/x",
            "/mapping/custom_fields/y",
            "/mapping/custom_fields/w",
            "/mapping/policies/variance_tolerance",
            "/comment");
    assertThat(api.post(MAPPINGS, "[]").status()).isEqualTo(400);
    assertThat(api.get(MAPPINGS).json().at("/items")).hasSize(1);
  }

  private List<String> pointers(String body) {
    Answer answer = api.post(MAPPINGS, body);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(api.post(MAPPINGS + "/preview", body).json()).isEqualTo(answer.json());
    return answer.json().at("/errors").findValuesAsText("pointer");
  }

  @Test
  void isMadeActiveAndRolledBack() {
    api.post(MAPPINGS, DRAFT);
    JsonNode activated = activate(2, "").json();
    assertThat(activated.at("/active").asInt()).isEqualTo(2);
    assertThat(activated.at("/before").asInt()).isEqualTo(1);
    assertThat(api.get(ACME).json().at("/mapping"))
        .isEqualTo(api.get(MAPPINGS + "/2").json().at("/mapping"));
    assertThat(active()).isEqualTo(2);
    JsonNode again = activate(2, "{}").json();
    assertThat(again.at("/before").asInt()).isEqualTo(2);
    JsonNode rolledBack = activate(1, "{\"replaces\": 2}").json();
    assertThat(rolledBack.at("/active").asInt()).isEqualTo(1);
    assertThat(rolledBack.at("/before").asInt()).isEqualTo(2);
    assertThat(active()).isEqualTo(1);
    assertThat(api.get(MAPPINGS).json().at("/items")).hasSize(2);
    assertThat(activate(3, "").status()).isEqualTo(404);
  }

  /// Who looked at a page that is old by now overwrites nobody's decision.
  @Test
  void whoNamesWhatIsReplacedIsRefusedIfThatIsNotActive() {
    api.post(MAPPINGS, DRAFT);
    api.post(MAPPINGS, "{\"mapping\": {\"custom_fields\": {\"po\": \"/other\"}}}");
    activate(2, "{\"replaces\": 1}");
    Answer late = activate(3, "{\"replaces\": 1}");
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.json().at("/type").asText()).endsWith(":another-mapping-is-active");
    assertThat(late.json().at("/detail").asText()).contains("version 2");
    assertThat(active()).isEqualTo(2);
    assertThat(activate(3, "{\"replaces\": \"x\"}").status()).isEqualTo(422);
    assertThat(activate(3, "[]").status()).isEqualTo(400);
  }

  /// Each says what it replaced, as if they had come one after another.
  @Test
  void activationsAtOnceComeOneAfterAnother() throws Exception {
    for (int number = 2; number <= 4; number++) {
      api.post(MAPPINGS, "{\"mapping\": {\"custom_fields\": {\"n\": \"/%d\"}}}".formatted(number));
    }
    for (int round = 0; round < 50; round++) {
      activate(1, "");
      List<Answer> answers = Race.run(3, caller -> () -> activate(caller + 2, ""));
      Set<Integer> replaced = new TreeSet<>();
      for (Answer answer : answers) {
        assertThat(answer.status()).isEqualTo(200);
        replaced.add(answer.json().at("/before").asInt());
      }
      Set<Integer> expected = new TreeSet<>(Set.of(1, 2, 3, 4));
      expected.remove(active());
      assertThat(replaced).isEqualTo(expected);
    }
  }

  @Test
  void versionsThatAreSavedAtOnceHaveNumbersOfTheirOwn() throws Exception {
    List<Answer> answers =
        Race.run(
            4,
            caller ->
                () ->
                    api.post(
                        MAPPINGS,
                        "{\"mapping\": {\"custom_fields\": {\"n\": \"/%d\"}}}".formatted(caller)));
    Set<Integer> numbers = new TreeSet<>();
    for (Answer answer : answers) {
      JsonNode saved = answer.json();
      numbers.add(saved.at("/version").asInt());
      assertThat(api.get(MAPPINGS + "/" + saved.at("/version").asInt()).json()).isEqualTo(saved);
    }
    assertThat(numbers).containsExactly(2, 3, 4, 5);
  }

  /// A change of the store that changes its mapping is a version of its own and active at once.
  @Test
  void aChangeOfTheStoreIsAVersionToo() {
    api.post(MAPPINGS, DRAFT);
    JsonNode draft = api.get(MAPPINGS + "/2").json();
    JsonNode first = api.get(MAPPINGS + "/1").json();
    JsonNode store =
        api.patch(ACME, "{\"mapping\": {\"payment\": {\"waiting\": \"pending\"}}}").json();
    assertThat(store.at("/mapping/version").asInt()).isEqualTo(3);
    assertThat(store.at("/mapping/payment").toString()).isEqualTo("{\"waiting\":\"pending\"}");
    assertThat(active()).isEqualTo(3);
    assertThat(api.get(MAPPINGS + "/3").json().at("/based_on").asInt()).isEqualTo(1);
    assertThat(api.get(MAPPINGS + "/2").json()).isEqualTo(draft);
    assertThat(api.get(MAPPINGS + "/1").json().at("/mapping")).isEqualTo(first.at("/mapping"));
    api.patch(ACME, "{\"name\": \"Acme & Sons\"}");
    assertThat(api.get(MAPPINGS).json().at("/items")).hasSize(3);
    activate(1, "");
    assertThat(
            api.patch(ACME, "{\"mapping\": {\"payment\": {\"lost\": \"failed\"}}}")
                .json()
                .at("/mapping/version")
                .asInt())
        .isEqualTo(4);
  }

  @Test
  void aStoreThatCannotBeCalledReadsPayloads() {
    api.patch(ACME, "{\"credentials\": {\"access_token\": null}}");
    assertThat(active()).isEqualTo(2);
    JsonNode saved = api.post(MAPPINGS, DRAFT).json();
    assertThat(saved.at("/mapping/policies/read").asText()).isEqualTo("payload");
  }

  @Test
  void theyGoWithTheStore() {
    api.post(MAPPINGS, DRAFT);
    api.ask("DELETE", ACME, "");
    assertThat(api.get(MAPPINGS).status()).isEqualTo(404);
    assertThat(api.stores.notes(new StoreId("acme-eu"), "mapping-", 10)).isEmpty();
  }

  private Answer activate(int version, String body) {
    return api.post(MAPPINGS + "/" + version + "/activate", body);
  }

  private int active() {
    for (JsonNode each : api.get(MAPPINGS).json().at("/items")) {
      if (each.at("/active").asBoolean()) {
        return each.at("/version").asInt();
      }
    }
    throw new AssertionError("no version is active");
  }
}
