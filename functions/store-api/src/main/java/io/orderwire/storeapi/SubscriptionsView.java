package io.orderwire.storeapi;

import io.orderwire.connector.Descriptor;
import io.orderwire.engine.SubscriptionState;
import io.orderwire.engine.SubscriptionState.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How the subscriptions stand that Orderwire registered in the shop by API.
///
/// @param state `sound`, `partly_refused`, or `unfinished` while the watch is still at it
/// @param standing topics that are sent
/// @param refused topics that the platform will not send, each with the reason and the remedy
record SubscriptionsView(
    String state,
    List<String> standing,
    List<Refusal> refused,
    Instant checkedAt,
    Optional<Instant> soundAt) {
  SubscriptionsView {
    standing = List.copyOf(standing);
    refused = List.copyOf(refused);
  }

  static SubscriptionsView of(SubscriptionState state, Descriptor platform) {
    boolean unfinished = state.soundAt().filter(state.checkedAt()::equals).isEmpty();
    List<String> refused = state.refused().stream().map(Refusal::topic).toList();
    List<String> standing =
        unfinished
            ? List.of()
            : platform.webhooks().topics().stream()
                .filter(topic -> !refused.contains(topic))
                .toList();
    String word = unfinished ? "unfinished" : refused.isEmpty() ? "sound" : "partly_refused";
    boolean allRefused = refused.size() == platform.webhooks().topics().size();
    return new SubscriptionsView(
        allRefused ? "refused" : word,
        standing,
        state.refused(),
        state.checkedAt(),
        state.soundAt());
  }
}
