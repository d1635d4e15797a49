package io.orderwire.port;

import io.orderwire.message.Event;
import io.orderwire.message.EventData;
import io.orderwire.message.EventType;
import io.orderwire.model.StoreId;
import io.orderwire.model.Transition;
import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// A URL of a merchant or of a SaaS backend, and which events are sent to it.
///
/// @param secret the signing secret under the key [#SECRET], the one before it beside it, sealed
/// for the subscription
/// @param previousSecretUntil until when the secret before signs too
/// @param disabled present while nothing is sent
/// @param revision rises with each change
public record EventSubscription(
    SubscriptionId id,
    String name,
    URI url,
    Selection selection,
    SealedCredentials secret,
    Optional<Instant> previousSecretUntil,
    Optional<Disabled> disabled,
    Instant createdAt,
    long revision) {
  /// Key of the signing secret among the credentials.
  public static final String SECRET = "secret";

  /// What is sent; an empty list narrows nothing.
  ///
  /// @param transitions any of these; events that have none then are not sent
  public record Selection(
      List<EventType> eventTypes, List<Transition> transitions, List<StoreId> stores) {
    public Selection {
      eventTypes = List.copyOf(eventTypes);
      transitions = List.copyOf(transitions);
      stores = List.copyOf(stores);
    }

    public boolean mayWantOf(StoreId store) {
      return stores.isEmpty() || stores.contains(store);
    }

    public boolean wants(Event event) {
      return mayWantOf(event.detail().metadata().storeId())
          && (eventTypes.isEmpty() || eventTypes.contains(event.type()))
          && (transitions.isEmpty() || !Collections.disjoint(transitions, made(event)));
    }

    private static List<Transition> made(Event event) {
      return event.detail().data() instanceof EventData.OrderChange change
          ? change.transitions()
          : List.of();
    }
  }

  /// Why nothing is sent, and what to do about it.
  ///
  /// @param code one word such as `gone`
  /// @param undeliveredSince events from then on may not have arrived
  public record Disabled(
      String code, String reason, String remedy, Instant at, Instant undeliveredSince) {}

  public boolean isActive() {
    return disabled.isEmpty();
  }

  public EventSubscription withDisabled(Optional<Disabled> condition) {
    return new EventSubscription(
        id, name, url, selection, secret, previousSecretUntil, condition, createdAt, revision);
  }

  public EventSubscription withSecret(SealedCredentials sealed, Optional<Instant> previousUntil) {
    return new EventSubscription(
        id, name, url, selection, sealed, previousUntil, disabled, createdAt, revision);
  }

  public EventSubscription withRevision(long number) {
    return new EventSubscription(
        id, name, url, selection, secret, previousSecretUntil, disabled, createdAt, number);
  }

  /// The secrets that sign at that moment, the current one first.
  ///
  /// @param opened what `secret` holds
  public List<String> signingSecrets(Credentials opened, Instant now) {
    List<String> secrets = opened.currentAndPrevious(SECRET);
    return previousSecretUntil.filter(now::isBefore).isPresent() ? secrets : secrets.subList(0, 1);
  }
}
