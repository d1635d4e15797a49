package io.orderwire.storeapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Authorizer;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.IAM;
import io.orderwire.model.StoreId;
import io.orderwire.storeapi.Api.Answer;
import io.orderwire.testkit.Faults.Moment;
import io.orderwire.testkit.Faults.Step;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Writes that are sent twice under one key.
class IdempotencyTest {
  private static final String SUBSCRIPTIONS = "/v1/subscriptions";
  private static final String HOOK = "{\"url\": \"https://hooks.example.com/orders\"}";

  private final Api api = new Api();

  private Answer send(String key, String method, String path, String body) {
    return api.ask(Api.keyed(key, method, path, body));
  }

  private static APIGatewayV2HTTPEvent by(String user, APIGatewayV2HTTPEvent event) {
    IAM iam = new IAM();
    iam.setUserId(user);
    Authorizer authorizer = new Authorizer();
    authorizer.setIam(iam);
    event.getRequestContext().setAuthorizer(authorizer);
    return event;
  }

  private int subscriptions() {
    return api.get(SUBSCRIPTIONS).json().at("/items").size();
  }

  @Test
  void theSameRequestIsDoneOnceAndAnsweredAlike() {
    Answer first = send("\"one\"", "POST", SUBSCRIPTIONS, HOOK);
    Answer again = send("\"one\"", "POST", SUBSCRIPTIONS, HOOK);
    assertThat(first.status()).isEqualTo(201);
    assertThat(again.json()).isEqualTo(first.json());
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.headers()).isEqualTo(first.headers());
    assertThat(subscriptions()).isEqualTo(1);
    send("\"two\"", "POST", SUBSCRIPTIONS, HOOK);
    assertThat(subscriptions()).isEqualTo(2);
  }

  @Test
  void theSecretInAnAnswerIsKeptSealed() {
    Answer first = send("\"one\"", "POST", SUBSCRIPTIONS, HOOK);
    String secret = first.json().at("/secret").asText();
    assertThat(secret).startsWith("whsec_");
    assertThat(api.answers.everything()).contains("hooks.example.com").doesNotContain(secret);
    String path = SUBSCRIPTIONS + "/" + first.json().at("/id").asText() + "/rotate";
    String rotated = send("\"r\"", "POST", path, "").json().at("/secret").asText();
    assertThat(rotated).startsWith("whsec_").isNotEqualTo(secret);
    assertThat(send("\"r\"", "POST", path, "").json().at("/secret").asText()).isEqualTo(rotated);
    assertThat(api.answers.everything()).doesNotContain(rotated);
  }

  @Test
  void aRefusalIsAFirstAnswerToo() {
    Answer refused = send("\"one\"", "POST", SUBSCRIPTIONS, "{}");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(send("\"one\"", "POST", SUBSCRIPTIONS, "{}").json()).isEqualTo(refused.json());
  }

  @Test
  void whatIsRemovedIsRemovedOnce() {
    String id = api.post(SUBSCRIPTIONS, HOOK).json().at("/id").asText();
    assertThat(send("\"x\"", "DELETE", SUBSCRIPTIONS + "/" + id, "").status()).isEqualTo(204);
    assertThat(send("\"x\"", "DELETE", SUBSCRIPTIONS + "/" + id, "").status()).isEqualTo(204);
    assertThat(send("\"y\"", "DELETE", SUBSCRIPTIONS + "/" + id, "").status()).isEqualTo(404);
  }

  @Test
  void aKeyStandsForOneRequest() {
    send("\"one\"", "POST", SUBSCRIPTIONS, HOOK);
    Answer other = send("\"one\"", "POST", SUBSCRIPTIONS, HOOK.replace("orders", "others"));
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.json().at("/type").asText()).endsWith(":idempotency-key-used");
    assertThat(send("\"one\"", "POST", "/v1/stores", HOOK).status()).isEqualTo(422);
    assertThat(subscriptions()).isEqualTo(1);
  }

  @Test
  void whileTheFirstIsRunningTheSecondWaits() {
    Answer first = send("\"one\"", "POST", SUBSCRIPTIONS, HOOK);
    assertThat(first.status()).isEqualTo(201);
    api.answers.leaveUnanswered();
    Answer second = send("\"one\"", "POST", SUBSCRIPTIONS, HOOK);
    assertThat(second.status()).isEqualTo(409);
    assertThat(second.json().at("/type").asText()).endsWith(":still-running");
    assertThat(second.headers()).containsEntry("retry-after", "1");
    api.clock.advance(Duration.ofSeconds(61));
    assertThat(send("\"one\"", "POST", SUBSCRIPTIONS, HOOK).status()).isEqualTo(201);
  }

  @Test
  void whatCameToNothingMayBeTriedAgain() {
    api.post("/v1/stores", Api.SHOPIFY);
    String change = "{\"name\": \"Acme Europe\"}";
    api.faults.fail(Step.STORES_READ, Moment.BEFORE);
    assertThat(send("\"one\"", "PATCH", "/v1/stores/acme-eu", change).status()).isEqualTo(503);
    assertThat(send("\"one\"", "PATCH", "/v1/stores/acme-eu", change).status()).isEqualTo(200);
  }

  @Test
  void aRefusalThatPassesMayBeTriedAgain() {
    api.post("/v1/stores", Api.SHOPIFY);
    StoreId id = new StoreId("acme-eu");
    String change = "{\"name\": \"Acme Europe\"}";
    api.othersWrite = () -> api.stores.update(api.stores.get(id).orElseThrow());
    Answer refused = send("\"one\"", "PATCH", "/v1/stores/acme-eu", change);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.json().at("/type").asText()).endsWith(":store-is-being-changed");
    api.othersWrite = () -> {};
    assertThat(send("\"one\"", "PATCH", "/v1/stores/acme-eu", change).status()).isEqualTo(200);
  }

  /// Who is asked there is anybody, and all of them would share their keys.
  @Test
  void whereAnybodyMayAskNothingIsKept() {
    for (String path : new String[] {"/authorizations/woocommerce", "/anything", "/"}) {
      send("\"one\"", "POST", path, "{\"user_id\": \"guessed\"}");
      assertThat(api.answers.size()).as(path).isZero();
    }
  }

  /// What ties a merchant to an authorization is kept as a hash alone.
  @Test
  void theStateOfAnAuthorizationIsKeptUnderNoKey() {
    api.ask(
        "PUT",
        "/v1/platforms/shopify/app",
        "{\"client_id\": \"client-of-shopify\", \"client_secret\": \"shpss_0123456789abcdef\"}");
    String wanted =
        "{\"store_id\": \"acme-eu\", \"platform\": \"shopify\", \"base_url\": \"https://acme-eu.myshopify.com\"}";
    for (int attempt = 0; attempt < 2; attempt++) {
      Answer begun = send("\"one\"", "POST", "/v1/stores/authorizations", wanted);
      assertThat(begun.status()).isEqualTo(200);
      assertThat(begun.json().at("/authorization_url").asText()).contains("&state=");
      assertThat(api.answers.everything()).doesNotContain("state=");
    }
    assertThat(api.answers.size()).isZero();
  }

  /// Of whom to forget nothing is kept, in whatever field they were put by mistake.
  @Test
  void whoIsToBeForgottenIsKeptUnderNoKey() {
    api.post("/v1/stores", Api.SHOPIFY);
    String somebody = "somebody @example.org";
    Answer mistaken =
        send(
            "\"one\"",
            "POST",
            "/v1/stores/acme-eu/erasures",
            "{\"account\": \"%s\"}".formatted(somebody));
    assertThat(mistaken.status()).isEqualTo(422);
    assertThat(mistaken.text()).contains(somebody);
    Answer other =
        send(
            "\"two\"",
            "POST",
            "/v1/stores/acme-eu/customers/account:4711/merge",
            "{\"with\": \"account:4712\"}");
    assertThat(other.status()).isEqualTo(404);
    assertThat(api.answers.everything()).doesNotContain(somebody, "4711");
    Answer asked =
        send(
            "\"three\"",
            "POST",
            "/v1/stores/acme-eu/erasures",
            "{\"email\": \"mira@example.org\", \"phone\": \"+351910000000\"}");
    assertThat(asked.status()).isEqualTo(202);
    assertThat(api.answers.everything())
        .contains(asked.json().at("/id").asText())
        .doesNotContain("mira", "351910000000");
  }

  @Test
  void afterADayAKeyIsAsGoodAsNew() {
    send("\"one\"", "POST", SUBSCRIPTIONS, HOOK);
    api.clock.advance(Duration.ofHours(24));
    send("\"one\"", "POST", SUBSCRIPTIONS, HOOK);
    assertThat(subscriptions()).isEqualTo(2);
  }

  @Test
  void keysAreTheirCallersOwn() {
    api.ask(by("AIDA1", Api.keyed("\"one\"", "POST", SUBSCRIPTIONS, HOOK)));
    api.ask(by("AIDA2", Api.keyed("\"one\"", "POST", SUBSCRIPTIONS, HOOK)));
    assertThat(subscriptions()).isEqualTo(2);
    api.ask(by("AROA1:session-1", Api.keyed("\"one\"", "POST", SUBSCRIPTIONS, HOOK)));
    api.ask(by("AROA1:session-2", Api.keyed("\"one\"", "POST", SUBSCRIPTIONS, HOOK)));
    assertThat(subscriptions()).isEqualTo(3);
  }

  @Test
  void aKeyMayStandWithoutQuotationMarks() {
    send("\"a-b\"", "POST", SUBSCRIPTIONS, HOOK);
    send("a-b", "POST", SUBSCRIPTIONS, HOOK);
    assertThat(subscriptions()).isEqualTo(1);
    for (String wrong : new String[] {"", "\"\"", "two words", "x".repeat(256), "\"ü\""}) {
      Answer refused = send(wrong, "POST", SUBSCRIPTIONS, HOOK);
      assertThat(refused.status()).as(wrong).isEqualTo(400);
      assertThat(refused.json().at("/type").asText()).endsWith(":wrong-idempotency-key");
    }
    assertThat(subscriptions()).isEqualTo(1);
  }

  @Test
  void withoutAKeyNothingIsKept() {
    api.post(SUBSCRIPTIONS, HOOK);
    assertThat(send("\"one\"", "GET", SUBSCRIPTIONS, "").status()).isEqualTo(200);
    assertThat(api.answers.size()).isZero();
  }
}
