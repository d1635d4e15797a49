package io.orderwire.storeapi;

import io.orderwire.connector.Descriptor.RateBudget;
import io.orderwire.engine.CallStanding;
import java.time.Instant;
import java.util.Optional;

/// How many calls to its cart a store may make. How much of a rate is used is not told: each
/// process counts its own calls.
///
/// @param store what the platform allows this store
/// @param account what it allows all stores of the account together, where it counts those
record CallsView(Scope store, Optional<Scope> account) {

  /// @param rate by time; absent where the platform publishes none
  /// @param atOnce calls that may be under way at the same time; absent where it does not count
  /// them
  /// @param underWay those that are, of all processes; absent where it does not count them
  /// @param heldUntil no call is made before: the platform refused one for that long
  record Scope(
      Optional<Rate> rate,
      Optional<Integer> atOnce,
      Optional<Integer> underWay,
      Optional<Instant> heldUntil) {}

  /// Units, as the platform counts them: a call costs one or more.
  ///
  /// @param burst at once
  /// @param perSecond that come back
  record Rate(int burst, int perSecond) {
    static Rate of(RateBudget budget) {
      return new Rate(budget.burst(), budget.perSecond());
    }
  }

  static CallsView of(CallStanding standing) {
    return new CallsView(scope(standing.store()), standing.account().map(CallsView::scope));
  }

  private static Scope scope(CallStanding.Scope scope) {
    return new Scope(
        scope.allowance().rate().map(Rate::of),
        scope.allowance().atOnce(),
        scope.underWay(),
        scope.heldUntil());
  }
}
