package io.orderwire.connectors.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.orderwire.connector.Delivery;
import io.orderwire.connector.Headers;
import io.orderwire.connector.Signal;
import io.orderwire.connector.Signatures;
import io.orderwire.connector.WebhookGate;
import io.orderwire.json.Json;
import io.orderwire.model.ExternalId;
import io.orderwire.model.Finding;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Shopify's deliveries: HMAC-SHA-256 in base64 over the raw body and nothing else, so there is no
/// replay window; the delivery id is the guard against replays.
///
/// Bodies are REST-shaped whatever API made the subscription. The dedupe key is
/// `X-Shopify-Webhook-Id` (the same on every retry); `X-Shopify-Event-Id` is shared by all
/// deliveries that one action caused and must not be used for it.
final class ShopifyWebhooks implements WebhookGate {
  static final String TOPIC = "x-shopify-topic";
  static final String SIGNATURE = "x-shopify-hmac-sha256";
  static final String WEBHOOK_ID = "x-shopify-webhook-id";
  static final String TRIGGERED_AT = "x-shopify-triggered-at";
  static final Set<String> KEPT_HEADERS =
      Set.of(
          TOPIC,
          WEBHOOK_ID,
          TRIGGERED_AT,
          "x-shopify-event-id",
          "x-shopify-api-version",
          "x-shopify-shop-domain");

  private static final Set<String> COMPLIANCE =
      Set.of("customers/data_request", "customers/redact", "shop/redact");

  /// Topics whose body is the order.
  private static final Set<String> WHOLE_ORDER =
      Set.of(
          "orders/create",
          "orders/updated",
          "orders/paid",
          "orders/partially_fulfilled",
          "orders/fulfilled",
          "orders/cancelled");

  /// Topics whose body is about an order and names it.
  private static final Set<String> NAMES_ORDER =
      Set.of(
          "orders/edited",
          "refunds/create",
          "order_transactions/create",
          "fulfillments/create",
          "fulfillments/update");

  @Override
  public Verdict verify(Delivery delivery, List<String> secrets, Instant now) {
    boolean strict = COMPLIANCE.contains(topic(delivery.headers()));
    if (!delivery.method().equals("POST")) {
      return new Verdict.Rejected("method is not POST", strict);
    }
    if (delivery.body().length == 0) {
      return new Verdict.Rejected("empty body", strict);
    }
    Optional<String> signature = delivery.headers().first(SIGNATURE);
    if (signature.isEmpty()) {
      return new Verdict.Rejected("no " + SIGNATURE + " header", strict);
    }
    boolean genuine =
        Signatures.hmacSha256(
            signature.get(), Signatures.Encoding.BASE64, delivery.body(), secrets);
    return genuine
        ? new Verdict.Authentic()
        : new Verdict.Rejected("signature fits no secret", strict);
  }

  @Override
  public List<Signal> signals(Delivery delivery) {
    JsonNode body = parse(delivery.body());
    if (!body.isObject()) {
      return List.of(unreadable("", "not_json", "the body is no JSON object"));
    }
    return List.of(signal(topic(delivery.headers()), body));
  }

  @Override
  public Optional<String> deliveryId(Headers headers) {
    return headers.first(WEBHOOK_ID).map(String::strip).filter(id -> !id.isEmpty());
  }

