package io.orderwire.connector;

import java.util.List;
import java.util.Optional;

/// How subscriptions are registered, listed, mended and removed by API. Calls only; the engine
/// makes them.
public interface WebhookRegistry {

  /// One subscription as the platform lists it.
  ///
  /// @param active false when the platform disabled it
  /// @param apiVersion of the bodies that it sends, where the platform tells
  record Subscription(
      String id, String topic, String address, boolean active, Optional<String> apiVersion) {

    public Subscription(String id, String topic, String address, boolean active) {
      this(id, topic, address, active, Optional.empty());
    }
  }

  /// A page of subscriptions and the call for the next one.
  record Subscriptions(List<Subscription> items, Optional<CartCall> next) {
    public Subscriptions {
      items = List.copyOf(items);
    }
  }

  CartCall list(StoreContext store);

  Subscriptions read(CartReply reply, StoreContext store);

  CartCall register(String topic, String address, String secret, StoreContext store);

  /// Makes a subscription active at this address and, where subscriptions have their own, signing
  /// with this secret.
  CartCall mend(Subscription subscription, String address, String secret, StoreContext store);

  CartCall remove(Subscription subscription, StoreContext store);

  /// True if who registers a subscription chooses the secret that signs its deliveries.
  boolean choosesSecret();

  /// What a person can do when the platform refuses to register a topic.
  String remedy(String topic);
}
