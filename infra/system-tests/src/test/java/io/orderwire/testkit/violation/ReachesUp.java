package io.orderwire.testkit.violation;

import io.orderwire.shops.violation.Stall;

/// Breaks a rule of the house on purpose: it needs a module that it may not see.
public final class ReachesUp {
  private ReachesUp() {}

  /// What another module sells.
  public static String goods() {
    return Stall.goods();
  }
}