  @Override
  public Optional<Instant> triggeredAt(Headers headers) {
    try {
      return headers
          .first(TRIGGERED_AT)
          .map(text -> OffsetDateTime.parse(text.strip()).toInstant());
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }

  @Override
  public String topic(Headers headers) {
    return headers.first(TOPIC).map(topic -> topic.strip().toLowerCase(Locale.ROOT)).orElse("");
  }

  private static Signal signal(String topic, JsonNode body) {
    if (WHOLE_ORDER.contains(topic)) {
      return id(body, "id")
          .<Signal>map(id -> new Signal.OrderChanged(id, Optional.of(body)))
          .orElseGet(() -> unreadable("/id", "missing_id", "the order has no id"));
    }
    if (NAMES_ORDER.contains(topic)) {
      return orderOf(body)
          .<Signal>map(id -> new Signal.OrderChanged(id, Optional.empty()))
          .orElseGet(() -> unreadable("", "missing_order_id", "the body names no order"));
    }
    int slash = topic.indexOf('/');
    String family = slash < 0 ? topic : topic.substring(0, slash);
    String event = slash < 0 ? "" : topic.substring(slash + 1);
    return switch (family) {
      case "orders" -> order(event, topic, body);
      case "returns",
          "fulfillment_events",
          "fulfillment_orders",
          "fulfillment_holds",
          "reverse_fulfillment_orders",
          "tender_transactions",
          "payment_terms",
          "payment_schedules" ->
          perhapsOrder(topic, body);
      case "checkouts", "carts" -> cart(event, body);
      case "customers" -> customer(event, body);
      case "shop" -> shop(event, topic);
      case "app" -> app(event, topic);
      case "" -> unreadable("", "missing_topic", "the delivery has no " + TOPIC + " header");
      default -> new Signal.Irrelevant(topic + " is not about orders, carts or customers");
    };
  }

  private static Signal order(String event, String topic, JsonNode body) {
    return switch (event) {
      // the body is {"id": …} alone
      case "delete" ->
          id(body, "id")
              .<Signal>map(Signal.OrderRemoved::new)
              .orElseGet(() -> unreadable("/id", "missing_id", "the order has no id"));
      default -> perhapsOrder(topic, body);
    };
  }

  /// Bodies of these topics carry the order's id in some versions only; fulfilment orders carry
  /// none at all. Polling finds what they announce.
  private static Signal perhapsOrder(String topic, JsonNode body) {
    return orderOf(body)
        .<Signal>map(id -> new Signal.OrderChanged(id, Optional.empty()))
        .orElseGet(
            () -> new Signal.Irrelevant(topic + " names no order here; the next poll finds it"));
  }

  private static Signal cart(String event, JsonNode body) {
    Optional<ExternalId> id = id(body, "id").or(() -> id(body, "token"));
    if (id.isEmpty()) {
      return unreadable("/id", "missing_id", "the cart has neither id nor token");
    }
    return event.equals("delete")
        ? new Signal.CartRemoved(id.get())
        : new Signal.CartChanged(id.get(), Optional.of(body));
  }

  private static Signal customer(String event, JsonNode body) {
    return switch (event) {
      case "data_request" -> privacy(Signal.PrivacyRequest.Kind.DATA_REQUEST, body);
      case "redact" -> privacy(Signal.PrivacyRequest.Kind.CUSTOMER_REDACT, body);
      default ->
          id(body, "id")
              .or(() -> id(body, "customer_id"))
              .or(() -> id(body, "admin_graphql_api_customer_kept_id"))
              .<Signal>map(Signal.CustomerChanged::new)
              .orElseGet(() -> new Signal.Irrelevant("customers/" + event + " names no customer"));
    };
  }

  /// `{"shop_id", "shop_domain", "customer": {"id", "email", "phone"}, "orders_to_redact": […]}`;
  /// the customer may have an e-mail address alone
  /// (https://shopify.dev/docs/apps/build/compliance/privacy-law-compliance).
  private static Signal privacy(Signal.PrivacyRequest.Kind kind, JsonNode body) {
    String member =
        kind == Signal.PrivacyRequest.Kind.DATA_REQUEST ? "orders_requested" : "orders_to_redact";
    List<ExternalId> orders = new ArrayList<>();
    for (JsonNode order : body.path(member)) {
      external(order).ifPresent(orders::add);
    }
    JsonNode customer = body.path("customer");
    return new Signal.PrivacyRequest(
        kind, id(customer, "id"), text(customer, "email"), text(customer, "phone"), orders);
  }

  private static Signal shop(String event, String topic) {
    return event.equals("redact")
        ? Signal.PrivacyRequest.ofStore()
        : new Signal.Irrelevant(topic + " changes no order");
  }

  private static Signal app(String event, String topic) {
    return event.equals("uninstalled")
        ? new Signal.StoreUninstalled()
        : new Signal.Irrelevant(topic + " changes no order");
  }

  private static Optional<ExternalId> orderOf(JsonNode body) {
    return id(body, "order_id")
        .or(() -> id(body.path("order"), "id"))
        .or(() -> id(body.path("order_edit"), "order_id"))
        .or(() -> id(body.path("return").path("order"), "id"))
        .or(() -> id(body.path("fulfillment_order"), "order_id"))
        .or(() -> id(body, "admin_graphql_api_order_id"));
  }

  private static Optional<ExternalId> id(JsonNode object, String member) {
    return external(object.path(member));
  }

  private static Optional<String> text(JsonNode object, String member) {
    return Optional.ofNullable(object.path(member).textValue()).filter(text -> !text.isBlank());
  }

  private static Optional<ExternalId> external(JsonNode id) {
    if (!id.isTextual() && !id.isIntegralNumber()) {
      return Optional.empty();
    }
    return ExternalId.parse(ShopifyNode.tail(id.asText().strip())).optional();
  }

  private static JsonNode parse(byte[] body) {
    try {
      return Json.tree(body);
    } catch (IOException notJson) {
      return MissingNode.getInstance();
    }
  }

  private static Signal unreadable(String path, String code, String message) {
    return new Signal.Unreadable(Finding.error(path, code, message));
  }
}
