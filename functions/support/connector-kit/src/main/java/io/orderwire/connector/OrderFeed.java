package io.orderwire.connector;

import io.orderwire.model.ExternalId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How orders are read from a platform. It returns calls; it never makes them.
public interface OrderFeed {

  /// Orders by their updated-at.
  Listing orders();

  /// The same orders by the same time, for those who look for news: whole where that costs little,
  /// else in outline. What is listed in outline and not held so is fetched.
  default Listing changes() {
    return orders();
  }

  /// The same orders by the same time, with no more than a comparison needs: id, change time,
  /// worth. As many to a page as the platform allows.
  Listing outline();

  /// Listings that find what updated-at misses, by name.
  List<Sweep> sweeps();

  /// Orders by their ids, for those that are read again whatever any listing says.
  OrdersById byId();

  /// Carts or abandoned checkouts, where the platform lists them.
  Optional<Listing> carts();

  /// One order with all its children.
  Fetch one(ExternalId id, StoreContext store);

  /// One cart; empty where carts are never fetched, as deliveries and listings carry them whole.
  default Optional<Fetch> cart(ExternalId id, StoreContext store) {
    return Optional.empty();
  }

  /// What is wrong with a reply, if anything. Platforms that say "throttled" with status 200 say it
  /// here.
  Optional<Fault> fault(CartReply reply);

  /// What a reply tells of the remaining budget.
  Optional<BudgetReading> budget(CartReply reply);

  /// A call that shows that the credentials work and changes nothing.
  CartCall probe(StoreContext store);

  /// Asks how many orders changed in a window; empty where the platform does not count them.
  default Optional<CartCall> count(Window window, StoreContext store) {
    return Optional.empty();
  }

  /// The count that a reply to [#count] states.
  default Optional<Long> counted(CartReply reply) {
    return Optional.empty();
  }

  /// A named listing for a blind spot.
  ///
  /// @param every it follows every so many polls of the store
  /// @param reach what it lists each time
  /// @param mayLack some versions of the platform do not offer it: that it is refused is no trouble
  record Sweep(
      String name, String covers, int every, Reach reach, boolean mayLack, Listing listing) {}

  /// What a sweep lists each time.
  enum Reach {
    /// What is new by the time that the listing follows: it goes on at its own watermark.
    NEWS,
    /// The same rows again and again: only those that changed are news.
    SAME_AGAIN
  }

  /// What is left of the platform's budget.
  ///
  /// @param remaining budget units left now
  /// @param limit the most there can be
  /// @param restorePerSecond units that come back per second
  /// @param resetsIn when all of it is back at once, on a platform that counts by windows: nothing
  /// comes back before
  record BudgetReading(
      int remaining, int limit, int restorePerSecond, Optional<Duration> resetsIn) {

    /// A bucket that refills all the time.
    public BudgetReading(int remaining, int limit, int restorePerSecond) {
      this(remaining, limit, restorePerSecond, Optional.empty());
    }

    /// A quota that begins anew with each window.
    public static BudgetReading ofWindow(int remaining, int limit, Duration resetsIn) {
      return new BudgetReading(remaining, limit, 0, Optional.of(resetsIn));
    }
  }
}
