package io.orderwire.shops.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.shops.JsonText;
import io.orderwire.shops.shopify.ShopifyHooks.Subscription;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Webhook subscriptions in GraphQL.
final class GraphHooks {
  private static final String ID = "gid://shopify/WebhookSubscription/";

  private final ShopifyHooks hooks;

  GraphHooks(ShopifyHooks hooks) {
    this.hooks = hooks;
  }

  /// `ORDERS_CREATE` for `orders/create`.
  static String enumName(String topic) {
    return topic.replace('/', '_').toUpperCase(Locale.ROOT);
  }

  JsonNode list(GraphArguments arguments) {
    JsonNode topics = arguments.values().path("topics");
    ArrayNode array = JsonText.NODES.arrayNode();
    for (Subscription each : hooks.all()) {
      boolean wanted = topics.isMissingNode();
      for (JsonNode topic : topics) {
        wanted |= topic.asText().equals(enumName(each.topic()));
      }
      if (wanted) {
        array.add(write(each));
      }
    }
    return array;
  }

  JsonNode one(GraphArguments arguments) {
    return id(arguments)
        .flatMap(hooks::find)
        .<JsonNode>map(GraphHooks::write)
        .orElseGet(() -> JsonText.NODES.nullNode());
  }

  JsonNode create(GraphArguments arguments) {
    ObjectNode payload = GraphParts.object("WebhookSubscriptionCreatePayload");
    String wanted = arguments.text("topic").orElse("");
    Optional<String> topic =
        ShopifyHooks.TOPICS.stream().filter(each -> enumName(each).equals(wanted)).findFirst();
    Optional<String> address = address(arguments);
    if (address.isEmpty()) {
      return refused(
          payload,
          "webhookSubscription",
          List.of("webhookSubscription", "callbackUrl"),
          "Address is invalid");
    }
    String name = arguments.values().path("webhookSubscription").path("name").asText();
    // A topic of the real platform that nothing in this shop ever causes is accepted and stays
    // silent.
    String known = topic.orElse(wanted.toLowerCase(Locale.ROOT).replaceFirst("_(?=[^_]*$)", "/"));
    Optional<Subscription> made = hooks.create(known, address.get(), name);
    if (made.isEmpty()) {
      return refused(
          payload,
          "webhookSubscription",
          List.of("webhookSubscription", "callbackUrl"),
          "Address for this topic has already been taken");
    }
    payload.set("webhookSubscription", write(made.get()));
    payload.putArray("userErrors");
    return payload;
  }

  JsonNode update(GraphArguments arguments) {
    ObjectNode payload = GraphParts.object("WebhookSubscriptionUpdatePayload");
    Optional<String> address = address(arguments);
    Optional<Subscription> changed =
        id(arguments)
            .flatMap(
                id -> address.map(to -> hooks.readdress(id, to)).orElseGet(() -> hooks.find(id)));
    if (changed.isEmpty()) {
      return refused(
          payload, "webhookSubscription", List.of("id"), "Webhook subscription does not exist");
    }
    payload.set("webhookSubscription", write(changed.get()));
    payload.putArray("userErrors");
    return payload;
  }

  JsonNode delete(GraphArguments arguments) {
    ObjectNode payload = GraphParts.object("WebhookSubscriptionDeletePayload");
    if (id(arguments).filter(hooks::remove).isEmpty()) {
      return refused(
          payload,
          "deletedWebhookSubscriptionId",
          List.of("id"),
          "Webhook subscription does not exist");
    }
    payload.put("deletedWebhookSubscriptionId", arguments.text("id").orElse(""));
    payload.putArray("userErrors");
    return payload;
  }

  private static Optional<String> address(GraphArguments arguments) {
    JsonNode input = arguments.values().path("webhookSubscription");
    String address = input.path("uri").asText(input.path("callbackUrl").asText(""));
    return Optional.of(address).filter(text -> text.startsWith("http"));
  }

  private static Optional<Long> id(GraphArguments arguments) {
    return arguments
        .text("id")
        .filter(text -> text.matches("gid://shopify/WebhookSubscription/\\d{1,18}"))
        .map(text -> Long.parseLong(text.substring(ID.length())));
  }

  private static ObjectNode refused(
      ObjectNode payload, String result, List<String> field, String message) {
    payload.putNull(result);
    ObjectNode error = GraphParts.object("UserError").put("message", message);
    ArrayNode path = error.putArray("field");
    field.forEach(path::add);
    payload.putArray("userErrors").add(error);
    return payload;
  }

  private static ObjectNode write(Subscription each) {
    ObjectNode node = GraphParts.object("WebhookSubscription", each.id());
    node.put("legacyResourceId", Long.toString(each.id()));
    node.put("topic", enumName(each.topic()));
    node.put("callbackUrl", each.address());
    node.put("uri", each.address());
    node.set(
        "endpoint", GraphParts.object("WebhookHttpEndpoint").put("callbackUrl", each.address()));
    node.put("format", "JSON");
    node.putNull("filter");
    node.putArray("includeFields");
    node.putArray("metafieldNamespaces");
    RestParts.optional(node, "name", each.name());
    node.put("createdAt", GraphParts.time(each.created()));
    node.put("updatedAt", GraphParts.time(each.updated()));
    node.set(
        "apiVersion",
        GraphParts.object("ApiVersion")
            .put("handle", ShopifyHooks.VERSION)
            .put("displayName", ShopifyHooks.VERSION)
            .put("supported", true));
    return node;
  }
}
