package io.orderwire.storeapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.model.StoreId;
import io.orderwire.port.Credentials;
import io.orderwire.port.Store;
import io.orderwire.port.Store.Health;
import io.orderwire.port.Store.State;
import io.orderwire.storeapi.Api.Answer;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StoresTest {
  private static final String ACME = "/v1/stores/acme-eu";
  private static final StoreId ID = new StoreId("acme-eu");
  private final Api api = new Api();

  @BeforeEach
  void connect() {
    api.post("/v1/stores", Api.SHOPIFY);
  }

  @Test
  void showsAStoreWithoutItsSecrets() {
    Answer answer = api.get(ACME);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers()).containsEntry("cache-control", "no-store");
    assertThat(answer.json().at("/credentials")).hasSize(2);
    assertThat(answer.text()).doesNotContain("shpat_", "first-secret", "sealed");
    assertThat(api.get("/v1/stores/nobody").status()).isEqualTo(404);
    assertThat(api.get("/v1/stores/NOT%20AN%20ID").status()).isEqualTo(404);
  }

  @Test
  void listsStoresPageByPage() {
    api.post("/v1/stores", Api.SHOPIFY.replace("acme-eu", "bolt-us"));
    JsonNode first = api.get("/v1/stores?limit=1").json();
    assertThat(first.at("/items/0/store_id").asText()).isEqualTo("acme-eu");
    JsonNode second =
        api.get("/v1/stores?limit=1&cursor=" + first.at("/next_cursor").asText()).json();
    assertThat(second.at("/items/0/store_id").asText()).isEqualTo("bolt-us");
    assertThat(second.has("next_cursor")).isFalse();
    assertThat(api.get("/v1/stores?limit=0").json().at("/errors/0/parameter").asText())
        .isEqualTo("limit");
    assertThat(api.get("/v1/stores?cursor=%21").json().at("/errors/0/parameter").asText())
        .isEqualTo("cursor");
  }

  @Test
  void changesWhatIsGivenAndKeepsTheRest() {
    Answer answer =
        api.patch(ACME, "{\"name\": \"Acme 2\", \"options\": {\"poll_interval_minutes\": \"15\"}}");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().at("/name").asText()).isEqualTo("Acme 2");
    assertThat(answer.json().at("/options/poll_interval_minutes").asText()).isEqualTo("15");
    assertThat(answer.json().at("/base_url").asText()).isEqualTo("https://acme-eu.myshopify.com");
    assertThat(answer.json().at("/credentials")).hasSize(2);
    assertThat(
            api.patch(ACME, "{\"options\": {\"poll_interval_minutes\": null}}")
                .json()
                .at("/options"))
        .isEmpty();
    assertThat(api.patch(ACME, "{\"store_id\": \"other\"}").json().at("/errors/0/pointer").asText())
        .isEqualTo("/store_id");
  }

  @Test
  void keepsThePreviousSigningSecretWhenItIsRotated() {
    Answer answer = api.patch(ACME, "{\"credentials\": {\"webhook_secret\": \"second-secret\"}}");
    assertThat(answer.text()).doesNotContain("second-secret", "first-secret");
    assertThat(credentials().currentAndPrevious("webhook_secret"))
        .containsExactly("second-secret", "first-secret");
    api.patch(ACME, "{\"credentials\": {\"access_token\": \"shpat_ffffffffff\"}}");
    assertThat(credentials().currentAndPrevious("access_token"))
        .containsExactly("shpat_ffffffffff");
    api.patch(ACME, "{\"credentials\": {\"previous_webhook_secret\": null}}");
    assertThat(credentials().currentAndPrevious("webhook_secret")).containsExactly("second-secret");
  }

  @Test
  void losesAndRegainsTheAbilityToCall() {
    JsonNode alone = api.patch(ACME, "{\"credentials\": {\"access_token\": null}}").json();
    assertThat(alone.at("/can_call").asBoolean()).isFalse();
    assertThat(alone.at("/mapping/policies/read").asText()).isEqualTo("payload");
    assertThat(alone.at("/health/code").asText()).isEqualTo("webhooks_only");
    JsonNode whole =
        api.patch(ACME, "{\"credentials\": {\"access_token\": \"shpat_ffffffffff\"}}").json();
    assertThat(whole.at("/can_call").asBoolean()).isTrue();
    assertThat(whole.at("/mapping/policies/read").asText()).isEqualTo("confirm");
    assertThat(whole.has("health")).isFalse();
    assertThat(api.ledger.stream(0)).hasSize(2);
  }

  @Test
  void disablesAndEnables() {
    JsonNode disabled = api.patch(ACME, "{\"state\": \"disabled\"}").json();
    assertThat(disabled.at("/state").asText()).isEqualTo("disabled");
    assertThat(disabled.at("/health/code").asText()).isEqualTo("disabled");
    assertThat(api.stores.get(ID).map(Store::isActive)).contains(false);
    JsonNode active = api.patch(ACME, "{\"state\": \"active\"}").json();
    assertThat(active.at("/state").asText()).isEqualTo("active");
    assertThat(active.has("health")).isFalse();
    assertThat(api.ledger.stream(0)).hasSize(2);
    assertThat(api.patch(ACME, "{\"state\": \"parked\"}").status()).isEqualTo(422);
  }

  @Test
  void newCredentialsBringAParkedStoreBack() {
    Store store = api.stores.get(ID).orElseThrow();
    Health refused = new Health("unauthorized", "refused", "set them again", Api.NOON);
    api.stores.update(store.withState(State.PARKED, Optional.of(refused)));
    assertThat(api.patch(ACME, "{\"name\": \"Acme 2\"}").json().at("/state").asText())
        .isEqualTo("parked");
    JsonNode back =
        api.patch(ACME, "{\"credentials\": {\"access_token\": \"shpat_ffffffffff\"}}").json();
    assertThat(back.at("/state").asText()).isEqualTo("active");
    assertThat(back.has("health")).isFalse();
  }

  @Test
  void eachChangeOfTheMappingIsANewVersion() {
    JsonNode store =
        api.patch(
                ACME,
                """
                {"mapping": {"payment": {"Paid-By-Magic": "paid"},
                             "custom_fields": {"po": "/note_attributes/0/value"},
                             "policies": {"read": "always", "offline_methods": ["bank", "cod"],
                                          "variance_tolerance": "0.05"}}}
                """)
            .json();
    assertThat(store.at("/mapping/version").asInt()).isEqualTo(2);
    assertThat(store.at("/mapping/payment/paid-by-magic").asText()).isEqualTo("paid");
    assertThat(store.at("/mapping/policies/read").asText()).isEqualTo("always");
    assertThat(store.at("/mapping/policies/variance_tolerance").asText()).isEqualTo("0.05");
    assertThat(api.patch(ACME, "{\"mapping\": {}}").json().at("/mapping/version").asInt())
        .isEqualTo(2);
    assertThat(
            api.patch(
                    ACME,
                    "{\"mapping\": {\"payment\": {\"x\": \"gone\"}, \"custom_fields\": {\"y\": \"z\"}}}")
                .json()
                .at("/errors")
                .findValuesAsText("pointer"))
        .containsExactly("/mapping/payment/x", "/mapping/custom_fields/y");
  }

  @Test
  void removesAStore() {
    assertThat(api.ask("DELETE", ACME, "").status()).isEqualTo(204);
    assertThat(api.get(ACME).status()).isEqualTo(404);
    assertThat(api.stores.byEndpoint("token-1")).isEmpty();
    assertThat(api.ask("DELETE", ACME, "").status()).isEqualTo(404);
  }

  @Test
  void showsWhatPlatformsNeed() {
    JsonNode platforms = api.get("/v1/platforms").json().at("/items");
    assertThat(platforms.findValuesAsText("id")).contains("shopify", "woocommerce", "vendure");
    platforms.forEach(
        platform -> {
          assertThat(platform.at("/credentials/0/label").asText()).isNotEmpty();
          // Vendure tells its own plugins of changes and nobody else: its stores are polled.
          assertThat(platform.at("/webhooks/topics").isEmpty())
              .isEqualTo(platform.path("id").asText().equals("vendure"));
          assertThat(platform.at("/webhooks/manual_steps").asText()).isNotEmpty();
          assertThat(platform.at("/base_url/example").asText()).startsWith("https://");
        });
  }

  @Test
  void saysWhatThereIs() {
    assertThat(api.get("/v1").json().at("/routes").toString())
        .contains("GET /v1/stores/{id}/orders", "POST /v1/stores");
    assertThat(api.get("/v1/nothing").status()).isEqualTo(404);
    Answer answer = api.ask("PUT", ACME, "{}");
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.headers()).containsEntry("allow", "DELETE, GET, PATCH");
  }

  private Credentials credentials() {
    Store store = api.stores.get(ID).orElseThrow();
    Credentials credentials = api.secrets.open(ID, store.credentials());
    assertThat(credentials.values()).isNotEqualTo(Map.of());
    return credentials;
  }
}
