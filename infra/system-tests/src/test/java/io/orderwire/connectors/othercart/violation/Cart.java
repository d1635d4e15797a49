package io.orderwire.connectors.othercart.violation;

/// The other cart.
public final class Cart {
  private Cart() {}

  /// What it sells.
  public static String goods() {
    return "goods";
  }
}
