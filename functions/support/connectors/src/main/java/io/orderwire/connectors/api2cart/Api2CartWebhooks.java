package io.orderwire.connectors.api2cart;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.connector.Delivery;
import io.orderwire.connector.Headers;
import io.orderwire.connector.RawNode;
import io.orderwire.connector.RawReads;
import io.orderwire.connector.Signal;
import io.orderwire.connector.WebhookGate;
import io.orderwire.json.Json;
import io.orderwire.model.ExternalId;
import io.orderwire.model.Finding;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Deliveries of API2Cart's webhooks. Nothing public tells of a signature, so a secret stands in
/// the callback's address and the body is believed in nothing but the id: what changed is fetched.
///
/// A delivery without a body tells that API2Cart cannot reach the cart.
final class Api2CartWebhooks implements WebhookGate {
  static final String ENTITY = "x-webhook-entity";
  static final String ACTION = "x-webhook-action";
  static final String ERROR = "x-webhook-error-code";

  /// Query parameter of the callback's address that carries the secret.
  static final String SECRET = "secret";

  @Override
  public Verdict verify(Delivery delivery, List<String> secrets, Instant now) {
    if (!delivery.method().equals("POST")) {
      return new Verdict.Rejected("method is not POST", false);
    }
    Optional<byte[]> given = secret(delivery.query());
    if (given.isEmpty()) {
      return new Verdict.Rejected("the address carries no secret", false);
    }
    boolean fits = false;
    for (String secret : secrets) {
      byte[] expected = secret.getBytes(StandardCharsets.UTF_8);
      fits |= expected.length > 0 && MessageDigest.isEqual(expected, given.get());
    }
    return fits
        ? new Verdict.Authentic()
        : new Verdict.Rejected("the address carries another secret", false);
  }

  @Override
  public List<Signal> signals(Delivery delivery) {
    Headers headers = delivery.headers();
    String topic = topic(headers);
    if (delivery.body().length == 0 || headers.first(ERROR).isPresent()) {
      return List.of(
          new Signal.Irrelevant(
              "API2Cart cannot reach the cart: error "
                  + headers.first(ERROR).filter(code -> code.matches("[0-9]{1,6}")).orElse("?")));
    }
    JsonNode document;
    try {
      document = Json.tree(delivery.body());
    } catch (IOException notJson) {
      return List.of(unreadable("not_json", "the body is not JSON"));
    }
    Optional<ExternalId> id = RawNode.root(document, RawReads.UNTRACKED).id("id");
    return switch (topic) {
      case "order.add", "order.update" ->
          List.of(id.<Signal>map(Api2CartWebhooks::changed).orElseGet(() -> missing(topic)));
      case "order.delete" ->
          List.of(id.<Signal>map(Signal.OrderRemoved::new).orElseGet(() -> missing(topic)));
      default -> List.of(new Signal.Irrelevant("topic " + topic));
    };
  }

  /// None has an id that is told.
  @Override
  public Optional<String> deliveryId(Headers headers) {
    return Optional.empty();
  }

  @Override
  public Optional<Instant> triggeredAt(Headers headers) {
    return Optional.empty();
  }

  @Override
  public String topic(Headers headers) {
    return headers.first(ENTITY).orElse("none") + "." + headers.first(ACTION).orElse("none");
  }

  private static Signal changed(ExternalId id) {
    return new Signal.OrderChanged(id, Optional.empty());
  }

  private static Optional<byte[]> secret(String query) {
    return Arrays.stream(query.split("&", -1))
        .filter(parameter -> parameter.startsWith(SECRET + "="))
        .findFirst()
        .flatMap(parameter -> decoded(parameter.substring(SECRET.length() + 1)));
  }

  private static Optional<byte[]> decoded(String value) {
    try {
      return Optional.of(
          URLDecoder.decode(value, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8));
    } catch (IllegalArgumentException notEncoded) {
      return Optional.empty();
    }
  }

  private static Signal missing(String topic) {
    return unreadable("missing_id", topic + " without an id");
  }

  private static Signal unreadable(String code, String message) {
    return new Signal.Unreadable(Finding.error("", code, message));
  }
}
