package io.orderwire.storeapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.message.PollJob;
import io.orderwire.model.StoreId;
import io.orderwire.port.Store;
import io.orderwire.storeapi.Api.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Connecting a store registers its webhooks.
class SubscribingTest {
  private static final String ACME = "/v1/stores/acme-eu";
  private static final StoreId ID = new StoreId("acme-eu");
  private final Api api = new Api();

  @Test
  void connectingRegistersEveryTopic() {
    Answer answer = api.post("/v1/stores", Api.SHOPIFY);
    assertThat(answer.status()).isEqualTo(201);
    int topics = answer.json().at("/webhook/topics").size();
    assertThat(api.registry.standing)
        .hasSize(topics)
        .containsEntry("ORDERS_CREATE", "https://api.example.com/webhooks/token-1");
    JsonNode subscriptions = answer.json().at("/webhook/subscriptions");
    assertThat(subscriptions.path("state").asText()).isEqualTo("sound");
    assertThat(subscriptions.path("standing")).hasSize(topics);
    assertThat(api.stores.get(ID).orElseThrow().health()).isEmpty();
    assertThat(api.get(ACME).json().at("/webhook/subscriptions")).isEqualTo(subscriptions);
  }

  @Test
  void oneRefusedTopicStopsNoOther() {
    api.registry.refused.add("RETURNS_REQUEST");
    Answer answer = api.post("/v1/stores", Api.SHOPIFY);
    assertThat(answer.status()).isEqualTo(201);
    int topics = answer.json().at("/webhook/topics").size();
    assertThat(api.registry.standing).hasSize(topics - 1);
    JsonNode subscriptions = answer.json().at("/webhook/subscriptions");
    assertThat(subscriptions.path("state").asText()).isEqualTo("partly_refused");
    JsonNode refusal = subscriptions.at("/refused/0");
    assertThat(refusal.path("topic").asText()).isEqualTo("returns/request");
    assertThat(refusal.path("reason").asText()).contains("access scope is missing");
    assertThat(refusal.path("remedy").asText()).contains("read_returns");
    assertThat(answer.json().at("/health/code").asText()).isEqualTo("webhooks_refused");
    assertThat(answer.json().at("/health/reason").asText()).contains("returns/request");
    assertThat(answer.json().at("/state").asText()).isEqualTo("active");
    assertThat(api.ledger.stream(0)).hasSize(1);
  }

  @Test
  void refusedCredentialsParkTheStoreAtOnce() {
    api.registry.down = Optional.of(401);
    Answer answer = api.post("/v1/stores", Api.SHOPIFY);
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.json().at("/state").asText()).isEqualTo("parked");
    assertThat(answer.json().at("/health/code").asText()).isEqualTo("unauthorized");
    assertThat(answer.json().at("/health/remedy").asText()).contains("credentials");
  }

  @Test
  void aShopThatIsAwayIsLeftToTheWatch() {
    api.registry.down = Optional.of(503);
    Answer answer = api.post("/v1/stores", Api.SHOPIFY);
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.json().at("/webhook/subscriptions/state").asText()).isEqualTo("unfinished");
    assertThat(api.polls.queue().messages())
        .containsExactly(PollJob.due(ID, PollJob.SUBSCRIPTIONS));
  }

  @Test
  void newCredentialsBringAParkedStoreBackAndListWhatItMissed() {
    api.registry.down = Optional.of(401);
    api.post("/v1/stores", Api.SHOPIFY);
    Store parked = api.stores.get(ID).orElseThrow();
    assertThat(parked.state()).isEqualTo(Store.State.PARKED);
    api.clock.advance(Duration.ofHours(3));
    api.registry.down = Optional.empty();
    Answer answer =
        api.patch(ACME, "{\"credentials\": {\"access_token\": \"shpat_fresh0123456789\"}}");
    assertThat(answer.json().at("/state").asText()).isEqualTo("active");
    assertThat(answer.json().at("/webhook/subscriptions/state").asText()).isEqualTo("sound");
    List<PollJob> gaps = api.polls.queue().messages();
    assertThat(gaps).extracting(PollJob::loop).contains("gap/orders", "gap/carts");
    assertThat(gaps)
        .allSatisfy(
            job ->
                assertThat(job.from().orElseThrow())
                    .isBefore(parked.health().orElseThrow().since())
                    .isAfter(parked.health().orElseThrow().since().minus(Duration.ofHours(1))));
  }

  @Test
  void credentialsThatAreRefusedTooParkTheStoreAgain() {
    api.registry.down = Optional.of(401);
    api.post("/v1/stores", Api.SHOPIFY);
    Answer answer =
        api.patch(ACME, "{\"credentials\": {\"access_token\": \"shpat_fresh0123456789\"}}");
    assertThat(answer.json().at("/state").asText()).isEqualTo("parked");
    assertThat(api.polls.queue().messages()).isEmpty();
  }

  @Test
  void webhooksMadeByHandAreLeftAlone() {
    api.post(
        "/v1/stores",
        Api.SHOPIFY.replace(
            "\"credentials\"", "\"options\": {\"webhooks\": \"by_hand\"}, \"credentials\""));
    assertThat(api.registry.standing).isEmpty();
    assertThat(api.cart.requests()).isEmpty();
  }

  @Test
  void aRemovedStoreTakesItsSubscriptionsAlong() {
    api.post("/v1/stores", Api.SHOPIFY);
    api.registry.standing.put("THEIRS", "https://stranger.test/hook");
    assertThat(api.ask("DELETE", ACME, "").status()).isEqualTo(204);
    assertThat(api.registry.standing).containsOnlyKeys("THEIRS");
  }
}
