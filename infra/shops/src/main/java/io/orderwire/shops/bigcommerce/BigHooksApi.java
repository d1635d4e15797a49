package io.orderwire.shops.bigcommerce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.shops.JsonText;
import io.orderwire.shops.ShopReply;
import io.orderwire.shops.ShopRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `/v3/hooks`: create, list, change, remove.
final class BigHooksApi {
  private final BigHooks hooks;

  BigHooksApi(BigHooks hooks) {
    this.hooks = hooks;
  }

  ShopReply answer(ShopRequest request, List<String> rest) {
    if (rest.isEmpty()) {
      return request.method().equals("POST") ? create(request) : list(request);
    }
    Optional<BigHook> hook = hooks.find(rest.getFirst());
    if (hook.isEmpty()) {
      return BigReplies.absent();
    }
    return switch (request.method()) {
      case "GET" -> BigReplies.document(write(hook.get()));
      case "PUT" -> change(hook.get(), request);
      case "DELETE" -> {
        hooks.remove(hook.get());
        yield BigReplies.document(write(hook.get()));
      }
      case String other -> BigReplies.absent();
    };
  }

  private ShopReply create(ShopRequest request) {
    JsonNode wanted = JsonText.parse(request.body()).orElseGet(JsonText::object);
    String scope = wanted.path("scope").asText();
    String destination = wanted.path("destination").asText();
    if (!isKnown(scope) || !destination.startsWith("http")) {
      return BigReplies.refused(422, "The scope or the destination is not valid");
    }
    return hooks
        .create(scope, destination, headers(wanted))
        .map(hook -> BigReplies.document(write(hook)))
        .orElseGet(() -> BigReplies.refused(422, "This webhook exists already"));
  }

  private ShopReply list(ShopRequest request) {
    Optional<String> destination = request.query().first("destination");
    Optional<String> scope = request.query().first("scope");
    return BigReplies.page(
        request,
        hooks.all().stream()
            .filter(hook -> destination.isEmpty() || destination.get().equals(hook.address))
            .filter(hook -> scope.isEmpty() || scope.get().equals(hook.scope))
            .map(BigHooksApi::write)
            .toList());
  }

  /// A hook that is made active again has its 90 days before it.
  private ShopReply change(BigHook hook, ShopRequest request) {
    JsonNode wanted = JsonText.parse(request.body()).orElseGet(JsonText::object);
    hook.address = wanted.path("destination").asText(hook.address);
    if (wanted.has("headers")) {
      hook.headers = headers(wanted);
    }
    boolean active = wanted.path("is_active").asBoolean(hook.active);
    if (active && !hook.active) {
      hooks.wake(hook);
    }
    hook.active = active;
    return BigReplies.document(write(hook));
  }

  private static boolean isKnown(String scope) {
    return BigHooks.SCOPES.contains(scope)
        || (scope.endsWith("/*")
            && BigHooks.SCOPES.stream()
                .anyMatch(each -> each.startsWith(scope.substring(0, scope.length() - 1))));
  }

  private static Map<String, String> headers(JsonNode wanted) {
    Map<String, String> headers = new LinkedHashMap<>();
    wanted
        .path("headers")
        .properties()
        .forEach(header -> headers.put(header.getKey(), header.getValue().asText()));
    return headers;
  }

  private static ObjectNode write(BigHook hook) {
    ObjectNode node = JsonText.object();
    node.put("id", hook.id);
    node.put("client_id", "simulated");
    node.put("store_hash", BigHooks.STORE);
    node.put("scope", hook.scope);
    node.put("destination", hook.address);
    ObjectNode headers = node.putObject("headers");
    hook.headers.forEach(headers::put);
    node.put("is_active", hook.active);
    node.put("created_at", hook.created.getEpochSecond());
    node.put("updated_at", hook.lastEvent.getEpochSecond());
    return node;
  }
}
