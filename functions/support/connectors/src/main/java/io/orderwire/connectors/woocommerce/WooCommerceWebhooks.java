package io.orderwire.connectors.woocommerce;

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
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Deliveries of WooCommerce's core webhooks.
///
/// The signature covers the body alone; the topic is an unsigned header, so it only chooses how to
/// read a body that the shop did write.
final class WooCommerceWebhooks implements WebhookGate {
  static final String TOPIC = "x-wc-webhook-topic";
  static final String DELIVERY_ID = "x-wc-webhook-delivery-id";
  private static final String SIGNATURE = "x-wc-webhook-signature";

  /// Sent unsigned while a webhook is being activated; without a 200 it cannot be.
  private static final Pattern PING = Pattern.compile("webhook_id=[0-9]{1,20}");

  /// Hooks whose first argument is the id of an order that changed. They reach us when a shop adds
  /// webhooks with the topic `action.<hook>`.
  private static final Set<String> ORDER_HOOKS =
      Set.of(
          "woocommerce_new_order",
          "woocommerce_update_order",
          "woocommerce_checkout_order_processed",
          "woocommerce_payment_complete",
          "woocommerce_order_status_changed",
          "woocommerce_order_refunded",
          "woocommerce_order_fully_refunded",
          "woocommerce_order_partially_refunded",
          "woocommerce_untrash_order");

  private static final Set<String> REMOVAL_HOOKS =
      Set.of("woocommerce_trash_order", "woocommerce_delete_order");

  @Override
  public Verdict verify(Delivery delivery, List<String> secrets, Instant now) {
    if (!delivery.method().equals("POST")) {
      return new Verdict.Rejected("method is not POST", false);
    }
    Optional<String> signature = delivery.headers().first(SIGNATURE);
    if (signature.isEmpty()) {
      return isPing(delivery.body())
          ? new Verdict.Handshake(200, "text/plain", "")
          : new Verdict.Rejected("no " + SIGNATURE, false);
    }
    List<String> keys = secrets.stream().map(SpecialCharacters::decode).toList();
    return Signatures.hmacSha256(signature.get(), Signatures.Encoding.BASE64, delivery.body(), keys)
        ? new Verdict.Authentic()
        : new Verdict.Rejected("signature does not fit any secret", false);
  }

  @Override
  public List<Signal> signals(Delivery delivery) {
    return List.of(signal(delivery));
  }

  /// The delivery id is a hash of subscription and second: deliveries of different orders share it,
  /// and nothing is ever sent twice. It only tells deliveries apart together with the body's hash.
  @Override
  public Optional<String> deliveryId(Headers headers) {
    return headers.first(DELIVERY_ID);
  }

  /// WooCommerce does not say when the event happened.
  @Override
  public Optional<Instant> triggeredAt(Headers headers) {
    return Optional.empty();
  }

  @Override
  public String topic(Headers headers) {
    return headers.first(TOPIC).orElse("none");
  }

  private static boolean isPing(byte[] body) {
    return body.length <= 40
        && PING.matcher(new String(body, StandardCharsets.ISO_8859_1)).matches();
  }

  private Signal signal(Delivery delivery) {
    JsonNode document;
    try {
      document = Json.tree(delivery.body());
    } catch (IOException notJson) {
      return unreadable("not_json", "the body is not JSON");
    }
    String topic = topic(delivery.headers());
    RawNode root = RawNode.root(document, RawReads.UNTRACKED);
    int dot = topic.indexOf('.');
    String resource = dot < 0 ? "order" : topic.substring(0, dot);
    return switch (resource) {
      case "order" -> order(topic, root);
      case "customer" -> customer(topic, root);
      case "action" -> action(root);
      default -> new Signal.Irrelevant("topic " + topic);
    };
  }

  private static Signal order(String topic, RawNode root) {
    if (isError(root)) {
      return error(root);
    }
    Optional<ExternalId> id = root.id("id");
    if (id.isEmpty()) {
      return unreadable("missing_id", topic + " without an order id");
    }
    if (topic.equals("order.deleted")) {
      return new Signal.OrderRemoved(id.get());
    }
    Optional<String> status = root.text("status");
    if (status.isEmpty()) {
      return new Signal.OrderChanged(id.get(), Optional.empty());
    }
    return WooCommerceStatuses.isDraft(status.get())
        ? new Signal.CartChanged(id.get(), Optional.of(root.json()))
        : new Signal.OrderChanged(id.get(), Optional.of(root.json()));
  }

  private static Signal customer(String topic, RawNode root) {
    return root.id("id")
        .<Signal>map(Signal.CustomerChanged::new)
        .orElseGet(() -> new Signal.Irrelevant(topic + " without a customer id"));
  }

  /// A shop's own webhook on any hook: `{"action": …, "arg": …}`.
  private static Signal action(RawNode root) {
    String hook = root.text("action").orElse("");
    if (!ORDER_HOOKS.contains(hook) && !REMOVAL_HOOKS.contains(hook)) {
      return new Signal.Irrelevant("action " + hook);
    }
    Optional<ExternalId> order = root.id("arg");
    if (order.isEmpty()) {
      return unreadable("missing_id", "action " + hook + " without an order id");
    }
    return REMOVAL_HOOKS.contains(hook)
        ? new Signal.OrderRemoved(order.get())
        : new Signal.OrderChanged(order.get(), Optional.empty());
  }

  private static boolean isError(RawNode root) {
    return !root.has("id") && root.has("code") && root.at("data").has("status");
  }

  /// The shop could not read its own order when it built the delivery, and says so in a signed
  /// error without an id. 404: the order was deleted for good in the meantime. Nothing can be
  /// looked up, and nothing was lost that could still be had. Anything else (401, 403: the
  /// webhook's owner lost the right to read orders) empties every delivery from now on, and a
  /// person must see it.
  private static Signal error(RawNode root) {
    String code = root.text("code").orElse("");
    if (root.at("data").text("status").filter("404"::equals).isPresent()) {
      return new Signal.Irrelevant("the order was removed before its delivery: " + code);
    }
    return unreadable(
        "delivery_without_order",
        "the shop sent the error "
            + code
            + " in place of the order: save the webhook as a user who may read orders");
  }

  private static Signal unreadable(String code, String message) {
    return new Signal.Unreadable(Finding.error("", code, message));
  }
}
