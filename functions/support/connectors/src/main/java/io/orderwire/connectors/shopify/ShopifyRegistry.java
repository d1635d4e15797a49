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
          nodes { id topic uri apiVersion { handle } }
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
  private static final String UPDATE =
      """
      mutation Readdress($id: ID!, $to: WebhookSubscriptionInput!) {
        webhookSubscriptionUpdate(id: $id, webhookSubscription: $to) {
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
  private static final int LIST_COST = 202;
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
              true,
              version(node.path("apiVersion").path("handle"))));
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
              true,
              version(node.path("api_version"))));
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

  /// Shopify knows no inactive subscriptions and no secret per subscription: only the address can
  /// be wrong.
  @Override
  public CartCall mend(
      Subscription subscription, String address, String secret, StoreContext store) {
    String id = subscription.id();
    if (ShopifyFeed.isRest(store)) {
      ObjectNode webhook = Json.codec().createObjectNode();
      webhook.putObject("webhook").put("address", address);
      return CartCall.sendJson(
          "PUT",
          ShopifyRest.BASE + "/webhooks/" + ShopifyNode.tail(id) + ".json",
          Json.text(webhook),
          ShopifyFaults.REST_CALL);
    }
    ObjectNode variables = ShopifyQueries.variables();
    variables.put("id", gid(id));
    variables.putObject("to").put("uri", address);
    return ShopifyQueries.call(UPDATE, variables, MUTATION_COST);
  }

  @Override
  public CartCall remove(Subscription subscription, StoreContext store) {
    String id = subscription.id();
    if (ShopifyFeed.isRest(store)) {
      return ShopifyRest.delete("/webhooks/" + ShopifyNode.tail(id) + ".json");
    }
    ObjectNode variables = ShopifyQueries.variables();
    variables.put("id", gid(id));
    return ShopifyQueries.call(DELETE, variables, MUTATION_COST);
  }

  @Override
  public boolean choosesSecret() {
    return false;
  }

  /// Each topic needs the read scope of its resource, those with personal data the approval for
  /// protected customer data as well
  /// (<https://shopify.dev/docs/apps/build/webhooks/subscribe>).
  @Override
  public String remedy(String topic) {
    String scope =
        switch (topic.substring(0, topic.indexOf('/'))) {
          case "customers" -> "read_customers";
          case "returns" -> "read_returns";
          case "fulfillments" -> "read_fulfillments";
          case String others -> "read_orders";
        };
    return "give the app the access scope "
        + scope
        + " and, where Shopify speaks of protected customer data, its approval; then install the"
        + " app again or set the new access token";
  }

  private static String gid(String id) {
    return id.equals(ShopifyNode.tail(id)) ? "gid://shopify/WebhookSubscription/" + id : id;
  }

  private static Optional<String> version(JsonNode handle) {
    return Optional.ofNullable(handle.textValue());
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
