package io.orderwire.connector;

import io.orderwire.model.ExternalId;
import java.util.List;
import java.util.Optional;

/// How orders are read from a platform. It returns calls; it never makes them.
public interface OrderFeed {

  /// Orders by their updated-at.
  Listing orders();

  /// Listings that find what updated-at misses, by name.
  List<Sweep> sweeps();

  /// Carts or abandoned checkouts, where the platform lists them.
  Optional<Listing> carts();

  /// One order with all its children.
  Fetch one(ExternalId id, StoreContext store);

  /// What is wrong with a reply, if anything. Platforms that say "throttled" with status 200 say it
  /// here.
  Optional<Fault> fault(CartReply reply);

  /// What a reply tells of the remaining budget.
  Optional<BudgetReading> budget(CartReply reply);

  /// A call that shows that the credentials work and changes nothing.
  CartCall probe(StoreContext store);

  /// A named listing for a blind spot.
  record Sweep(String name, String covers, Listing listing) {}

  /// What is left of the platform's budget.
  ///
  /// @param remaining budget units left now
  /// @param limit the most there can be
  /// @param restorePerSecond units that come back per second
  record BudgetReading(int remaining, int limit, int restorePerSecond) {}
}
