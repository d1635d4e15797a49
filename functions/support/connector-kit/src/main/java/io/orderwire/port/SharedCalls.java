package io.orderwire.port;

import java.time.Instant;
import java.util.Optional;

/// What processes that call the same carts tell one another.
public interface SharedCalls {

  /// Asks everybody to make no call of this scope before `until`: the platform said so. Of two, the
  /// later counts; nothing happens where the store is gone. It changes no store's revision.
  void hold(CallScope scope, Instant until);

  /// What was asked last for an account. A store's own is in [Store#callsFrom], which is read with
  /// the store.
  Optional<Instant> heldUntil(CallScope.OfAccount account);

  /// Takes one of so many places of a scope, for a call that is under way: nobody else has it
  /// before it is given back, or before `until` if it never is.
  ///
  /// @return empty when all are taken
  Optional<Place> take(CallScope scope, int places, Instant now, Instant until);

  /// Gives a place back, unless it was free by itself and somebody else has it now.
  void giveBack(Place place);

  /// How many places of a scope are taken at `now`, by whomever. Eventually consistent.
  int taken(CallScope scope, Instant now);

  /// One of the places of a scope.
  ///
  /// @param number from 0
  /// @param until tells who took it
  record Place(CallScope scope, int number, Instant until) {}
}
