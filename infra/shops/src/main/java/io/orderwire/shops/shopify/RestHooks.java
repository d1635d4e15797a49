package io.orderwire.shops.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.shops.JsonText;
import io.orderwire.shops.ShopReply;
import io.orderwire.shops.ShopRequest;
import io.orderwire.shops.shopify.ShopifyHooks.Subscription;
import java.util.List;
import java.util.Optional;

/// `webhooks.json` and its children.
final class RestHooks {
  private final ShopifyHooks hooks;
  private final RestParts parts;

  RestHooks(ShopifyHooks hooks, RestParts parts) {
    this.hooks = hooks;
    this.parts = parts;
  }

  ShopReply answer(ShopRequest request, List<String> route) {
    if (route.size() == 1) {
      return request.method().equals("POST") ? create(request) : list(request);
    }
    if (route.get(1).equals("count")) {
      return RestApi.ok(JsonText.object().put("count", hooks.all().size()));
    }
    Optional<Subscription> found =
        Optional.of(route.get(1))
            .filter(id -> id.matches("\\d{1,18}"))
            .map(Long::parseLong)
            .flatMap(hooks::find);
    if (found.isEmpty()) {
      return RestApi.notFound();
    }
    return switch (request.method()) {
      case "GET" -> one(200, found.get());
      case "PUT" -> change(request, found.get());
      case "DELETE" -> {
        hooks.remove(found.get().id());
        yield ShopReply.json(200, "{}");
      }
      case String other -> RestApi.notFound();
    };
  }

  private ShopReply create(ShopRequest request) {
    JsonNode wanted = JsonText.parse(request.body()).orElseGet(JsonText::object).path("webhook");
    String topic = wanted.path("topic").asText();
    String address = wanted.path("address").asText();
    if (!ShopifyHooks.TOPICS.contains(topic)) {
      return refused("topic", "Invalid topic specified: " + topic);
    }
    if (!address.startsWith("http")) {
      return refused("address", "is invalid");
    }
    return hooks
        .create(topic, address, "")
        .map(made -> one(201, made))
        .orElseGet(() -> refused("address", "for this topic has already been taken"));
  }

  private ShopReply list(ShopRequest request) {
    Optional<String> topic = request.query().first("topic");
    Optional<String> address = request.query().first("address");
    ArrayNode array = JsonText.NODES.arrayNode();
    hooks.all().stream()
        .filter(each -> topic.isEmpty() || topic.get().equals(each.topic()))
        .filter(each -> address.isEmpty() || address.get().equals(each.address()))
        .forEach(each -> array.add(write(each)));
    return RestApi.ok(JsonText.object().set("webhooks", array));
  }

  private ShopReply change(ShopRequest request, Subscription old) {
    JsonNode wanted = JsonText.parse(request.body()).orElseGet(JsonText::object).path("webhook");
    return hooks
        .readdress(old.id(), wanted.path("address").asText(old.address()))
        .map(changed -> one(200, changed))
        .orElseGet(RestApi::notFound);
  }

  private ShopReply one(int status, Subscription each) {
    ObjectNode node = JsonText.object();
    node.set("webhook", write(each));
    return ShopReply.json(status, JsonText.rails(node));
  }

  private static ShopReply refused(String field, String message) {
    ObjectNode node = JsonText.object();
    node.putObject("errors").putArray(field).add(message);
    return ShopReply.json(422, JsonText.rails(node));
  }

  private ObjectNode write(Subscription each) {
    ObjectNode node = JsonText.object();
    node.put("id", each.id());
    node.put("address", each.address());
    node.put("topic", each.topic());
    node.put("created_at", parts.time(each.created()));
    node.put("updated_at", parts.time(each.updated()));
    node.put("format", "json");
    node.putArray("fields");
    node.putArray("metafield_namespaces");
    node.put("api_version", ShopifyHooks.VERSION);
    node.putArray("private_metafield_namespaces");
    return node;
  }
}
