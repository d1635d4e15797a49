package io.orderwire.shops.shopify;

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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Delivery rules of Shopify's webhooks.
class ShopifyHooksTest {
  private static final String CREATE =
      """
      mutation($topic: WebhookSubscriptionTopic!, $url: String!) {
        webhookSubscriptionCreate(topic: $topic, webhookSubscription: {uri: $url, format: JSON}) {
          webhookSubscription { id topic uri endpoint { ... on WebhookHttpEndpoint { callbackUrl } } }
          userErrors { field message }
        }
      }
      """;

  private final TestShops shop = TestShops.of(Platform.SHOPIFY);

  @Test
  void deliveriesOfOneActionShareTheEventAndNothingElse() {
    shop.shop.subscribe("https://hooks.example/a", "hush", List.of());
    shop.place(Scenario.ACCOUNT);
    List<Attempt> attempts = shop.delivered();
    assertThat(attempts.stream().map(Attempt::topic).toList())
        .contains(
            "checkouts/create",
            "checkouts/update",
            "customers/create",
            "order_transactions/create",
            "orders/create",
            "orders/paid");
    assertThat(attempts.stream().map(a -> a.header("X-Shopify-Event-Id")).distinct()).hasSize(1);
    assertThat(attempts.stream().map(a -> a.header("X-Shopify-Webhook-Id")))
        .doesNotHaveDuplicates();
    for (Attempt attempt : attempts) {
      assertThat(attempt.header("X-Shopify-Hmac-Sha256"))
          .isEqualTo(Signature.base64("hush", attempt.body()));
      assertThat(attempt.header("X-Shopify-Topic")).isEqualTo(attempt.topic());
      assertThat(attempt.header("X-Shopify-Shop-Domain")).isEqualTo("simulated.myshopify.com");
    }
  }

  @Test
  void lifeOfAnOrderIsToldTopicByTopic() {
    shop.shop.subscribe("https://hooks.example/a", "hush", List.of());
    String id = shop.place(Scenario.AUTHORIZED);
    List<Action> life =
        List.of(
            new Action.Pay(id, Action.Payment.CAPTURE, Optional.empty()),
            new Action.RemoveLine(id, 0, 1),
            new Action.Ship(id, List.of(new Action.Portion(1, 1)), Optional.empty()),
            new Action.Ship(id, List.of(), Optional.empty()),
            new Action.Refund(id, List.of(), Optional.empty(), "all"));
    Set<String> topics = new HashSet<>();
    shop.delivered().forEach(attempt -> topics.add(attempt.topic()));
    assertThat(topics).doesNotContain("orders/paid");
    for (Action action : life) {
      shop.pass(Duration.ofSeconds(5));
      shop.shop.act(action);
      for (Attempt attempt : shop.delivered()) {
        topics.add(attempt.topic());
        if (List.of("refunds/create", "fulfillments/create", "order_transactions/create")
            .contains(attempt.topic())) {
          assertThat(TestShops.json(attempt.body()).path("order_id").asText()).isEqualTo(id);
        }
      }
    }
    assertThat(topics)
        .contains(
            "orders/paid",
            "orders/edited",
            "orders/partially_fulfilled",
            "orders/fulfilled",
            "refunds/create",
            "fulfillments/create",
            "orders/updated");
    JsonNode order = TestShops.json(shop.get("/orders/" + id + ".json")).path("order");
    assertThat(order.path("financial_status").asText()).isEqualTo("refunded");
    assertThat(order.path("fulfillment_status").asText()).isEqualTo("fulfilled");
    assertThat(order.path("total_outstanding").asText()).isEqualTo("0.00");
  }

  @Test
  void retriesRepeatTheBytesEightTimesWithinFourHoursThenTheSubscriptionIsGone() {
    create("ORDERS_CREATE", "https://hooks.example/a");
    create("ORDERS_UPDATED", "https://hooks.example/a");
    String id = shop.place(Scenario.GUEST);
    shop.shop.act(new Action.Cancel(id, "customer"));
    List<Attempt> attempts = new ArrayList<>();
    while (shop.shop.nextDue().isPresent()) {
      Instant next = shop.shop.nextDue().get();
      shop.pass(Duration.between(shop.now(), next));
      for (Attempt attempt : shop.shop.due()) {
        boolean created = attempt.topic().equals("orders/create");
        if (created) {
          attempts.add(attempt);
        }
        shop.shop.report(attempt, new Outcome.Answered(created ? 503 : 200));
      }
    }
    assertThat(attempts).hasSize(9);
    assertThat(Duration.between(attempts.getFirst().due(), attempts.getLast().due()))
        .isBetween(Duration.ofMinutes(200), Duration.ofHours(4));
    for (Attempt attempt : attempts) {
      assertThat(attempt.body()).isEqualTo(attempts.getFirst().body());
      assertThat(attempt.headers()).isEqualTo(attempts.getFirst().headers());
    }
    JsonNode left =
        ShopifyDialect.query(
                shop, "{ webhookSubscriptions(first: 50) { nodes { topic } } }", Map.of())
            .path("data")
            .path("webhookSubscriptions")
            .path("nodes");
    assertThat(left).hasSize(1);
    assertThat(left.path(0).path("topic").asText()).isEqualTo("ORDERS_UPDATED");
  }

