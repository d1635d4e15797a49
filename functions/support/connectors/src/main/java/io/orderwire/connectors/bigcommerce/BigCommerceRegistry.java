package io.orderwire.connectors.bigcommerce;

import io.orderwire.connector.CartCall;
import io.orderwire.connector.CartCall.Parameter;
import io.orderwire.connector.CartReply;
import io.orderwire.connector.RawNode;
import io.orderwire.connector.RawReads;
import io.orderwire.connector.StoreContext;
import io.orderwire.connector.WebhookRegistry;
import io.orderwire.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Hooks by V3. One sees and changes only those of its own API account; they are signed with that
/// account's client secret.
final class BigCommerceRegistry implements WebhookRegistry {
  private static final String HOOKS = "/v3/hooks";
  private static final int PAGE_SIZE = 250;

  @Override
  public CartCall list(StoreContext store) {
    return page(1);
  }

  @Override
  public Subscriptions read(CartReply reply, StoreContext store) {
    List<Subscription> items =
        Replies.list(reply).stream().flatMap(BigCommerceRegistry::subscription).toList();
    RawNode pages = RawNode.root(reply.json(), RawReads.UNTRACKED).at("meta").at("pagination");
    int current = pages.integer("current_page").orElse(1);
    boolean more = pages.integer("total_pages").filter(total -> total > current).isPresent();
    return new Subscriptions(items, more ? Optional.of(page(current + 1)) : Optional.empty());
  }

  @Override
  public CartCall register(String topic, String address, String secret, StoreContext store) {
    Map<String, Object> hook = new LinkedHashMap<>();
    hook.put("scope", topic);
    hook.putAll(active(topic, address));
    return CartCall.sendJson("POST", HOOKS, Json.text(hook), 1);
  }

  @Override
  public CartCall mend(
      Subscription subscription, String address, String secret, StoreContext store) {
    return CartCall.sendJson(
        "PUT", one(subscription), Json.text(active(subscription.topic(), address)), 1);
  }

  @Override
  public CartCall remove(Subscription subscription, StoreContext store) {
    CartCall call = CartCall.get(one(subscription), List.of());
    return new CartCall(
        "DELETE", call.path(), call.query(), call.headers(), call.body(), call.cost());
  }

  @Override
  public boolean choosesSecret() {
    return false;
  }

  @Override
  public String remedy(String topic) {
    return "use an API account of which fewer than ten hooks listen to "
        + topic
        + ", and an address on port 443";
  }

  private static Map<String, Object> active(String topic, String address) {
    Map<String, Object> hook = new LinkedHashMap<>();
    hook.put("destination", address);
    hook.put("is_active", true);
    hook.put("headers", Map.of(BigCommerceWebhooks.TOPIC, topic));
    return hook;
  }

  private static CartCall page(int number) {
    return CartCall.get(
        HOOKS,
        List.of(
            new Parameter("limit", Integer.toString(PAGE_SIZE)),
            new Parameter("page", Integer.toString(number))));
  }

  private static String one(Subscription subscription) {
    return HOOKS + "/" + subscription.id();
  }

  private static Stream<Subscription> subscription(RawNode hook) {
    Optional<String> id = hook.text("id");
    Optional<String> scope = hook.text("scope");
    Optional<String> destination = hook.text("destination");
    if (id.isEmpty() || scope.isEmpty() || destination.isEmpty()) {
      return Stream.empty();
    }
    boolean active = hook.flag("is_active").orElse(false);
    return Stream.of(new Subscription(id.get(), scope.get(), destination.get(), active));
  }
}
