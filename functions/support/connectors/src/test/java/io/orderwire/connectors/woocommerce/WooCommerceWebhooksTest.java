package io.orderwire.connectors.woocommerce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.connector.Delivery;
import io.orderwire.connector.Headers;
import io.orderwire.connector.Mapping;
import io.orderwire.connector.Signal;
import io.orderwire.connector.WebhookGate.Verdict;
import io.orderwire.json.Json;
import io.orderwire.model.ExternalId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What deliveries say, on genuine ones and on what plugins make of them.
class WooCommerceWebhooksTest {
  private static final Path VECTORS = Path.of("src/test/resources/woocommerce/webhook");
  private final WooCommerceWebhooks webhooks = new WooCommerceWebhooks();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "custom-line",
        "de-unicode-variation-fees-cancelled",
        "jpy-trashed",
        "paid-completed-refunded",
        "zero-total-virtual"
      })
  void aGenuineOrderIsAcceptedReadAndMapped(String order) throws IOException {
    for (String topic : List.of("order-created-", "order-updated-")) {
      JsonNode vector = vector(topic + order);
      Delivery delivery = delivery(vector);
      Verdict verdict =
          webhooks.verify(delivery, List.of(vector.at("/secrets/0").textValue()), Instant.EPOCH);
      assertThat(verdict).isInstanceOf(Verdict.Authentic.class);
      assertThat(webhooks.signals(delivery))
          .singleElement()
          .isInstanceOfSatisfying(
              Signal.OrderChanged.class,
              changed ->
                  assertThat(
                          new WooCommerceMapper()
                              .map(changed.payload().orElseThrow(), Shops.pretty()))
                      .isInstanceOf(Mapping.Normalized.class));
    }
  }

  @Test
  void anOrderGoneBeforeItsDeliveryConcernsNobody() throws IOException {
    for (String topic : List.of("order-created-error-object", "order-updated-error-object")) {
      assertThat(webhooks.signals(delivery(vector(topic))))
          .containsExactly(
              new Signal.Irrelevant(
                  "the order was removed before its delivery:"
                      + " woocommerce_rest_shop_order_invalid_id"));
    }
  }

  @Test
  void aWebhookWhoseOwnerMayNotReadOrdersIsSeen() {
    String refused =
        """
        {"code":"woocommerce_rest_cannot_view","message":"Sorry.","data":{"status":403}}""";
    assertThat(signal("order.updated", refused))
        .isInstanceOfSatisfying(
            Signal.Unreadable.class,
            unreadable ->
                assertThat(unreadable.finding().message())
                    .contains("woocommerce_rest_cannot_view", "may read orders"));
  }

  @Test
  void deletedMeansTrashedOrGone() throws IOException {
    assertThat(webhooks.signals(delivery(vector("order-deleted"))))
        .containsExactly(new Signal.OrderRemoved(new ExternalId("20")));
  }

  @Test
  void aRestoredOrderComesWhole() {
    assertThat(signal("order.restored", "{\"id\":20,\"status\":\"pending\"}"))
        .isInstanceOfSatisfying(
            Signal.OrderChanged.class, changed -> assertThat(changed.payload()).isPresent());
  }

  @Test
  void aCheckoutDraftIsACart() {
    assertThat(signal("order.updated", "{\"id\":20,\"status\":\"checkout-draft\"}"))
        .isInstanceOfSatisfying(
            Signal.CartChanged.class,
            changed -> assertThat(changed.id()).isEqualTo(new ExternalId("20")));
  }

  @Test
  void anOrderWithoutStatusIsToBeFetched() {
    assertThat(signal("order.updated", "{\"id\":20}"))
        .isEqualTo(new Signal.OrderChanged(new ExternalId("20"), Optional.empty()));
  }

  @Test
  void withoutTheTopicTheBodyTells() {
    Headers none = Headers.none();
    Delivery delivery = new Delivery("POST", none, "", bytes("{\"id\":20,\"status\":\"failed\"}"));
    assertThat(webhooks.signals(delivery).getFirst()).isInstanceOf(Signal.OrderChanged.class);
    assertThat(webhooks.topic(none)).isEqualTo("none");
  }

  @Test
  void hooksOnOrdersNameTheOrder() {
    ExternalId order = new ExternalId("31");
    assertThat(
            signal(
                "action.woocommerce_order_refunded",
                "{\"action\":\"woocommerce_order_refunded\",\"arg\":31}"))
        .isEqualTo(new Signal.OrderChanged(order, Optional.empty()));
    assertThat(
            signal(
                "action.woocommerce_delete_order",
                "{\"action\":\"woocommerce_delete_order\",\"arg\":31}"))
        .isEqualTo(new Signal.OrderRemoved(order));
    assertThat(signal("action.wp_login", "{\"action\":\"wp_login\",\"arg\":\"31\"}"))
        .isEqualTo(new Signal.Irrelevant("action wp_login"));
    assertThat(
            signal(
                "action.woocommerce_order_refunded",
                "{\"action\":\"woocommerce_order_refunded\",\"arg\":{\"id\":31}}"))
        .isInstanceOf(Signal.Unreadable.class);
  }

  @Test
  void customersAndTheCatalogue() throws IOException {
    assertThat(signal("customer.deleted", "{\"id\":5}"))
        .isEqualTo(new Signal.CustomerChanged(new ExternalId("5")));
    assertThat(signal("coupon.restored", "{\"id\":5}"))
        .isEqualTo(new Signal.Irrelevant("topic coupon.restored"));
    assertThat(webhooks.signals(delivery(vector("product-updated"))))
        .containsExactly(new Signal.Irrelevant("topic product.updated"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "webhook_id=1", "<html></html>", "[]", "null", "7", "{}", "{\"id\":null}"})
  void whatIsNoOrderIsUnreadable(String body) {
    assertThat(signal("order.updated", body)).isInstanceOf(Signal.Unreadable.class);
  }

  @Test
  void thePingIsAnsweredAndSaysNothing() throws IOException {
    JsonNode vector = vector("ping-form-encoded");
    assertThat(webhooks.verify(delivery(vector), List.of(), Instant.EPOCH))
        .isEqualTo(new Verdict.Handshake(200, "text/plain", ""));
  }

  @Test
  void theDeliveryIdIsNotTheOrders() throws IOException {
    JsonNode one = vector("order-created-jpy-trashed");
    JsonNode other = vector("order-created-custom-line");
    assertThat(webhooks.deliveryId(delivery(one).headers())).isPresent();
    assertThat(webhooks.deliveryId(delivery(one).headers()))
        .as("22 genuine deliveries of different orders shared one id")
        .isEqualTo(webhooks.deliveryId(delivery(other).headers()));
  }

  private Signal signal(String topic, String body) {
    Headers headers = new Headers(Map.of("X-WC-Webhook-Topic", topic));
    return webhooks.signals(new Delivery("POST", headers, "", bytes(body))).getFirst();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static JsonNode vector(String name) throws IOException {
    return Json.tree(Files.readAllBytes(VECTORS.resolve(name + ".json")));
  }

  private static Delivery delivery(JsonNode vector) {
    Map<String, String> headers = new LinkedHashMap<>();
    vector
        .path("headers")
        .properties()
        .forEach(header -> headers.put(header.getKey(), header.getValue().textValue()));
    byte[] body = Base64.getDecoder().decode(vector.path("body_base64").textValue());
    return new Delivery("POST", new Headers(headers), "", body);
  }
}