  @Test
  void subscriptionsAreMadeOnceListedAndRemoved() {
    JsonNode made = create("ORDERS_CREATE", "https://hooks.example/a");
    assertThat(made.path("userErrors")).isEmpty();
    JsonNode again = create("ORDERS_CREATE", "https://hooks.example/a");
    assertThat(again.path("webhookSubscription").isNull()).isTrue();
    assertThat(again.path("userErrors").path(0).path("message").asText())
        .isEqualTo("Address for this topic has already been taken");
    assertThat(TestShops.json(shop.get("/webhooks.json")).path("webhooks")).hasSize(1);
    JsonNode removed =
        ShopifyDialect.query(
            shop,
            "mutation($id: ID!) { webhookSubscriptionDelete(id: $id) { deletedWebhookSubscriptionId"
                + " userErrors { message } } }",
            Map.of("id", made.path("webhookSubscription").path("id").asText()));
    assertThat(removed.path("data").path("webhookSubscriptionDelete").path("userErrors")).isEmpty();
    assertThat(TestShops.json(shop.get("/webhooks.json")).path("webhooks")).isEmpty();
    JsonNode body = JsonText.object();
    assertThat(shop.send("POST", "/webhooks.json", body).status()).isEqualTo(422);
  }

  @Test
  void complianceAndUninstall() {
    shop.shop.subscribe("https://hooks.example/a", "hush", List.of());
    shop.place(Scenario.ACCOUNT);
    shop.delivered();
    String account =
        Scenario.ACCOUNT
            .purchase(new java.util.SplittableRandom(7))
            .buyer()
            .account()
            .orElseThrow();
    shop.shop.act(new Action.Redact(account));
    Attempt redact = shop.delivered().getFirst();
    assertThat(redact.topic()).isEqualTo("customers/redact");
    assertThat(TestShops.json(redact.body()).path("orders_to_redact")).hasSize(1);
    shop.shop.act(new Action.Uninstall());
    assertThat(shop.delivered().getFirst().topic()).isEqualTo("app/uninstalled");
    assertThat(shop.get("/orders.json").status()).isEqualTo(401);
    shop.place(Scenario.GUEST);
    assertThat(shop.delivered()).isEmpty();
  }

  @Test
  void anAbandonedCheckoutBecomesTheOrder() {
    shop.shop.subscribe("https://hooks.example/a", "hush", List.of());
    String checkout =
        shop.shop
            .act(new Action.Abandon(Scenario.GUEST.purchase(new java.util.SplittableRandom(1))))
            .id();
    JsonNode listed = TestShops.json(shop.get("/checkouts.json")).path("checkouts");
    assertThat(listed).hasSize(1);
    assertThat(listed.path(0).path("completed_at").isNull()).isTrue();
    JsonNode abandoned =
        ShopifyDialect.query(
                shop,
                "{ abandonedCheckouts(first: 5) { nodes { id abandonedCheckoutUrl"
                    + " totalPriceSet { shopMoney { amount } } lineItems(first: 5) { nodes { sku } } } } }",
                Map.of())
            .path("data")
            .path("abandonedCheckouts")
            .path("nodes");
    assertThat(abandoned).hasSize(1);
    String order = shop.shop.act(new Action.Convert(checkout)).id();
    JsonNode body = TestShops.json(shop.get("/orders/" + order + ".json")).path("order");
    assertThat(body.path("checkout_id").asText()).isEqualTo(checkout);
    assertThat(body.path("checkout_token")).isEqualTo(listed.path(0).path("token"));
    assertThat(TestShops.json(shop.get("/checkouts.json")).path("checkouts")).isEmpty();
  }

  @Test
  void bodiesEscapeAsRailsDoes() {
    shop.shop.subscribe("https://hooks.example/a", "hush", List.of("orders/create"));
    shop.place(Scenario.CUSTOM_FIELDS);
    String body = new String(shop.delivered().getFirst().body(), StandardCharsets.UTF_8);
    assertThat(body)
        .contains("gid:\\/\\/shopify\\/Order")
        .contains("Please \\u003cb\\u003ering\\u003c\\/b\\u003e \\u0026")
        .contains("♥ Ü");
  }

  private JsonNode create(String topic, String url) {
    JsonNode answer = ShopifyDialect.query(shop, CREATE, Map.of("topic", topic, "url", url));
    assertThat(answer.path("errors").isMissingNode()).as(answer.toString()).isTrue();
    return answer.path("data").path("webhookSubscriptionCreate");
  }
}
