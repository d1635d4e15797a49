package io.orderwire.system.storm;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.connector.CartCall;
import io.orderwire.connector.CartReply;
import io.orderwire.connector.StoreContext;
import io.orderwire.connector.WebhookRegistry;
import io.orderwire.engine.SubscriptionState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The light cart's subscription: `GET /hooks` lists it, `POST /hooks/made` makes it again.
final class LightHooks implements WebhookRegistry {
  static final String PATH = "/hooks";
  static final String MADE = "/hooks/made";

  private static final String ADDRESS = "https://orderwire.example/webhooks/" + StormWorld.TOKEN;

  /// As the cart lists it.
  static String listed(boolean stands) {
    return stands
        ? """
        {"rows":[{"id":"1","topic":"order","address":"%s"}]}\
        """
            .formatted(ADDRESS)
        : "{\"rows\":[]}";
  }

  /// What is known of a store whose subscription was just made.
  static SubscriptionState connected(Instant at) {
    return new SubscriptionState(
        ADDRESS, "", at, Optional.empty(), Optional.empty(), 0, List.of(), List.of());
  }

  @Override
  public CartCall list(StoreContext store) {
    return CartCall.get(PATH, List.of());
  }

  @Override
  public Subscriptions read(CartReply reply, StoreContext store) {
    List<Subscription> items = new ArrayList<>();
    for (JsonNode row : reply.json().path("rows")) {
      items.add(
          new Subscription(
              row.path("id").asText(),
              row.path("topic").asText(),
              row.path("address").asText(),
              true));
    }
    return new Subscriptions(items, Optional.empty());
  }

  @Override
  public CartCall register(String topic, String address, String secret, StoreContext store) {
    return CartCall.sendJson("POST", MADE, "{}", 1);
  }

  @Override
  public CartCall mend(
      Subscription subscription, String address, String secret, StoreContext store) {
    return CartCall.sendJson("POST", MADE, "{}", 1);
  }

  @Override
  public CartCall remove(Subscription subscription, StoreContext store) {
    throw new IllegalStateException("there is one at most");
  }

  @Override
  public boolean choosesSecret() {
    return false;
  }

  @Override
  public String remedy(String topic) {
    return "";
  }
}
