package io.orderwire.shops.api2cart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.shops.Attempt;
import io.orderwire.shops.JsonText;
import io.orderwire.shops.Outcome;
import io.orderwire.shops.Platform;
import io.orderwire.shops.Scenario;
import io.orderwire.shops.TestShops;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Deliveries, their retries, and what becomes of webhooks.
class HubHooksTest {
  private static final String HERE = "https://hooks.example/a";
  private final TestShops shop = TestShops.of(Platform.API2CART);

  @Test
  void deliveriesNameTheOrderAndAreNotSigned() {
    shop.shop.subscribe(HERE, "a b", List.of());
    String id = shop.place(Scenario.GUEST);
    List<Attempt> attempts = shop.delivered();
    assertThat(attempts.stream().map(Attempt::topic)).containsExactly("order.add", "order.update");
    Attempt added = attempts.getFirst();
    assertThat(added.header("X-Webhook-Entity")).isEqualTo("order");
    assertThat(added.header("X-Webhook-Action")).isEqualTo("add");
    assertThat(added.query()).isEqualTo("secret=a+b");
    JsonNode body = TestShops.json(added.body());
    assertThat(body.path("id").asText()).isEqualTo(id);
    assertThat(body.has("total")).isFalse();
  }

  @Test
  void afterFiveFailuresInARowAWebhookIsSilentUntilItIsMadeActive() {
    shop.shop.subscribe(HERE, "s", List.of("order.add"));
    shop.place(Scenario.GUEST);
    int attempts = 0;
    while (shop.shop.nextDue().isPresent()) {
      shop.pass(Duration.between(shop.now(), shop.shop.nextDue().get()));
      for (Attempt attempt : shop.shop.due()) {
        attempts++;
        shop.shop.report(attempt, new Outcome.Answered(500));
      }
    }
    assertThat(attempts).isEqualTo(5);
    assertThat(webhook().path("active").asBoolean()).isFalse();
    shop.place(Scenario.GUEST);
    assertThat(shop.shop.due()).isEmpty();
    String id = webhook().path("id").asText();
    shop.send("PUT", "/webhook.update.json?id=" + id + "&active=true", JsonText.object());
    shop.place(Scenario.GUEST);
    assertThat(shop.shop.due()).hasSize(1);
  }

  @Test
  void webhooksAreMadeOnceAndRemoved() {
    String create = "/webhook.create.json?entity=order&action=add&callback=https://hooks.example/b";
    assertThat(code("POST", create)).isZero();
    assertThat(code("POST", create)).isEqualTo(113);
    assertThat(code("POST", create.replace("action=add", "action=dance"))).isEqualTo(109);
    String id = webhook().path("id").asText();
    assertThat(code("DELETE", "/webhook.delete.json?id=" + id)).isZero();
    assertThat(code("DELETE", "/webhook.delete.json?id=" + id)).isEqualTo(112);
  }

  private int code(String method, String target) {
    return TestShops.json(shop.send(method, target, JsonText.object())).path("return_code").asInt();
  }

  private JsonNode webhook() {
    return TestShops.json(shop.get("/webhook.list.json")).at("/result/webhook/0");
  }
}
