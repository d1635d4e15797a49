package io.orderwire.shops.violation;

import io.orderwire.connectors.violation.ReachesUp;

/// Breaks a rule of the house on purpose: a simulated cart made from the connector is wrong in the
/// same way.
public final class BorrowsAConnector {
  private BorrowsAConnector() {}

  /// What a connector knows.
  public static String goods() {
    return ReachesUp.goods();
  }
}
