package io.orderwire.connectors.onecart.violation;

import io.orderwire.connectors.othercart.violation.Cart;

/// Breaks a rule of the house on purpose: one cart's connector built on another's.
public final class SeesAnotherCart {
  private SeesAnotherCart() {}

  /// What another cart sells.
  public static String goods() {
    return Cart.goods();
  }
}
