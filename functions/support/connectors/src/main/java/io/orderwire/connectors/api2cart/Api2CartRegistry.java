package io.orderwire.connectors.api2cart;

import io.orderwire.connector.CartCall;
import io.orderwire.connector.CartCall.Parameter;
import io.orderwire.connector.CartReply;
import io.orderwire.connector.RawNode;
import io.orderwire.connector.StoreContext;
import io.orderwire.connector.WebhookRegistry;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Webhooks of one store. The secret is a part of the callback's address. They are told to send
/// ids alone; carts that have no webhooks of their own are polled by API2Cart.
final class Api2CartRegistry implements WebhookRegistry {
  private static final String LIST = "/webhook.list.json";
  private static final int PAGE_SIZE = 100;

  @Override
  public CartCall list(StoreContext store) {
    return page(0);
  }

  @Override
  public Subscriptions read(CartReply reply, StoreContext store) {
    List<RawNode> webhooks = Replies.list(reply, "webhook");
    List<Subscription> items = webhooks.stream().flatMap(Api2CartRegistry::subscription).toList();
    return new Subscriptions(items, Optional.empty());
  }

  @Override
  public CartCall register(String topic, String address, String secret, StoreContext store) {
    String[] parts = topic.split("\\.", 2);
    return call(
        "POST",
        "/webhook.create.json",
        List.of(
            new Parameter("entity", parts[0]),
            new Parameter("action", parts[1]),
            new Parameter("callback", callback(address, secret)),
            new Parameter("label", "Orderwire"),
            new Parameter("fields", "id,order_id,modified_at"),
            new Parameter("active", "true")));
  }

  @Override
  public CartCall mend(
      Subscription subscription, String address, String secret, StoreContext store) {
    return call(
        "PUT",
        "/webhook.update.json",
        List.of(
            new Parameter("id", subscription.id()),
            new Parameter("callback", callback(address, secret)),
            new Parameter("active", "true")));
  }

  @Override
  public CartCall remove(Subscription subscription, StoreContext store) {
    return call("DELETE", "/webhook.delete.json", List.of(new Parameter("id", subscription.id())));
  }

  @Override
  public boolean choosesSecret() {
    return true;
  }

  @Override
  public String remedy(String topic) {
    return "the cart behind this store may have no webhook "
        + topic
        + " (webhook.events lists what it has): orders are found by polling";
  }

  private static String callback(String address, String secret) {
    return address
        + "?"
        + Api2CartWebhooks.SECRET
        + "="
        + URLEncoder.encode(secret, StandardCharsets.UTF_8);
  }

  private static CartCall page(int start) {
    return CartCall.get(
        LIST,
        List.of(
            new Parameter("start", Integer.toString(start)),
            new Parameter("count", Integer.toString(PAGE_SIZE)),
            new Parameter("params", "force_all")));
  }

  private static CartCall call(String method, String path, List<Parameter> query) {
    return new CartCall(method, path, query, Map.of(), Optional.empty(), 1);
  }

  /// The secret is no part of the address that others compare.
  private static Stream<Subscription> subscription(RawNode webhook) {
    Optional<String> id = webhook.text("id");
    Optional<String> entity = webhook.text("entity");
    Optional<String> action = webhook.text("action");
    Optional<String> callback = webhook.text("callback");
    if (id.isEmpty() || entity.isEmpty() || action.isEmpty() || callback.isEmpty()) {
      return Stream.empty();
    }
    String address = callback.get().split("\\?", 2)[0];
    boolean active = webhook.flag("active").orElse(false);
    return Stream.of(
        new Subscription(id.get(), entity.get() + "." + action.get(), address, active));
  }
}
