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
}
