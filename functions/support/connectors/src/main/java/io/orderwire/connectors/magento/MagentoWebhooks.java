package io.orderwire.connectors.magento;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.connector.Delivery;
import io.orderwire.connector.Headers;
import io.orderwire.connector.RawNode;
import io.orderwire.connector.RawReads;
import io.orderwire.connector.Signal;
import io.orderwire.connector.Signatures;
import io.orderwire.connector.WebhookGate;
import io.orderwire.json.Json;
import io.orderwire.model.ExternalId;
import io.orderwire.model.Finding;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Deliveries of Adobe I/O Events, which Adobe Commerce has and Magento Open Source has not.
///
/// Adobe signs each body with two keys of its own, the same for all of its customers. So a fitting
/// signature only says that Adobe sent it; that it was meant for this store says the client id in
/// the signed body. A store's secret is therefore that client id, and the public keys behind it,
/// with blanks between. The keys are pinned: a connector cannot fetch what the unsigned headers
/// name.
final class MagentoWebhooks implements WebhookGate {
  static final String EVENT_CODE = "x-adobe-event-code";
  static final String EVENT_ID = "x-adobe-event-id";
  private static final List<String> SIGNATURES =
      List.of("x-adobe-digital-signature-1", "x-adobe-digital-signature-2");

  /// Before it delivers, Adobe asks whether the address is willing.
  private static final Pattern CHALLENGE =
      Pattern.compile("(?:.*&)?challenge=([A-Za-z0-9._~-]{1,256})(?:&.*)?");

  private static final Pattern CODE =
      Pattern.compile("(?:com\\.adobe\\.commerce\\.)?(?:observer|plugin)\\.(?:magento\\.)?(.+)");

  private static final Pattern CUSTOMER = Pattern.compile("customer_save_.*|customer_delete_.*");

  @Override
  public Verdict verify(Delivery delivery, List<String> secrets, Instant now) {
    if (delivery.method().equals("GET")) {
      Matcher challenge = CHALLENGE.matcher(delivery.query());
      return challenge.matches()
          ? new Verdict.Handshake(200, "text/plain", challenge.group(1))
          : new Verdict.Rejected("a GET without a challenge", false);
    }
    if (!delivery.method().equals("POST")) {
      return new Verdict.Rejected("method is not POST", false);
    }
    List<String> signatures =
        SIGNATURES.stream().flatMap(name -> delivery.headers().first(name).stream()).toList();
    if (signatures.isEmpty()) {
      return new Verdict.Rejected("no x-adobe-digital-signature", false);
    }
    boolean fits = secrets.stream().anyMatch(secret -> fits(secret, signatures, delivery.body()));
    return fits
        ? new Verdict.Authentic()
        : new Verdict.Rejected("no signature fits, or meant for another client id", false);
  }

  @Override
  public List<Signal> signals(Delivery delivery) {
    try {
      RawNode event = RawNode.root(Json.tree(delivery.body()), RawReads.UNTRACKED);
      return List.of(signal(event));
    } catch (IOException notJson) {
      return List.of(unreadable("not_json", "the body is not JSON"));
    }
  }

  /// The same for all attempts to deliver an event.
  @Override
  public Optional<String> deliveryId(Headers headers) {
    return headers.first(EVENT_ID);
  }

  /// The body says it; no header does.
  @Override
  public Optional<Instant> triggeredAt(Headers headers) {
    return Optional.empty();
  }

  @Override
  public String topic(Headers headers) {
    return headers.first(EVENT_CODE).orElse("none");
  }

  private static boolean fits(String secret, List<String> signatures, byte[] body) {
    List<String> parts = Arrays.asList(secret.strip().split("\\s+", 2));
    if (parts.size() < 2) {
      return false;
    }
    List<String> keys = keys(parts.getLast());
    boolean signed = signatures.stream().anyMatch(each -> Signatures.rsaSha256(each, body, keys));
    return signed && isMeantFor(parts.getFirst(), body);
  }

  /// As Adobe publishes them, line by line between PEM's marks, or each as one word.
  private static List<String> keys(String text) {
    String separator = text.contains("-----END") ? "-----END[A-Z ]+-----" : "\\s+";
    return Arrays.asList(text.split(separator, -1));
  }

  private static boolean isMeantFor(String client, byte[] body) {
    try {
      JsonNode event = Json.tree(body);
      return event.path("recipientclientid").asText().equals(client)
          || event.path("recipient_client_id").asText().equals(client);
    } catch (IOException notJson) {
      return false;
    }
  }

  private static Signal signal(RawNode event) {
    String type = event.text("type").orElse("");
    Matcher code = CODE.matcher(type);
    if (!code.matches()) {
      return new Signal.Irrelevant("event " + type);
    }
    RawNode value = event.at("data").at("value");
    return signal(code.group(1), value);
  }

  private static Signal signal(String code, RawNode value) {
    if (code.startsWith("sales_quote_save")) {
      return named(value, "entity_id", id -> new Signal.CartChanged(id, Optional.empty()));
    }
    if (CUSTOMER.matcher(code).matches()) {
      return named(value, "entity_id", Signal.CustomerChanged::new);
    }
    if (code.startsWith("sales_order_save") || code.startsWith("sales.api.order_")) {
      return named(value, "entity_id", MagentoWebhooks::changed);
    }
    if (code.startsWith("sales_order_status_history") || code.startsWith("sales_order_address")) {
      return named(value, "parent_id", MagentoWebhooks::changed);
    }
    return code.startsWith("sales_order_")
        ? named(value, "order_id", MagentoWebhooks::changed)
        : new Signal.Irrelevant("event " + code);
  }

  /// Only the fields chosen at the subscription arrive: the order is always fetched.
  private static Signal changed(ExternalId id) {
    return new Signal.OrderChanged(id, Optional.empty());
  }

  private static Signal named(RawNode value, String field, Function<ExternalId, Signal> signal) {
    return value
        .id(field)
        .map(signal)
        .orElseGet(
            () ->
                unreadable(
                    "missing_id", "an event without " + field + ": subscribe to that field"));
  }

  private static Signal unreadable(String code, String message) {
    return new Signal.Unreadable(Finding.error("", code, message));
  }
}
