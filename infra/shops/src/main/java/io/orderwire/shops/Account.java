package io.orderwire.shops;

import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Where shops of one owner share an address, a key, and what the platform allows that owner.
public interface Account {

  /// Opens one more shop, as [SimulatedCart#open] does.
  ///
  /// @param settings with the account's key, and a secret that no other shop of it has
  Shop open(ShopSettings settings, InstantSource clock, RandomGenerator random);

  /// Whose call this is. May be asked while calls are under way.
  default Optional<Shop> meant(ShopRequest request) {
    return Optional.empty();
  }
}
