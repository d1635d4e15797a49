package io.orderwire.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.connector.Delivery;
import io.orderwire.connector.Headers;
import io.orderwire.connector.Signal;
import io.orderwire.connector.Signatures;
import io.orderwire.connector.WebhookGate;
import io.orderwire.json.Json;
import io.orderwire.model.ExternalId;
import io.orderwire.model.Finding;
import java.io.IOException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The test platform's gate: a hex HMAC over the body in `x-test-signature`.
public final class TestWebhooks implements WebhookGate {

  TestWebhooks() {}

  /// A delivery as the platform would send it.
  public static Delivery signed(String topic, byte[] body, String secret) {
    Map<String, String> headers = new TreeMap<>();
    headers.put("x-test-topic", topic);
    headers.put("x-test-signature", HexFormat.of().formatHex(Signatures.hmac(secret, body)));
    return new Delivery("POST", new Headers(headers), "", body);
  }

  @Override
  public Verdict verify(Delivery delivery, List<String> secrets, Instant now) {
    if (delivery.headers().first("x-test-ping").isPresent()) {
      return new Verdict.Handshake(202, "text/plain", "pong");
    }
    String signature = delivery.headers().first("x-test-signature").orElse("");
    return Signatures.hmacSha256(signature, Signatures.Encoding.HEX, delivery.body(), secrets)
        ? new Verdict.Authentic()
        : new Verdict.Rejected("wrong signature", false);
  }

  @Override
  public List<Signal> signals(Delivery delivery) {
    JsonNode body;
    try {
      body = Json.tree(delivery.body());
    } catch (IOException notJson) {
      return List.of(new Signal.Unreadable(Finding.error("", "not_json", "the body is no JSON")));
    }
    if (topic(delivery.headers()).equals("defect")) {
      throw new IllegalStateException("a connector that breaks its contract");
    }
    if (topic(delivery.headers()).equals("privacy")) {
      return List.of(privacy(body));
    }
    return TestConnector.text(body, "id")
        .map(ExternalId::new)
        .map(id -> signals(topic(delivery.headers()), id, body))
        .orElseGet(() -> List.of(new Signal.Unreadable(Finding.error("/id", "no_id", "no id"))));
  }

  private static List<Signal> signals(String topic, ExternalId id, JsonNode body) {
    return switch (topic) {
      case "order" -> List.of(new Signal.OrderChanged(id, Optional.of(body)));
      case "order-thin" -> List.of(new Signal.OrderChanged(id, Optional.empty()));
      case "order-removed" -> List.of(new Signal.OrderRemoved(id));
      case "cart" -> List.of(new Signal.CartChanged(id, Optional.of(body)));
      case "cart-thin" -> List.of(new Signal.CartChanged(id, Optional.empty()));
      case "uninstalled" -> List.of(new Signal.StoreUninstalled());
      case "data-request" ->
          List.of(
              new Signal.PrivacyRequest(
                  Signal.PrivacyRequest.Kind.DATA_REQUEST,
                  Optional.of(id),
                  Optional.empty(),
                  Optional.empty(),
                  List.of()));
      case "store-redact" -> List.of(Signal.PrivacyRequest.ofStore());
      default -> List.of(new Signal.Irrelevant(topic));
    };
  }

  /// `{"id", "email", "phone", "order"}`, each where known.
  private static Signal privacy(JsonNode body) {
    return new Signal.PrivacyRequest(
        Signal.PrivacyRequest.Kind.CUSTOMER_REDACT,
        TestConnector.text(body, "id").map(ExternalId::new),
        TestConnector.text(body, "email"),
        TestConnector.text(body, "phone"),
        TestConnector.text(body, "order").map(ExternalId::new).stream().toList());
  }

  @Override
  public Optional<String> deliveryId(Headers headers) {
    return headers.first("x-test-delivery");
  }

  @Override
  public Optional<Instant> triggeredAt(Headers headers) {
    return headers.first("x-test-triggered").map(Instant::parse);
  }

  @Override
  public String topic(Headers headers) {
    return headers.first("x-test-topic").orElse("");
  }
}
