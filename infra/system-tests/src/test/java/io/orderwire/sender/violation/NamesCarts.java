package io.orderwire.sender.violation;

import io.orderwire.connectors.violation.ReachesUp;

/// Breaks a rule of the house on purpose: the webhook sender reads the ledger, it knows no cart.
public final class NamesCarts {
  private NamesCarts() {}

  /// What a connector knows.
  public static String goods() {
    return ReachesUp.goods();
  }
}
