package io.orderwire.storeapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.connector.StoreMapping.ReadPolicy;
import io.orderwire.model.StoreId;
import io.orderwire.port.Credentials;
import io.orderwire.port.Store;
import io.orderwire.storeapi.Api.Answer;
import io.orderwire.testkit.Faults.Moment;
import io.orderwire.testkit.Faults.Step;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConnectTest {
  private static final StoreId ACME = new StoreId("acme-eu");
  private final Api api = new Api();

  @Test
  void connectsAStoreAndHandsOutItsWebhookAddress() {
    Answer answer = api.post("/v1/stores", Api.SHOPIFY);
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.headers())
        .containsEntry("location", "/v1/stores/acme-eu")
        .containsEntry("content-type", "application/json");
    JsonNode store = answer.json();
    assertThat(store.at("/store_id").asText()).isEqualTo("acme-eu");
    assertThat(store.at("/state").asText()).isEqualTo("active");
    assertThat(store.at("/can_call").asBoolean()).isTrue();
    assertThat(store.at("/webhook/url").asText())
        .isEqualTo("https://api.example.com/webhooks/token-1");
    assertThat(store.at("/webhook/topics")).isNotEmpty();
    assertThat(store.at("/credentials").toString())
        .isEqualTo("[\"access_token\",\"webhook_secret\"]");
    assertThat(store.at("/notices")).isEmpty();
    assertThat(answer.text()).doesNotContain("shpat_", "first-secret");

    Store held = api.stores.byEndpoint("token-1").orElseThrow();
    assertThat(held.mapping().policies().read()).isEqualTo(ReadPolicy.CONFIRM);
    assertThat(api.secrets.open(ACME, held.credentials()))
        .isEqualTo(
            new Credentials(
                Map.of(
                    "access_token", "shpat_0123456789abcdef", "webhook_secret", "first-secret")));
    assertThat(api.ledger.stream(0)).isEmpty();
  }

  @Test
  void worksByWebhooksAloneWithoutApiCredentials() {
    Answer answer =
        api.post(
            "/v1/stores",
            """
            {"store_id": "webhook-shop", "platform": "woocommerce",
             "base_url": "https://shop.example/", "credentials": {"webhook_secret": "s"}}
            """);
    assertThat(answer.status()).isEqualTo(201);
    JsonNode store = answer.json();
    assertThat(store.at("/name").asText()).isEqualTo("webhook-shop");
    assertThat(store.at("/base_url").asText()).isEqualTo("https://shop.example");
    assertThat(store.at("/can_call").asBoolean()).isFalse();
    assertThat(store.at("/mapping/policies/read").asText()).isEqualTo("payload");
    assertThat(store.at("/mapping/version").asInt()).isEqualTo(1);
    assertThat(store.at("/health/code").asText()).isEqualTo("webhooks_only");
    assertThat(store.at("/notices/0/remedy").asText()).contains("API credentials");
    assertThat(api.ledger.stream(0)).hasSize(1);
    assertThat(api.ledger.stream(0).getFirst().event().type().detailType())
        .isEqualTo("store.health_changed");
  }

  @Test
  void namesEveryWrongFieldAtOnce() {
    Answer answer =
        api.post(
            "/v1/stores",
            """
            {"store_id": "Acme!", "platform": "shopify", "base_url": "ftp://x", "nam": "typo",
             "credentials": {"access_token": "short", "webhok_secret": "oops-my-secret"},
             "options": {"api": "soap", "poll_interval_minutes": "0"},
             "mapping": {"policies": {"read": "sometimes"}}}
            """);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.headers()).containsEntry("content-type", "application/problem+json");
    assertThat(answer.json().at("/type").asText())
        .isEqualTo("urn:orderwire:problem:invalid-fields");
    assertThat(answer.json().at("/errors").findValuesAsText("pointer"))
        .contains(
            "/nam",
            "/store_id",
            "/base_url",
            "/credentials/webhok_secret",
            "/credentials/access_token",
            "/options/api",
            "/options/poll_interval_minutes",
            "/mapping/policies/read");
    answer
        .json()
        .at("/errors")
        .forEach(error -> assertThat(error.path("remedy").asText()).isNotEmpty());
    assertThat(answer.text()).doesNotContain("oops-my-secret");
    assertThat(api.stores.list(Optional.empty(), 10).stores()).isEmpty();
  }

  @Test
  void saysWhatIsMissing() {
    assertThat(api.post("/v1/stores", "{}").json().at("/errors").findValuesAsText("pointer"))
        .containsExactlyInAnyOrder("/store_id", "/platform", "/base_url");
    Answer half =
        api.post(
            "/v1/stores",
            """
            {"store_id": "half", "platform": "woocommerce", "base_url": "https://shop.example",
             "credentials": {"consumer_key": "ck_0123456789", "webhook_secret": "s"}}
            """);
    assertThat(half.json().at("/errors").findValuesAsText("pointer"))
        .containsExactly("/credentials/consumer_secret");
    Answer none =
        api.post(
            "/v1/stores",
            """
            {"store_id": "none", "platform": "shopify",
             "base_url": "https://acme-eu.myshopify.com"}
            """);
    assertThat(none.json().at("/errors").findValuesAsText("pointer"))
        .containsExactly("/credentials/access_token");
  }

  @Test
  void refusesPlainHttpUnlessPrivateCartsAreAllowed() {
    String body =
        """
        {"store_id": "local", "platform": "woocommerce", "base_url": "http://127.0.0.1:9000/shop",
         "credentials": {"webhook_secret": "s"}}
        """;
    assertThat(api.post("/v1/stores", body).json().at("/errors/0/pointer").asText())
        .isEqualTo("/base_url");
    Api local = new Api(Optional.of(URI.create("https://hooks.example.com")), true);
    Answer answer = local.post("/v1/stores", body);
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.json().at("/webhook/url").asText())
        .isEqualTo("https://hooks.example.com/webhooks/token-1");
  }

  @Test
  void refusesATakenIdAndWhatIsNoJson() {
    api.post("/v1/stores", Api.SHOPIFY);
    Answer again = api.post("/v1/stores", Api.SHOPIFY);
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.json().at("/detail").asText()).contains("acme-eu", "PATCH");
    assertThat(api.stores.byEndpoint("token-2")).isEmpty();
    assertThat(api.post("/v1/stores", "not json").status()).isEqualTo(400);
    assertThat(api.post("/v1/stores", "[]").status()).isEqualTo(400);
  }

  @Test
  void asksForAnotherTryWhenAServiceDoesNotAnswer() {
    api.faults.fail(Step.STORES_WRITE, Moment.BEFORE);
    Answer answer = api.post("/v1/stores", Api.SHOPIFY);
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.headers()).containsEntry("retry-after", "5");
    assertThat(api.post("/v1/stores", Api.SHOPIFY).status()).isEqualTo(201);
  }
}
