package io.orderwire.testkit;

import io.orderwire.connector.CartCall;
import io.orderwire.connector.CartReply;
import java.time.Instant;
import java.util.SortedMap;

/// A platform in memory that lists orders in its own dialect: bounds, order, page size and cursors
/// as documented. Each connector's test writes it from the documentation.
@FunctionalInterface
public interface ListedPlatform {

  /// The platform's reply to a listing call.
  ///
  /// @param orders ids and change times as they are at this moment
  CartReply answer(CartCall call, SortedMap<String, Instant> orders);
}
