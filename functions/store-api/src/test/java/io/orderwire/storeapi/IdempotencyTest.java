package io.orderwire.storeapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Authorizer;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.IAM;
import io.orderwire.storeapi.Api.Answer;
import io.orderwire.testkit.Faults.Moment;
import io.orderwire.testkit.Faults.Step;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Writes that are sent twice under one key.
class IdempotencyTest {
  private static final String SUBSCRIPTIONS = "/v1/subscriptions";
  private static final String HOOK = "{\"url\": \"https://hooks.example.com/orders\"}";

  private final Api api = new Api();

  private Answer send(String key, String method, String path, String body) {
    return api.ask(keyed(key, method, path, body));
  }

  private static APIGatewayV2HTTPEvent keyed(String key, String method, String path, String body) {
    APIGatewayV2HTTPEvent event = Api.event(method, path, body);
    event.setHeaders(Map.of("X-Forwarded-Proto", "https", "Idempotency-Key", key));
    return event;
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
  void afterADayAKeyIsAsGoodAsNew() {
    send("\"one\"", "POST", SUBSCRIPTIONS, HOOK);
    api.clock.advance(Duration.ofHours(24));
    send("\"one\"", "POST", SUBSCRIPTIONS, HOOK);
    assertThat(subscriptions()).isEqualTo(2);
  }

  @Test
  void keysAreTheirCallersOwn() {
    api.ask(by("AIDA1", keyed("\"one\"", "POST", SUBSCRIPTIONS, HOOK)));
    api.ask(by("AIDA2", keyed("\"one\"", "POST", SUBSCRIPTIONS, HOOK)));
    assertThat(subscriptions()).isEqualTo(2);
    api.ask(by("AROA1:session-1", keyed("\"one\"", "POST", SUBSCRIPTIONS, HOOK)));
    api.ask(by("AROA1:session-2", keyed("\"one\"", "POST", SUBSCRIPTIONS, HOOK)));
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
