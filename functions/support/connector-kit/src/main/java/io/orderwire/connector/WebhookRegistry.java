package io.orderwire.connector;

import java.util.List;
import java.util.Optional;

/// How subscriptions are registered, listed and removed by API. Calls only; the engine makes them.
public interface WebhookRegistry {

  /// One subscription as the platform lists it. `active` is false when the platform disabled it.
  record Subscription(String id, String topic, String address, boolean active) {}

  /// A page of subscriptions and the call for the next one.
  record Subscriptions(List<Subscription> items, Optional<CartCall> next) {
    public Subscriptions {
      items = List.copyOf(items);
    }
  }

  CartCall list(StoreContext store);

  Subscriptions read(CartReply reply, StoreContext store);

  CartCall register(String topic, String address, String secret, StoreContext store);

  CartCall remove(Subscription subscription, StoreContext store);
}
