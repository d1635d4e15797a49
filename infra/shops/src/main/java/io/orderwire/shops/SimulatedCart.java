package io.orderwire.shops;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/// What shops of one platform have in common before any is open. Each cart's package has one, and
/// [Platform] names it.
public interface SimulatedCart {

  /// Settings of a usual shop that is reached at `baseUrl` (no trailing slash).
  ShopSettings settings(String baseUrl);

  /// The base address that a merchant connects, of a shop that is reached at `baseUrl`.
  default String address(String baseUrl) {
    return baseUrl;
  }

  /// What a merchant copies into the connect form, by the form's keys, in its order.
  Map<String, String> credentials(ShopSettings settings);

  /// What its maker reads on the platform's page of an app that asks merchants for access:
  /// `client_id` and `client_secret`. Empty where no app is needed, or merchants cannot be asked.
  default Map<String, String> app(ShopSettings settings) {
    return Map.of();
  }

  /// Who sets up its webhooks.
  enum Webhooks {
    BY_THE_APP,
    BY_THE_MERCHANT,
    /// It has none.
    NONE
  }

  default Webhooks webhooks() {
    return Webhooks.BY_THE_APP;
  }

  /// The scenarios that show what this platform does not have.
  Set<Scenario> lacks();

  /// Opens an empty shop in memory.
  ///
  /// @param clock the shop's time; moved by the caller in a simulation
  /// @param random ids, tokens and delivery delays come from it, in a defined order: the same seed
  ///     and the same calls give the same bytes. Faults have a seed of their own ([Chaos]).
  Shop open(ShopSettings settings, InstantSource clock, RandomGenerator random);

  /// A new account, where shops of one owner share one; empty where each stands alone.
  default Optional<Account> account() {
    return Optional.empty();
  }
}
