package io.orderwire.storeapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.model.StoreId;
import io.orderwire.port.Credentials;
import io.orderwire.port.EventSubscription;
import io.orderwire.port.EventSubscription.Disabled;
import io.orderwire.port.EventSubscriptions.Attempt;
import io.orderwire.port.Subject;
import io.orderwire.port.SubscriptionId;
import io.orderwire.port.WebhookJob.Replay;
import io.orderwire.port.WebhookJob.Trial;
import io.orderwire.storeapi.Api.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventSubscriptionsTest {
  private static final String PATH = "/v1/subscriptions";
  private static final String WAREHOUSE =
      """
      {"url": "https://hooks.example.com/orders?key=1", "event_types": ["order.committed", "order.changed"],
       "transitions": ["ready_for_fulfillment"], "stores": ["acme-eu"], "name": "Warehouse"}
      """;

  private final Api api = new Api();

  private String subscribe(String body) {
    Answer made = api.post(PATH, body);
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    return location(made);
  }

  private static String location(Answer made) {
    return made.headers().getOrDefault("location", "");
  }

  private EventSubscription held(String path) {
    SubscriptionId id = new SubscriptionId(path.substring(path.lastIndexOf('/') + 1));
    return api.subscriptions.get(id).orElseThrow();
  }

  private void disable(String path) {
    Disabled why = new Disabled("gone", "why", "what to do", Api.NOON, Api.NOON);
    api.subscriptions.update(held(path).withDisabled(Optional.of(why)));
  }

  @Test
  void theSecretIsShownOnceAndSealed() {
    Answer made = api.post(PATH, WAREHOUSE);
    String secret = made.json().path("secret").asText();
    assertThat(secret).matches("whsec_[A-Za-z0-9+/]+=*");
    String path = location(made);
    JsonNode shown = api.get(path).json();
    assertThat(shown.has("secret")).isFalse();
    assertThat(shown.path("event_types").toString())
        .isEqualTo("[\"order.committed\",\"order.changed\"]");
    assertThat(shown.path("transitions").toString()).isEqualTo("[\"ready_for_fulfillment\"]");
    assertThat(shown.path("state").asText()).isEqualTo("active");
    assertThat(api.get(PATH).text()).doesNotContain(secret).contains("Warehouse");
    EventSubscription held = held(path);
    assertThat(held.toString()).doesNotContain(secret);
    assertThat(api.secrets.open(held.id(), held.secret()).value("secret")).contains(secret);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|/url",
        "{'url': 'hooks.example.com'}|/url",
        "{'url': 'http://hooks.example.com'}|/url",
        "{'url': 'https://user:word@hooks.example.com'}|/url",
        "{'url': 'https://10.1.2.3/x'}|/url",
        "{'url': 'https://169.254.169.254/latest'}|/url",
        "{'url': 'https://[fd00::1]/x'}|/url",
        "{'url': 'https://h.example', 'event_types': ['order.paid']}|/event_types",
        "{'url': 'https://h.example', 'transitions': ['PAID']}|/transitions",
        "{'url': 'https://h.example', 'stores': ['No Good']}|/stores",
        "{'url': 'https://h.example', 'name': ''}|/name",
        "{'url': 'https://h.example', 'secret': 'x'}|/secret",
      })
  void theFieldThatIsWrongIsNamed(String body, String pointer) {
    Answer refused = api.post(PATH, body.replace('\'', '"'));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().at("/errors/0/pointer").asText()).isEqualTo(pointer);
    assertThat(refused.json().at("/errors/0/remedy").asText()).isNotEmpty();
    assertThat(api.get(PATH).json().path("items")).isEmpty();
  }

  @Test
  void aPrivateAddressIsTakenWhereTheSuiteRunsLocally() {
    Api local = new Api(Optional.empty(), true);
    assertThat(local.post(PATH, "{\"url\": \"http://127.0.0.1:9000/in\"}").status()).isEqualTo(201);
  }

  @Test
  void nobodySubscribesWhereNothingIsSent() {
    Api off = new Api(Optional.empty(), false, false);
    Answer refused = off.post(PATH, WAREHOUSE);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text()).contains("OutboundWebhooks");
  }

  @Test
  void whatIsGivenReplacesAndNullTakesAway() {
    String path = subscribe(WAREHOUSE);
    Answer changed = api.patch(path, "{\"url\": \"https://other.example/in\", \"stores\": null}");
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.json().path("url").asText()).isEqualTo("https://other.example/in");
    assertThat(changed.json().path("stores")).isEmpty();
    assertThat(changed.json().path("name").asText()).isEqualTo("Warehouse");
    assertThat(changed.json().path("transitions")).hasSize(1);
    assertThat(api.patch(path, "{\"url\": \"ftp://x\"}").status()).isEqualTo(422);
    assertThat(api.ask("DELETE", path, "").status()).isEqualTo(204);
    assertThat(api.get(path).status()).isEqualTo(404);
  }

  @Test
  void rotatingKeepsTheSecretBeforeForADay() {
    Answer made = api.post(PATH, WAREHOUSE);
    String path = location(made);
    Answer rotated = api.post(path + "/rotate", "");
    assertThat(rotated.status()).isEqualTo(200);
    assertThat(rotated.json().path("previous_secret_until").asText())
        .isEqualTo("2026-11-24T12:00:00Z");
    EventSubscription held = held(path);
    Credentials opened = api.secrets.open(held.id(), held.secret());
    String fresh = rotated.json().path("secret").asText();
    String old = made.json().path("secret").asText();
    assertThat(held.signingSecrets(opened, Api.NOON.plus(Duration.ofHours(23))))
        .containsExactly(fresh, old);
    assertThat(held.signingSecrets(opened, Api.NOON.plus(Duration.ofHours(24))))
        .containsExactly(fresh);
    assertThat(api.post(path + "/rotate", "{\"overlap_hours\": 0}").status()).isEqualTo(200);
    assertThat(held(path).signingSecrets(opened, Api.NOON)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "169", "1.5", "\"24\""})
  void anOverlapIsANumberOfHours(String hours) {
    Answer refused =
        api.post(subscribe(WAREHOUSE) + "/rotate", "{\"overlap_hours\": %s}".formatted(hours));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text()).contains("/overlap_hours");
  }

  @Test
  void aDisabledOneSaysWhyAndCanBeEnabled() {
    String path = subscribe(WAREHOUSE);
    disable(path);
    JsonNode shown = api.get(path).json();
    assertThat(shown.path("state").asText()).isEqualTo("disabled");
    assertThat(shown.at("/disabled/code").asText()).isEqualTo("gone");
    assertThat(shown.at("/disabled/remedy").asText()).isEqualTo("what to do");
    assertThat(api.post(path + "/replay", "{\"from\": \"2026-11-23\"}").status()).isEqualTo(409);
    assertThat(api.post(path + "/enable", "").json().path("state").asText()).isEqualTo("active");
    assertThat(api.post(path + "/enable", "").status()).isEqualTo(200);
  }

  @Test
  void aTestIsHandedToTheSender() {
    String path = subscribe(WAREHOUSE);
    Answer asked = api.post(path + "/test", "");
    assertThat(asked.status()).isEqualTo(202);
    assertThat(api.webhooks.queue().messages())
        .isEqualTo(List.of(new Trial(held(path).id(), asked.json().path("webhook_id").asText())));
  }

  @Test
  void aReplayIsHandedToTheSenderStoreByStore() {
    assertThat(api.post("/v1/stores", Api.SHOPIFY).status()).isEqualTo(201);
    String path = subscribe(WAREHOUSE);
    Answer asked = api.post(path + "/replay", "{\"from\": \"2026-11-20\"}");
    assertThat(asked.status()).as(asked.text()).isEqualTo(202);
    assertThat(api.webhooks.queue().messages())
        .isEqualTo(
            List.of(
                new Replay(
                    held(path).id(),
                    new StoreId("acme-eu"),
                    Subject.Kind.ORDER,
                    Optional.empty(),
                    Instant.parse("2026-11-20T00:00:00Z"),
                    Api.NOON,
                    Optional.empty())));
    assertThat(api.post(path + "/replay", "{}").text()).contains("/from");
    assertThat(
            api.post(path + "/replay", "{\"from\": \"2026-11-20\", \"to\": \"2026-11-19\"}").text())
        .contains("/to");
    assertThat(api.post(path + "/replay", "{\"from\": \"2026-11-20\", \"order\": \"7\"}").text())
        .contains("/order");
    assertThat(
            api.post(path + "/replay", "{\"from\": \"2026-11-20\", \"store\": \"nobody\"}").text())
        .contains("/store");
  }

  @Test
  void triesAreShownTheNewestFirstPageByPage() {
    String path = subscribe(WAREHOUSE);
    for (int number = 1; number <= 5; number++) {
      api.subscriptions.record(
          new Attempt(
              held(path).id(),
              Api.NOON.plusSeconds(number),
              "acme-eu/order/1001/1",
              number,
              Optional.of(503),
              Optional.of("status 503"),
              12,
              Optional.of(Api.NOON.plusSeconds(60L * number))));
    }
    JsonNode first = api.get(path + "/attempts?limit=3").json();
    assertThat(first.findValuesAsText("number")).containsExactly("5", "4", "3");
    assertThat(first.at("/items/0/next_try_at").asText()).isEqualTo("2026-11-23T12:05:00Z");
    String cursor = URLEncoder.encode(first.path("next_cursor").asText(), StandardCharsets.UTF_8);
    JsonNode rest = api.get(path + "/attempts?limit=3&cursor=" + cursor).json();
    assertThat(rest.findValuesAsText("number")).containsExactly("2", "1");
    assertThat(rest.has("next_cursor")).isFalse();
    assertThat(api.get(path + "/attempts?cursor=x").status()).isEqualTo(422);
    assertThat(api.get(path + "/attempts?limit=0").status()).isEqualTo(422);
  }

  @Test
  void listsPageByPage() {
    for (int number = 0; number < 3; number++) {
      subscribe(WAREHOUSE);
    }
    JsonNode first = api.get(PATH + "?limit=2").json();
    assertThat(first.path("items")).hasSize(2);
    JsonNode rest = api.get(PATH + "?limit=2&cursor=" + first.path("next_cursor").asText()).json();
    assertThat(rest.path("items")).hasSize(1);
    assertThat(rest.has("next_cursor")).isFalse();
    assertThat(api.get(PATH + "?cursor=%23").status()).isEqualTo(422);
    assertThat(api.get(PATH + "/none").status()).isEqualTo(404);
  }
}
