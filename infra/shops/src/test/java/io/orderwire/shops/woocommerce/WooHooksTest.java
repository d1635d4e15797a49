package io.orderwire.shops.woocommerce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.shops.Action;
import io.orderwire.shops.Attempt;
import io.orderwire.shops.JsonText;
import io.orderwire.shops.Outcome;
import io.orderwire.shops.Platform;
import io.orderwire.shops.Scenario;
import io.orderwire.shops.Signature;
import io.orderwire.shops.TestShops;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Delivery rules of WooCommerce's webhooks.
class WooHooksTest {
  private final TestShops shop = TestShops.of(Platform.WOOCOMMERCE);

  @Test
  void pingsUnsignedWhenAWebhookIsMade() {
    JsonNode made = create("order.updated");
    assertThat(made.has("secret")).isFalse();
    Attempt ping = shop.shop.due().getFirst();
    assertThat(new String(ping.body(), java.nio.charset.StandardCharsets.UTF_8))
        .isEqualTo("webhook_id=" + made.path("id").asText());
    assertThat(ping.header("Content-Type")).isEqualTo("application/x-www-form-urlencoded");
    assertThat(ping.header("X-WC-Webhook-Signature")).isEmpty();
    shop.shop.report(ping, new Outcome.Answered(404));
    assertThat(status(made)).isEqualTo("disabled");
  }

  @Test
  void bodiesAreBuiltWhenTheyLeaveAndUpdatesThatWaitAreOne() {
    subscribe("order.created", "order.updated");
    String id = shop.place(Scenario.BANK_TRANSFER);
    shop.shop.act(new Action.Annotate(id, "a", "1"));
    shop.shop.act(new Action.Cancel(id, "customer"));
    List<Attempt> attempts = shop.delivered();
    assertThat(attempts.stream().map(Attempt::topic).toList())
        .containsExactlyInAnyOrder("order.created", "order.updated");
    for (Attempt attempt : attempts) {
      assertThat(TestShops.json(attempt.body()).path("status").asText()).isEqualTo("cancelled");
      assertThat(attempt.header("X-WC-Webhook-Signature"))
          .isEqualTo(Signature.base64("geheim", attempt.body()));
    }
  }

  @Test
  void deliveryIdsNameWebhookAndSecondOnly() {
    subscribe("order.created");
    shop.place(Scenario.GUEST);
    shop.place(Scenario.COUPON);
    List<Attempt> attempts = shop.delivered();
    assertThat(attempts).hasSize(2);
    assertThat(attempts.get(0).header("X-WC-Webhook-Delivery-ID"))
        .isEqualTo(attempts.get(1).header("X-WC-Webhook-Delivery-ID"));
    shop.pass(Duration.ofSeconds(1));
    shop.place(Scenario.GUEST);
    assertThat(shop.delivered().getFirst().header("X-WC-Webhook-Delivery-ID"))
        .isNotEqualTo(attempts.get(0).header("X-WC-Webhook-Delivery-ID"));
  }

  @Test
  void trashedIsCalledDeletedAndDeletedSaysNothing() {
    subscribe("order.created", "order.deleted", "order.updated");
    String id = shop.place(Scenario.GUEST);
    shop.delivered();
    shop.shop.act(new Action.Trash(id));
    Attempt deleted = shop.delivered().getFirst();
    assertThat(deleted.topic()).isEqualTo("order.deleted");
    assertThat(deleted.body())
        .isEqualTo(("{\"id\":" + id + "}").getBytes(java.nio.charset.StandardCharsets.UTF_8));
    shop.shop.act(new Action.Delete(id));
    assertThat(shop.delivered()).isEmpty();
  }

  /// As in a genuine delivery: a signed API error under the order's topic.
  @Test
  void anOrderGoneBeforeDeliveryIsAnErrorObject() {
    subscribe("order.created");
    String id = shop.place(Scenario.GUEST);
    shop.shop.act(new Action.Delete(id));
    Attempt attempt = shop.delivered().getFirst();
    assertThat(new String(attempt.body(), java.nio.charset.StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"code\":\"woocommerce_rest_shop_order_invalid_id\",\"message\":\"Invalid ID.\","
                + "\"data\":{\"status\":404}}");
  }

  @Test
  void theSeventhFailureInARowDisables() {
    JsonNode made = create("order.created");
    shop.delivered();
    for (int failure = 1; failure <= 7; failure++) {
      assertThat(status(made)).isEqualTo("active");
      shop.place(Scenario.GUEST);
      List<Attempt> attempts = shop.shop.due();
      assertThat(attempts).as("no retries").hasSize(1);
      shop.shop.report(attempts.getFirst(), new Outcome.Answered(failure == 3 ? 500 : 404));
    }
    assertThat(status(made)).isEqualTo("disabled");
    shop.place(Scenario.GUEST);
    assertThat(shop.shop.due()).isEmpty();
    shop.send(
        "PUT", "/webhooks/" + made.path("id").asText(), JsonText.object().put("status", "active"));
    shop.delivered();
    shop.place(Scenario.GUEST);
    assertThat(shop.shop.due()).hasSize(1);
  }

  @Test
  void aSuccessForgetsFailuresAndRedirectsCountAsDelivered() {
    JsonNode made = create("order.created");
    shop.delivered();
    for (int i = 0; i < 30; i++) {
      shop.place(Scenario.GUEST);
      Attempt attempt = shop.shop.due().getFirst();
      shop.shop.report(
          attempt, i % 6 == 5 ? new Outcome.Answered(302) : new Outcome.Unanswered("reset"));
    }
    assertThat(status(made)).isEqualTo("active");
  }

  @Test
  void webhooksAreListedChangedAndRemoved() {
    String id = create("order.created").path("id").asText();
    create("order.deleted");
    assertThat(TestShops.json(shop.get("/webhooks"))).hasSize(2);
    assertThat(TestShops.json(shop.get("/webhooks?status=paused"))).isEmpty();
    assertThat(shop.send("DELETE", "/webhooks/" + id, JsonText.object()).status()).isEqualTo(501);
    assertThat(shop.send("DELETE", "/webhooks/" + id + "?force=true", JsonText.object()).status())
        .isEqualTo(200);
    assertThat(shop.get("/webhooks/" + id).status()).isEqualTo(404);
    assertThat(
            shop.send("POST", "/webhooks", JsonText.object().put("topic", "refund.created"))
                .status())
        .isEqualTo(400);
  }

  private void subscribe(String... topics) {
    shop.shop.subscribe("https://hooks.example/a", "geheim", List.of(topics));
    shop.delivered();
  }

  private JsonNode create(String topic) {
    return TestShops.json(
        shop.send(
            "POST",
            "/webhooks",
            JsonText.object()
                .put("topic", topic)
                .put("delivery_url", "https://hooks.example/a")
                .put("secret", "geheim")));
  }

  private String status(JsonNode made) {
    return TestShops.json(shop.get("/webhooks/" + made.path("id").asText()))
        .path("status")
        .asText();
  }
}
