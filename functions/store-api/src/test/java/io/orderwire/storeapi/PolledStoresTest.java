package io.orderwire.storeapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.engine.SubscriptionState;
import io.orderwire.message.PollJob;
import io.orderwire.model.StoreId;
import io.orderwire.storeapi.Api.Answer;
import org.junit.jupiter.api.Test;

/// A store whose platform sends no webhooks.
class PolledStoresTest {
  private static final StoreId ID = new StoreId("lamps");
  private static final String STORE = "/v1/stores/lamps";
  private static final String VENDURE =
      """
      {"store_id": "lamps", "platform": "vendure", "base_url": "https://shop.example",
       "credentials": {"api_key": "key-0123456789"}}
      """;

  private final Api api = new Api();

  @Test
  void connectsAndSaysThatItIsPolled() {
    Answer answer = api.post("/v1/stores", VENDURE);
    assertThat(answer.status()).isEqualTo(201);
    JsonNode store = answer.json();
    assertThat(store.at("/state").asText()).isEqualTo("active");
    assertThat(store.at("/can_call").asBoolean()).isTrue();
    assertThat(store.has("health")).isFalse();
    assertThat(store.has("webhook")).as("nothing would ever call it").isFalse();
    assertThat(api.get(STORE).json().has("webhook")).isFalse();
    assertThat(store.at("/notices").findValuesAsText("code")).containsExactly("polled");
    assertThat(store.at("/notices/0/reason").asText()).contains("Vendure sends no webhooks");
    assertThat(api.get("/v1/stores").json().at("/items/0/notices/0/code").asText())
        .isEqualTo("polled");
  }

  @Test
  void nobodyLooksForSubscriptions() {
    api.post("/v1/stores", VENDURE);
    api.patch(STORE, "{\"credentials\": {\"api_key\": \"key-9876543210\"}}");
    assertThat(api.registry.standing).isEmpty();
    assertThat(SubscriptionState.read(api.stores, ID).state()).isEmpty();
    assertThat(api.polls.queue().messages()).isEmpty();
    assertThat(api.post(STORE + "/poll", "").json().at("/waiting"))
        .extracting(JsonNode::asText)
        .containsExactly(PollJob.ORDERS, "placed", PollJob.REREAD, PollJob.RECONCILE);
    assertThat(api.ask("DELETE", STORE, "").status()).isEqualTo(204);
  }

  @Test
  void cannotWorkByWebhooksAlone() {
    Answer bare = api.post("/v1/stores", VENDURE.replaceAll("\"api_key\".*\"", ""));
    assertThat(bare.status()).isEqualTo(422);
    assertThat(bare.json().at("/errors/0/pointer").asText()).isEqualTo("/credentials/api_key");
    assertThat(bare.json().at("/errors/0/remedy").asText()).contains("no webhooks are sent");
    api.post("/v1/stores", VENDURE);
    assertThat(api.patch(STORE, "{\"credentials\": {\"api_key\": null}}").status()).isEqualTo(422);
  }

  @Test
  void isNotOfferedWhatIsForWebhooks() {
    api.post("/v1/stores", VENDURE);
    assertThat(
            api.patch(STORE, "{\"options\": {\"webhook_check_minutes\": \"5\"}}")
                .json()
                .at("/errors/0/pointer")
                .asText())
        .isEqualTo("/options/webhook_check_minutes");
    assertThat(
            api.patch(STORE, "{\"credentials\": {\"previous_\": \"s\"}}")
                .json()
                .at("/errors/0/pointer")
                .asText())
        .isEqualTo("/credentials/previous_");
    assertThat(api.patch(STORE, "{\"options\": {\"poll_interval_minutes\": \"5\"}}").status())
        .isEqualTo(200);
  }
}
