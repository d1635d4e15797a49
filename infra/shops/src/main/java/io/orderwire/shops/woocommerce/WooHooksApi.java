package io.orderwire.shops.woocommerce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.shops.JsonText;
import io.orderwire.shops.Query;
import io.orderwire.shops.ShopReply;
import io.orderwire.shops.ShopRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// `/webhooks`: create, list, change, remove. The secret is write-only.
final class WooHooksApi {
  private final WooHooks hooks;
  private final WooOrdersApi orders;
  private final WooDates dates;

  WooHooksApi(WooHooks hooks, WooOrdersApi orders, WooDates dates) {
    this.hooks = hooks;
    this.orders = orders;
    this.dates = dates;
  }

  ShopReply answer(ShopRequest request, List<String> rest) {
    if (rest.isEmpty()) {
      return request.method().equals("POST") ? create(request) : list(request);
    }
    Optional<WooHook> hook = hooks.find(rest.get(0));
    if (hook.isEmpty()) {
      return WooErrors.reply(404, "woocommerce_rest_shop_webhook_invalid_id", "Invalid ID.");
    }
    return switch (request.method()) {
      case "GET" -> WooRest.ok(JsonText.php(write(hook.get())));
      case "PUT", "POST", "PATCH" -> change(hook.get(), request);
      case "DELETE" -> delete(hook.get(), request.query());
      case String other -> WooErrors.noRoute();
    };
  }

  private ShopReply create(ShopRequest request) {
    JsonNode wanted = parameters(request);
    String topic = wanted.path("topic").asText();
    String address = wanted.path("delivery_url").asText();
    if (!WooHooks.TOPICS.contains(topic) && !topic.startsWith("action.")) {
      return WooErrors.reply(
          400,
          "woocommerce_rest_shop_webhook_invalid_topic",
          "Webhook topic is required and must be valid.");
    }
    if (!address.startsWith("http://") && !address.startsWith("https://")) {
      return WooErrors.reply(
          400,
          "woocommerce_rest_shop_webhook_invalid_delivery_url",
          "Webhook delivery URL must be a valid URL starting with http:// or https://.");
    }
    WooHook hook =
        hooks.create(
            wanted.path("name").asText("Webhook created on " + topic),
            topic,
            address,
            wanted.path("secret").asText(),
            wanted.path("status").asText("active"));
    return ShopReply.json(201, JsonText.php(write(hook)))
        .with("Content-Type", "application/json; charset=UTF-8");
  }

  private ShopReply list(ShopRequest request) {
    String status = request.query().first("status").orElse("all");
    List<WooHook> found =
        hooks.all().reversed().stream()
            .filter(hook -> status.equals("all") || hook.status.equals(status))
            .toList();
    int perPage = request.query().first("per_page").map(Integer::parseInt).orElse(10);
    int page = request.query().first("page").map(Integer::parseInt).orElse(1);
    if (perPage < 1 || perPage > 100) {
      return WooErrors.invalid(
          "per_page", "per_page must be between 1 (inclusive) and 100 (inclusive)");
    }
    ArrayNode array = JsonText.NODES.arrayNode();
    found.stream()
        .skip((long) (page - 1) * perPage)
        .limit(perPage)
        .forEach(h -> array.add(write(h)));
    return orders.paged(request, JsonText.php(array), found.size(), perPage, page);
  }

  private ShopReply change(WooHook hook, ShopRequest request) {
    JsonNode wanted = parameters(request);
    String before = hook.status;
    hook.name = wanted.path("name").asText(hook.name);
    hook.topic = wanted.path("topic").asText(hook.topic);
    hook.address = wanted.path("delivery_url").asText(hook.address);
    hook.secret = wanted.path("secret").asText(hook.secret);
    hook.status = wanted.path("status").asText(hook.status);
    if (hook.status.equals("active") && !before.equals("active")) {
      hook.failures = 0;
      hooks.ping(hook);
    }
    return WooRest.ok(JsonText.php(write(hook)));
  }

  private ShopReply delete(WooHook hook, Query query) {
    if (!query.first("force").orElse("false").equals("true")) {
      return WooErrors.reply(
          501, "woocommerce_rest_trash_not_supported", "Webhooks do not support trashing.");
    }
    hooks.remove(hook);
    return WooRest.ok(JsonText.php(write(hook)));
  }

  /// WordPress takes parameters from JSON, from a form and from the query alike.
  private static JsonNode parameters(ShopRequest request) {
    Optional<JsonNode> json = JsonText.parse(request.body()).filter(JsonNode::isObject);
    if (json.isPresent()) {
      return json.get();
    }
    ObjectNode node = JsonText.object();
    request.query().parameters().forEach(p -> node.put(p.name(), p.value()));
    Query form = Query.parse(new String(request.body(), StandardCharsets.UTF_8));
    form.parameters().forEach(p -> node.put(p.name(), p.value()));
    return node;
  }

  private ObjectNode write(WooHook hook) {
    String[] topic = hook.topic.split("\\.", 2);
    ObjectNode node = JsonText.object();
    node.put("id", hook.id);
    node.put("name", hook.name);
    node.put("status", hook.status);
    node.put("topic", hook.topic);
    node.put("resource", topic[0]);
    node.put("event", topic.length > 1 ? topic[1] : "");
    node.putArray("hooks");
    node.put("delivery_url", hook.address);
    node.put("date_created", dates.local(hook.created));
    node.put("date_created_gmt", dates.gmt(hook.created));
    node.put("date_modified", dates.local(hook.created));
    node.put("date_modified_gmt", dates.gmt(hook.created));
    return node;
  }
}
