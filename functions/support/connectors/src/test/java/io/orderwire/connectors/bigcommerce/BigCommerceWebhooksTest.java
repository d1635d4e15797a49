package io.orderwire.connectors.bigcommerce;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwire.connector.Delivery;
import io.orderwire.connector.Headers;
import io.orderwire.connector.Signal;
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

/// What deliveries mean. Payloads are those of the reference,
/// `docs/integrations/webhooks/events/index.mdx` in bigcommerce/docs.
class BigCommerceWebhooksTest {
  private static final String BODY =
      "{\"scope\":\"store/order/created\",\"store_id\":\"1025646\",\"data\":{\"type\":\"order\","
          + "\"id\":250},\"hash\":\"dd70c0976e06b67aaf671e73f49dcb79230ebf9d\","
          + "\"created_at\":1777886003,\"producer\":\"stores/abcd1234\"}";
  private static final String SECRET =
      "6b1f3c0e9a7d45e2b8c6f0d1a2934e5f60718293a4b5c6d7e8f90a1b2c3d4e5f";

  /// The signature of the vector `order-created`, whose body this is.
  private static final String FITTING = "v1,cQyUvmVzpHMI+MY02u+N2K+Auu10svKAV5FY2xJ6aC4=";

  private final BigCommerceWebhooks webhooks = new BigCommerceWebhooks();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"scope\":\"store/order/updated\",\"data\":{\"type\":\"order\",\"id\":250}}",
        "{\"scope\":\"store/order/archived\",\"data\":{\"type\":\"order\",\"id\":250}}",
        "{\"scope\":\"store/channel/1/order/updated\",\"data\":{\"type\":\"order\",\"id\":250}}",
        "{\"scope\":\"store/order/refund/created\",\"data\":{\"id\":250,\"refund\":{\"refund_id\":3}}}",
        "{\"scope\":\"store/order/transaction/updated\",\"data\":{\"order_id\":\"250\"}}",
        "{\"scope\":\"store/order/metafield/deleted\",\"data\":{\"resource_id\":\"250\"}}",
        "{\"scope\":\"store/shipment/created\",\"data\":{\"id\":9,\"orderId\":250}}",
        "{\"scope\":\"store/cart/converted\",\"data\":{\"id\":\"d300\",\"orderId\":250}}"
      })
  void allOfTheseNameAnOrderToBeFetched(String body) {
    assertThat(signal(body))
        .isEqualTo(new Signal.OrderChanged(new ExternalId("250"), Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource({
    "store/cart/created, id",
    "store/cart/updated, id",
    "store/cart/abandoned, id",
    "store/cart/couponApplied, id",
    "store/cart/lineItem/created, cartId"
  })
  void cartsAreFetchedToo(String scope, String member) {
    assertThat(signal("{\"scope\":\"%s\",\"data\":{\"%s\":\"b038\"}}".formatted(scope, member)))
        .isEqualTo(new Signal.CartChanged(new ExternalId("b038"), Optional.empty()));
  }

  @Test
  void theOthersSayWhatTheySay() {
    assertThat(signal("{\"scope\":\"store/cart/deleted\",\"data\":{\"id\":\"b038\"}}"))
        .isEqualTo(new Signal.CartRemoved(new ExternalId("b038")));
    assertThat(signal("{\"scope\":\"store/app/uninstalled\",\"data\":{}}"))
        .isEqualTo(new Signal.StoreUninstalled());
    assertThat(signal("{\"scope\":\"store/customer/updated\",\"data\":{\"id\":32}}"))
        .isEqualTo(new Signal.CustomerChanged(new ExternalId("32")));
    assertThat(
            signal(
                "{\"scope\":\"store/customer/address/created\","
                    + "\"data\":{\"id\":60,\"address\":{\"customer_id\":32}}}"))
        .isEqualTo(new Signal.CustomerChanged(new ExternalId("32")));
    assertThat(signal("{\"scope\":\"store/order/message/created\",\"data\":{\"id\":250}}"))
        .isInstanceOf(Signal.Irrelevant.class);
    assertThat(signal("{\"scope\":\"store/hook/deliveryException\",\"data\":{\"id\":1}}"))
        .isInstanceOf(Signal.Irrelevant.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"scope\":",
        "[]",
        "{\"data\":{\"id\":250}}",
        "{\"scope\":\"store/order/updated\",\"data\":{}}",
        "{\"scope\":\"store/order/updated\",\"data\":{\"id\":{\"x\":1}}}",
        "{\"scope\":\"store/cart/updated\",\"data\":7}"
      })
  void whatCannotBeReadIsPutAside(String body) {
    assertThat(signal(body)).isInstanceOf(Signal.Unreadable.class);
  }

  /// While the client secret changes, a delivery carries a signature by each. Both were made with
  /// OpenSSL.
  @Test
  void anyOfSeveralSignaturesMayFit() {
    String older = "v1,Ro8DWXfSNkkRdNQX7PqAzKxjCe2VD2WHqwNiprjA0W4=";
    assertThat(verdict(older + " " + FITTING, SECRET)).isInstanceOf(Verdict.Authentic.class);
    assertThat(verdict(FITTING + " " + older, SECRET)).isInstanceOf(Verdict.Authentic.class);
    assertThat(verdict(older, SECRET)).isInstanceOf(Verdict.Rejected.class);
    assertThat(verdict(older, "an older secret")).isInstanceOf(Verdict.Authentic.class);
    assertThat(verdict(FITTING + "," + older, SECRET)).isInstanceOf(Verdict.Rejected.class);
  }

  @Test
  void headersTellMessageAndTopic() {
    Headers headers =
        new Headers(Map.of("webhook-id", "msg_1", "X-Orderwire-Topic", "store/order/*"));
    assertThat(webhooks.deliveryId(headers)).contains("msg_1");
    assertThat(webhooks.topic(headers)).isEqualTo("store/order/*");
    assertThat(webhooks.topic(Headers.none())).isEqualTo("none");
  }

  private Verdict verdict(String signature, String secret) {
    Headers headers =
        new Headers(
            Map.of(
                "webhook-id", "msg_2wXkd91LqTz8",
                "webhook-timestamp", "1777886003",
                "webhook-signature", signature));
    return webhooks.verify(
        new Delivery("POST", headers, "", BODY.getBytes(StandardCharsets.UTF_8)),
        List.of(secret),
        Instant.ofEpochSecond(1777886003));
  }

  private Signal signal(String body) {
    List<Signal> signals =
        webhooks.signals(
            new Delivery("POST", Headers.none(), "", body.getBytes(StandardCharsets.UTF_8)));
    assertThat(signals).hasSize(1);
    return signals.getFirst();
  }
}
