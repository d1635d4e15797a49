package io.orderwire.connectors.woocommerce;

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

/// `/webhooks`; needs a key with read and write access. WooCommerce pings the address before it
/// answers the call that registers it.
final class WooCommerceRegistry implements WebhookRegistry {
  private static final int PAGE_SIZE = 100;

  @Override
  public CartCall list(StoreContext store) {
    return page(store, 1);
  }

  @Override
  public Subscriptions read(CartReply reply, StoreContext store) {
    RawNode root = RawNode.root(Replies.json(reply), RawReads.UNTRACKED);
    List<Subscription> items =
        root.elements().stream().flatMap(WooCommerceRegistry::subscription).toList();
    return new Subscriptions(items, next(reply, store));
  }

  @Override
  public CartCall register(String topic, String address, String secret, StoreContext store) {
    Map<String, String> webhook = new LinkedHashMap<>();
    webhook.put("name", "Orderwire " + topic);
    webhook.put("topic", topic);
    webhook.put("delivery_url", address);
    webhook.put("secret", secret);
    webhook.put("status", "active");
    return Endpoints.call(store, "POST", "/webhooks", List.of(), Optional.of(Json.text(webhook)));
  }

  @Override
  public CartCall mend(
      Subscription subscription, String address, String secret, StoreContext store) {
    Map<String, String> webhook = new LinkedHashMap<>();
    webhook.put("delivery_url", address);
    webhook.put("secret", secret);
    webhook.put("status", "active");
    return Endpoints.call(
        store, "PUT", "/webhooks/" + subscription.id(), List.of(), Optional.of(Json.text(webhook)));
  }

  @Override
  public CartCall remove(Subscription subscription, StoreContext store) {
    return Endpoints.call(
        store,
        "DELETE",
        "/webhooks/" + subscription.id(),
        List.of(new Parameter("force", "true")),
        Optional.empty());
  }

  @Override
  public boolean choosesSecret() {
    return true;
  }

  @Override
  public String remedy(String topic) {
    return "give Orderwire a key with read and write access, of a user who may manage WooCommerce,"
        + " or add the webhook by hand under WooCommerce, Settings, Advanced, Webhooks";
  }

  private static CartCall page(StoreContext store, int number) {
    return Endpoints.get(
        store,
        "/webhooks",
        List.of(
            new Parameter("per_page", Integer.toString(PAGE_SIZE)),
            new Parameter("orderby", "id"),
            new Parameter("order", "asc"),
            new Parameter("page", Integer.toString(number))));
  }

  /// The reply does not say which page it is, but its `Link` header names the next one.
  private static Optional<CartCall> next(CartReply reply, StoreContext store) {
    return Replies.nextPage(reply).map(number -> page(store, number));
  }

  private static Stream<Subscription> subscription(RawNode webhook) {
    Optional<String> id = webhook.text("id");
    Optional<String> topic = webhook.text("topic");
    Optional<String> address = webhook.text("delivery_url");
    if (id.isEmpty() || topic.isEmpty() || address.isEmpty()) {
      return Stream.empty();
    }
    boolean active = webhook.text("status").filter("active"::equals).isPresent();
    return Stream.of(new Subscription(id.get(), topic.get(), address.get(), active));
  }
}
