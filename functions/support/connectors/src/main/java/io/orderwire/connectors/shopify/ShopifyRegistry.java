package io.orderwire.connectors.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.connector.CartCall;
import io.orderwire.connector.CartCall.Parameter;
import io.orderwire.connector.CartReply;
import io.orderwire.connector.StoreContext;
import io.orderwire.connector.WebhookRegistry;
import io.orderwire.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Subscriptions of one shop. Shopify signs all of them with the app's client secret, so the secret
/// handed in here is not sent. Subscriptions of an app's configuration file are not listed.
final class ShopifyRegistry implements WebhookRegistry {
  private static final String LIST =
      """
      query Subscriptions($after: String) {
        webhookSubscriptions(first: 100, after: $after) {
          pageInfo { hasNextPage endCursor }
          nodes { id topic uri }
        }
      }
      """;
  private static final String CREATE =
      """
      mutation Subscribe($topic: WebhookSubscriptionTopic!, $to: WebhookSubscriptionInput!) {
        webhookSubscriptionCreate(topic: $topic, webhookSubscription: $to) {
          webhookSubscription { id }
          userErrors { field message }
        }
      }
      """;
  private static final String DELETE =
      """
      mutation Unsubscribe($id: ID!) {
        webhookSubscriptionDelete(id: $id) {
          deletedWebhookSubscriptionId
          userErrors { field message }
        }
      }
      """;
  private static final int LIST_COST = 102;
  private static final int MUTATION_COST = 13;

  @Override
  public CartCall list(StoreContext store) {
    return ShopifyFeed.isRest(store)
        ? ShopifyRest.get("/webhooks.json", List.of(new Parameter(ShopifyRest.LIMIT, "250")))
        : ShopifyQueries.call(LIST, ShopifyQueries.variables(), LIST_COST);
  }

  @Override
  public Subscriptions read(CartReply reply, StoreContext store) {
    return ShopifyFeed.isRest(store) ? readRest(reply, store) : readGraph(reply, store);
  }

  private Subscriptions readGraph(CartReply reply, StoreContext store) {
    JsonNode page = reply.json().path("data").path("webhookSubscriptions");
    List<Subscription> items = new ArrayList<>();
    for (JsonNode node : page.path("nodes")) {
      items.add(
          new Subscription(
              node.path("id").asText(),
              topicOf(node.path("topic").asText()),
              node.path("uri").asText(),
              true));
    }
    return new Subscriptions(items, ShopifyGraphOrders.next(list(store), page.path("pageInfo")));
  }

  private Subscriptions readRest(CartReply reply, StoreContext store) {
    List<Subscription> items = new ArrayList<>();
    for (JsonNode node : reply.json().path("webhooks")) {
      items.add(
          new Subscription(
              node.path("id").asText(),
              node.path("topic").asText(),
              node.path("address").asText(),
              true));
    }
    return new Subscriptions(items, ShopifyRest.next(list(store), reply));
  }

  @Override
  public CartCall register(String topic, String address, String secret, StoreContext store) {
    if (ShopifyFeed.isRest(store)) {
      ObjectNode webhook = Json.codec().createObjectNode();
      webhook
          .putObject("webhook")
          .put("topic", topic)
          .put("address", address)
          .put("format", "json");
      return CartCall.sendJson(
          "POST", ShopifyRest.BASE + "/webhooks.json", Json.text(webhook), ShopifyFaults.REST_CALL);
    }
    ObjectNode variables = ShopifyQueries.variables();
    variables.put("topic", nameOf(topic));
    variables.putObject("to").put("uri", address).put("format", "JSON");
    return ShopifyQueries.call(CREATE, variables, MUTATION_COST);
  }

  @Override
  public CartCall remove(Subscription subscription, StoreContext store) {
    String id = subscription.id();
    if (ShopifyFeed.isRest(store)) {
      return ShopifyRest.delete("/webhooks/" + ShopifyNode.tail(id) + ".json");
    }
    ObjectNode variables = ShopifyQueries.variables();
    variables.put(
        "id", id.equals(ShopifyNode.tail(id)) ? "gid://shopify/WebhookSubscription/" + id : id);
    return ShopifyQueries.call(DELETE, variables, MUTATION_COST);
  }

  /// `orders/create` is `ORDERS_CREATE` in GraphQL.
  static String nameOf(String topic) {
    return topic.replace('/', '_').toUpperCase(Locale.ROOT);
  }

  private static String topicOf(String name) {
    Optional<String> known =
        ShopifyConnector.TOPICS.stream().filter(topic -> nameOf(topic).equals(name)).findFirst();
    return known.orElseGet(() -> name.toLowerCase(Locale.ROOT));
  }
}
