package io.orderwire.storeapi;

import io.orderwire.message.EventType;
import io.orderwire.model.StoreId;
import io.orderwire.model.Transition;
import io.orderwire.port.EventSubscription;
import io.orderwire.port.EventSubscription.Disabled;
import io.orderwire.port.SubscriptionId;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A subscription as it is shown.
///
/// @param state `active` or `disabled`
/// @param secret signs what is sent; shown only by the answer that made it
/// @param previousSecretUntil until when the secret before signs too
record EventSubscriptionView(
    SubscriptionId id,
    String name,
    URI url,
    List<EventType> eventTypes,
    List<Transition> transitions,
    List<StoreId> stores,
    String state,
    Optional<Disabled> disabled,
    Optional<Instant> previousSecretUntil,
    Instant createdAt,
    Optional<String> secret) {
  EventSubscriptionView {
    eventTypes = List.copyOf(eventTypes);
    transitions = List.copyOf(transitions);
    stores = List.copyOf(stores);
  }

  static EventSubscriptionView of(EventSubscription subscription) {
    return of(subscription, Optional.empty());
  }

  static EventSubscriptionView withSecret(EventSubscription subscription, String secret) {
    return of(subscription, Optional.of(secret));
  }

  private static EventSubscriptionView of(EventSubscription held, Optional<String> secret) {
    return new EventSubscriptionView(
        held.id(),
        held.name(),
        held.url(),
        held.selection().eventTypes(),
        held.selection().transitions(),
        held.selection().stores(),
        held.isActive() ? "active" : "disabled",
        held.disabled(),
        held.previousSecretUntil(),
        held.createdAt(),
        secret);
  }
}
