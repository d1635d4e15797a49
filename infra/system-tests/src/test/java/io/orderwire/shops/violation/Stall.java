package io.orderwire.shops.violation;

/// A class of the carts that others must not see.
public final class Stall {
  private Stall() {}

  /// What it sells.
  public static String goods() {
    return "goods";
  }
}
