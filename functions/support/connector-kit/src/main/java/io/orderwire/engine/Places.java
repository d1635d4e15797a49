package io.orderwire.engine;

import io.orderwire.connector.FaultException;
import io.orderwire.engine.CallScopes.Counted;
import io.orderwire.port.SharedCalls;
import io.orderwire.port.SharedCalls.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The places that calls take while they are under way, where a platform counts those: one of the
/// store's and one of the account's. All processes take them from the same few.
final class Places {
  /// A place is free again by itself so long after its call must have ended: clocks differ.
  private static final Duration MARGIN = Duration.ofSeconds(5);

  private final SharedCalls shared;

  Places(SharedCalls shared) {
    this.shared = shared;
  }

  /// Takes a place in every scope that has such.
  ///
  /// @param longest that the call can last
  /// @return empty when all places of a scope are taken; nothing is taken then
  Optional<List<Place>> take(CallScopes scopes, Instant now, Duration longest) {
    List<Place> taken = new ArrayList<>();
    for (Counted counted : scopes.all()) {
      Optional<Integer> places = counted.allowance().atOnce();
      if (places.isEmpty()) {
        continue;
      }
      Optional<Place> place =
          shared.take(counted.scope(), places.get(), now, now.plus(longest).plus(MARGIN));
      if (place.isEmpty()) {
        giveBack(taken);
        return Optional.empty();
      }
      taken.add(place.get());
    }
    return Optional.of(taken);
  }

  void giveBack(List<Place> places) {
    for (Place place : places) {
      try {
        shared.giveBack(place);
      } catch (FaultException kept) {
        // It is free again by itself.
      }
    }
  }
}
