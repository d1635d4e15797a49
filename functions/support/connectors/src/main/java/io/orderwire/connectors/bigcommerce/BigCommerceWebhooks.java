package io.orderwire.connectors.bigcommerce;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.connector.Delivery;
import io.orderwire.connector.Headers;
import io.orderwire.connector.RawNode;
import io.orderwire.connector.RawReads;
import io.orderwire.connector.Signal;
import io.orderwire.connector.StandardWebhooks;
import io.orderwire.connector.WebhookGate;
import io.orderwire.json.Json;
import io.orderwire.model.ExternalId;
import io.orderwire.model.Finding;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Deliveries of BigCommerce's webhooks: `{scope, store_id, data, hash, created_at, producer}`, of
/// which `data` names what changed. `hash` is equal on repeated events, but of what is not told: it
/// is not read.
final class BigCommerceWebhooks implements WebhookGate {
  /// A header of our own: the scope stands in the body alone, and hooks echo what they were
  /// registered with.
  static final String TOPIC = "x-orderwire-topic";

  /// Hooks of one channel have their own scopes.
  private static final Pattern CHANNEL = Pattern.compile("store/channel/[0-9]+/");

  @Override
  public Verdict verify(Delivery delivery, List<String> secrets, Instant now) {
    if (!delivery.method().equals("POST")) {
      return new Verdict.Rejected("method is not POST", false);
    }
    return StandardWebhooks.refusal(delivery, secrets, now)
        .<Verdict>map(reason -> new Verdict.Rejected(reason, false))
        .orElseGet(Verdict.Authentic::new);
  }

  @Override
  public List<Signal> signals(Delivery delivery) {
    JsonNode document;
    try {
      document = Json.tree(delivery.body());
    } catch (IOException notJson) {
      return List.of(unreadable("not_json", "the body is not JSON"));
    }
    RawNode root = RawNode.root(document, RawReads.UNTRACKED);
    return root.text("scope")
        .map(scope -> CHANNEL.matcher(scope).replaceFirst("store/"))
        .map(scope -> List.of(signal(scope, root.at("data"))))
        .orElseGet(() -> List.of(unreadable("missing_scope", "a delivery without a scope")));
  }

  @Override
  public Optional<String> deliveryId(Headers headers) {
    return headers.first(StandardWebhooks.ID);
  }

  /// The body says it, in whole seconds; no header does.
  @Override
  public Optional<Instant> triggeredAt(Headers headers) {
    return Optional.empty();
  }

  @Override
  public String topic(Headers headers) {
    return headers.first(TOPIC).orElse("none");
  }

  private static Signal signal(String scope, RawNode data) {
    String[] parts = scope.split("/", 3);
    String resource = parts.length > 1 ? parts[1] : "";
    String event = parts.length > 2 ? parts[2] : "";
    return switch (resource) {
      case "order" -> order(event, data);
      case "shipment" -> order(data.id("orderId"), scope);
      case "cart" -> cart(event, data);
      case "customer" -> customer(event, data, scope);
      case "app" ->
          event.equals("uninstalled")
              ? new Signal.StoreUninstalled()
              : new Signal.Irrelevant(scope);
      default -> new Signal.Irrelevant("scope " + scope);
    };
  }

  private static Signal order(String event, RawNode data) {
    String scope = "order/" + event;
    if (event.startsWith("message/")) {
      return new Signal.Irrelevant(scope + ": messages are no part of an order");
    }
    if (event.startsWith("transaction/")) {
      return order(data.id("order_id"), scope);
    }
    return order(event.startsWith("metafield/") ? data.id("resource_id") : data.id("id"), scope);
  }

  private static Signal order(Optional<ExternalId> id, String scope) {
    return named(id, scope, order -> new Signal.OrderChanged(order, Optional.empty()));
  }

  /// A cart that became an order is gone; the order names its cart.
  private static Signal cart(String event, RawNode data) {
    String scope = "cart/" + event;
    if (event.equals("converted")) {
      return order(data.id("orderId"), scope);
    }
    if (event.startsWith("metafield/")) {
      return new Signal.Irrelevant(scope);
    }
    Optional<ExternalId> id = event.startsWith("lineItem/") ? data.id("cartId") : data.id("id");
    return event.equals("deleted")
        ? named(id, scope, Signal.CartRemoved::new)
        : named(id, scope, cart -> new Signal.CartChanged(cart, Optional.empty()));
  }

  private static Signal customer(String event, RawNode data, String scope) {
    Optional<ExternalId> id =
        event.startsWith("address/") ? data.at("address").id("customer_id") : data.id("id");
    return id.<Signal>map(Signal.CustomerChanged::new)
        .orElseGet(() -> new Signal.Irrelevant(scope + " without a customer id"));
  }

  private static Signal named(
      Optional<ExternalId> id, String scope, Function<ExternalId, Signal> signal) {
    return id.map(signal).orElseGet(() -> unreadable("missing_id", scope + " without an id"));
  }

  private static Signal unreadable(String code, String message) {
    return new Signal.Unreadable(Finding.error("", code, message));
  }
}
