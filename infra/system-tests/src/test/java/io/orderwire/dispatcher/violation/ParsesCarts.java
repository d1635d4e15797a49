package io.orderwire.dispatcher.violation;

import io.orderwire.connectors.violation.ReachesUp;

/// Breaks a rule of the house on purpose: the dispatcher reads the ledger, it knows no cart.
public final class ParsesCarts {
  private ParsesCarts() {}

  /// What a connector knows.
  public static String goods() {
    return ReachesUp.goods();
  }
}
