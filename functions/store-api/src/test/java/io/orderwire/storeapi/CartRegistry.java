package io.orderwire.storeapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.connector.CartReply;
import io.orderwire.json.Json;
import io.orderwire.port.CartTransport.Request;
import io.orderwire.testkit.ScriptedCart;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The subscriptions of one shop of Shopify, and nothing else of it.
final class CartRegistry implements Function<Request, CartReply> {
  /// Topics that the token may not subscribe to.
  final Set<String> refused = new LinkedHashSet<>();

  /// Topic to address.
  final Map<String, String> standing = new LinkedHashMap<>();

  /// What else there is at the shop, or where it gives out tokens, by path.
  final Map<String, CartReply> scripted = new LinkedHashMap<>();

  /// Answers every call so, while it is there.
  Optional<Integer> down = Optional.empty();

  @Override
  public CartReply apply(Request request) {
    if (down.isPresent()) {
      return ScriptedCart.json(down.get(), "{}");
    }
    CartReply other = scripted.get(request.address().getPath());
    if (other != null) {
      return other;
    }
    JsonNode body = Json.read(request.body().orElse("{}"), JsonNode.class);
    String query = body.path("query").asText();
    JsonNode variables = body.path("variables");
    if (query.contains("webhookSubscriptionCreate")) {
      return created(variables.path("topic").asText(), variables.path("to").path("uri").asText());
    }
    if (query.contains("webhookSubscriptionDelete")) {
      String topic = variables.path("id").asText().replaceFirst(".*/", "");
      standing.remove(topic);
      return ScriptedCart.json(
          200,
          "{\"data\":{\"webhookSubscriptionDelete\":{\"deletedWebhookSubscriptionId\":\"x\",\"userErrors\":[]}}}");
    }
    if (query.contains("webhookSubscriptions(")) {
      String nodes =
          standing.entrySet().stream()
              .map(
                  each ->
                      "{\"id\":\"gid://shopify/WebhookSubscription/%s\",\"topic\":\"%s\",\"uri\":\"%s\"}"
                          .formatted(each.getKey(), each.getKey(), each.getValue()))
              .collect(Collectors.joining(","));
      return ScriptedCart.json(
          200,
          "{\"data\":{\"webhookSubscriptions\":{\"nodes\":[%s],\"pageInfo\":{\"hasNextPage\":false}}}}"
              .formatted(nodes));
    }
    return ScriptedCart.json(200, "{\"data\":{\"orders\":{\"nodes\":[]}}}");
  }

  private CartReply created(String topic, String address) {
    if (refused.contains(topic)) {
      return ScriptedCart.json(
          200,
          "{\"data\":{\"webhookSubscriptionCreate\":{\"webhookSubscription\":null,\"userErrors\":[{\"field\":[\"webhookSubscription\"],\"message\":\"The access scope is missing\"}]}}}");
    }
    standing.put(topic, address);
    return ScriptedCart.json(
        200,
        "{\"data\":{\"webhookSubscriptionCreate\":{\"webhookSubscription\":{\"id\":\"x\"},\"userErrors\":[]}}}");
  }
}
