package io.orderwire.engine;

import io.orderwire.connector.Connector;
import io.orderwire.connector.Descriptor.Allowance;
import io.orderwire.engine.CallScopes.Counted;
import io.orderwire.port.CallScope;
import io.orderwire.port.Credentials;
import io.orderwire.port.SecretBox;
import io.orderwire.port.SharedCalls;
import io.orderwire.port.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// What a platform allows the calls to a store, and what the processes that make them have told one
/// another. How much of a rate is used nobody tells: each process counts its own calls.
///
/// @param account of all stores of the account, where the platform counts those together
public record CallStanding(Scope store, Optional<Scope> account) {

  /// Those that the platform counts together.
  ///
  /// @param heldUntil no call before, a process was refused one for that long
  /// @param underWay calls that are being made; empty where the platform does not count them
  public record Scope(
      Allowance allowance, Optional<Instant> heldUntil, Optional<Integer> underWay) {}

  /// Reads at most what is told of the account and which places are taken.
  public static CallStanding of(
      Store store, Connector connector, SecretBox secrets, SharedCalls shared, Instant now) {
    boolean hasAccount = store.canCall() && connector.descriptor().account().isPresent();
    CallScopes scopes =
        CallScopes.of(
            new Errand(store, connector, Lane.RECONCILE, now.plus(Duration.ofMinutes(1))),
            hasAccount ? secrets.open(store.id(), store.credentials()) : new Credentials(Map.of()));
    return new CallStanding(
        scope(scopes.store(), store.callsFrom(), shared, now),
        scopes
            .account()
            .map(account -> scope(account, heldUntil(account.scope(), shared), shared, now)));
  }

  private static Optional<Instant> heldUntil(CallScope scope, SharedCalls shared) {
    return scope instanceof CallScope.OfAccount account
        ? shared.heldUntil(account)
        : Optional.empty();
  }

  private static Scope scope(
      Counted counted, Optional<Instant> heldUntil, SharedCalls shared, Instant now) {
    return new Scope(
        counted.allowance(),
        heldUntil.filter(now::isBefore),
        counted.allowance().atOnce().map(most -> shared.taken(counted.scope(), now)));
  }
}
