package io.orderwire.connectors.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwire.connector.Delivery;
import io.orderwire.connector.Headers;
import io.orderwire.connector.Signal;
import io.orderwire.connector.Signal.PrivacyRequest;
import io.orderwire.connector.WebhookGate.Verdict;
import io.orderwire.model.ExternalId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What Shopify's topics mean.
final class ShopifyWebhooksTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  private final ShopifyWebhooks webhooks = new ShopifyWebhooks();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "orders/create",
        "orders/updated",
        "orders/paid",
        "orders/partially_fulfilled",
        "orders/fulfilled",
        "orders/cancelled",
        "ORDERS/UPDATED"
      })
  void orderTopicsCarryTheOrder(String topic) {
    assertThat(signal(topic, "{\"id\":6200000000001}"))
        .isInstanceOfSatisfying(
            Signal.OrderChanged.class,
            changed -> {
              assertThat(changed.id().value()).isEqualTo("6200000000001");
              assertThat(changed.payload()).isPresent();
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "orders/edited | {\"order_edit\":{\"id\":1,\"order_id\":42,\"line_items\":{\"additions\":[]}}}",
        "refunds/create | {\"id\":1,\"order_id\":42}",
        "order_transactions/create | {\"id\":1,\"order_id\":42}",
        "tender_transactions/create | {\"id\":1,\"order_id\":42}",
        "fulfillments/create | {\"id\":1,\"order_id\":42}",
        "fulfillments/update | {\"id\":1,\"order_id\":42}",
        "fulfillment_events/create | {\"id\":1,\"order_id\":42}",
        "fulfillment_orders/moved | {\"fulfillment_order\":{\"id\":1,\"order_id\":42}}",
        "returns/request | {\"id\":1,\"order\":{\"id\":42,\"admin_graphql_api_id\":\"gid://shopify/Order/42\"}}",
        "returns/close | {\"return\":{\"id\":1,\"order\":{\"id\":\"gid://shopify/Order/42\"}}}",
        "orders/risk_assessment_changed | {\"admin_graphql_api_order_id\":\"gid://shopify/Order/42\"}",
        "payment_terms/update | {\"id\":1,\"order_id\":42}"
      })
  void topicsAboutAnOrderNameItAndNeedAFetch(String topic, String body) {
    assertThat(signal(topic, body))
        .isEqualTo(new Signal.OrderChanged(new ExternalId("42"), Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fulfillment_orders/placed_on_hold",
        "fulfillment_orders/hold_released",
        "fulfillment_holds/added",
        "reverse_fulfillment_orders/dispose"
      })
  void fulfilmentOrdersNameNoOrderSoPollingFindsThem(String topic) {
    assertThat(
            signal(topic, "{\"fulfillment_order\":{\"id\":\"gid://shopify/FulfillmentOrder/1\"}}"))
        .isInstanceOfSatisfying(
            Signal.Irrelevant.class,
            irrelevant -> assertThat(irrelevant.reason()).contains("next poll"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"disputes/create", "draft_orders/update", "shop/update", "products/update"})
  void otherTopicsChangeNoOrder(String topic) {
    assertThat(signal(topic, "{\"id\":1,\"order_id\":2}")).isInstanceOf(Signal.Irrelevant.class);
  }

  @Test
  void removalsUninstallAndCustomers() {
    ExternalId id = new ExternalId("7");
    assertThat(signal("orders/delete", "{\"id\":7}")).isEqualTo(new Signal.OrderRemoved(id));
    assertThat(signal("checkouts/delete", "{\"id\":7}")).isEqualTo(new Signal.CartRemoved(id));
    assertThat(signal("customers/update", "{\"id\":7}")).isEqualTo(new Signal.CustomerChanged(id));
    assertThat(signal("app/uninstalled", "{\"id\":7}")).isEqualTo(new Signal.StoreUninstalled());
    assertThat(signal("carts/update", "{\"id\":\"eeafa\",\"token\":\"eeafa\"}"))
        .isInstanceOfSatisfying(
            Signal.CartChanged.class, cart -> assertThat(cart.id().value()).isEqualTo("eeafa"));
  }

  @Test
  void complianceTopicsNameThePersonAndTheOrders() {
    String body =
        "{\"customer\":{\"id\":191167},\"orders_requested\":[1,2],\"orders_to_redact\":[3]}";
    Optional<ExternalId> customer = Optional.of(new ExternalId("191167"));
    assertThat(signal("customers/data_request", body))
        .isEqualTo(
            new PrivacyRequest(
                PrivacyRequest.Kind.DATA_REQUEST,
                customer,
                Optional.empty(),
                Optional.empty(),
                List.of(new ExternalId("1"), new ExternalId("2"))));
    assertThat(signal("customers/redact", body))
        .isEqualTo(
            new PrivacyRequest(
                PrivacyRequest.Kind.CUSTOMER_REDACT,
                customer,
                Optional.empty(),
                Optional.empty(),
                List.of(new ExternalId("3"))));
    assertThat(signal("shop/redact", "{\"shop_id\":1}")).isEqualTo(PrivacyRequest.ofStore());
  }

  @Test
  void ofAGuestTheAddressAloneIsKnown() {
    assertThat(
            signal(
                "customers/redact",
                "{\"customer\":{\"email\":\"mara@example.com\",\"phone\":null},\"orders_to_redact\":[3]}"))
        .isEqualTo(
            new PrivacyRequest(
                PrivacyRequest.Kind.CUSTOMER_REDACT,
                Optional.empty(),
                Optional.of("mara@example.com"),
                Optional.empty(),
                List.of(new ExternalId("3"))));
    assertThat(
            signal(
                "customers/redact",
                "{\"customer\":{\"id\":7,\"email\":\"\",\"phone\":\"555-625-1199\"},\"orders_to_redact\":[]}"))
        .isEqualTo(
            new PrivacyRequest(
                PrivacyRequest.Kind.CUSTOMER_REDACT,
                Optional.of(new ExternalId("7")),
                Optional.empty(),
                Optional.of("555-625-1199"),
                List.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"customers/redact", "shop/redact", "customers/data_request"})
  void aForgedComplianceRequestIsAnsweredUnauthorized(String topic) {
    assertThat(verdict(topic))
        .isInstanceOfSatisfying(
            Verdict.Rejected.class, rejected -> assertThat(rejected.strict()).isTrue());
  }

  @Test
  void otherForgeriesAreAnsweredLikeAnyUnknownAddress() {
    assertThat(verdict("orders/create"))
        .isInstanceOfSatisfying(
            Verdict.Rejected.class, rejected -> assertThat(rejected.strict()).isFalse());
  }

  @Test
  void whatCannotBeReadIsSaid() {
    assertThat(signal("orders/create", "[]")).isInstanceOf(Signal.Unreadable.class);
    assertThat(signal("orders/create", "not json")).isInstanceOf(Signal.Unreadable.class);
    assertThat(signal("orders/create", "{\"id\":{}}")).isInstanceOf(Signal.Unreadable.class);
    assertThat(signal("refunds/create", "{\"id\":1}")).isInstanceOf(Signal.Unreadable.class);
    assertThat(signal("", "{\"id\":1}")).isInstanceOf(Signal.Unreadable.class);
  }

  @Test
  void deliveryIdAndTimeComeFromTheirHeaders() {
    Headers headers =
        new Headers(
            Map.of(
                "X-Shopify-Webhook-Id", "b54557e4-bdd9-4b37-8a5f-bf7d70bcd043",
                "X-Shopify-Event-Id", "98880550-7158-44d4-b7cd-2c97c8a091b5",
                "X-Shopify-Triggered-At", "2026-05-04T09:12:33.123456789Z"));
    assertThat(webhooks.deliveryId(headers)).contains("b54557e4-bdd9-4b37-8a5f-bf7d70bcd043");
    assertThat(webhooks.triggeredAt(headers))
        .contains(Instant.parse("2026-05-04T09:12:33.123456789Z"));
    assertThat(webhooks.triggeredAt(new Headers(Map.of("X-Shopify-Triggered-At", "yesterday"))))
        .isEmpty();
  }

  private Signal signal(String topic, String body) {
    return webhooks.signals(delivery(topic, body)).getFirst();
  }

  private Verdict verdict(String topic) {
    return webhooks.verify(delivery(topic, "{\"id\":1}"), List.of("secret"), NOW);
  }

  private static Delivery delivery(String topic, String body) {
    Map<String, String> headers =
        Map.of("X-Shopify-Topic", topic, "X-Shopify-Hmac-Sha256", "Zm9yZ2Vk");
    return new Delivery("POST", new Headers(headers), "", body.getBytes(StandardCharsets.UTF_8));
  }
}
