package io.orderwire.storeapi;

import io.orderwire.port.EventSubscription;
import io.orderwire.port.SubscriptionId;
import java.util.Optional;
import java.util.function.Function;

/// Finds the subscription that a path names.
final class EventSubscriptionLookup {
  private static final int TRIES = 5;

  private final World world;

  EventSubscriptionLookup(World world) {
    this.world = world;
  }

  /// What `answer` makes of the subscription, or that there is none.
  ApiReply with(String id, Function<EventSubscription, ApiReply> answer) {
    return find(id)
        .map(answer)
        .orElseGet(() -> ApiReply.refused(Problem.absent("subscription", id)));
  }

  /// A change, and the answer once it is made.
  record Change(EventSubscription changed, ApiReply answer) {}

  /// Somebody else may change the subscription at the same time: then it is read and changed anew.
  ///
  /// @param change empty where the subscription stays as it is, with the answer that `refusal`
  /// gives
  ApiReply changing(
      String id,
      Function<EventSubscription, Optional<Change>> change,
      Function<EventSubscription, ApiReply> refusal) {
    for (int attempt = 0; attempt < TRIES; attempt++) {
      Optional<EventSubscription> held = find(id);
      if (held.isEmpty()) {
        return ApiReply.refused(Problem.absent("subscription", id));
      }
      Optional<Change> changed = change.apply(held.get());
      if (changed.isEmpty()) {
        return refusal.apply(held.get());
      }
      if (world.subscriptions().update(changed.get().changed())) {
        return changed.get().answer();
      }
    }
    return ApiReply.beingChanged("subscription", id);
  }

  private Optional<EventSubscription> find(String id) {
    return SubscriptionId.parse(id).flatMap(world.subscriptions()::get);
  }
}
