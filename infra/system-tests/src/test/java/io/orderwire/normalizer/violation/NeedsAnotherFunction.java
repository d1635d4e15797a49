package io.orderwire.normalizer.violation;

import io.orderwire.storeapi.violation.ReachesUp;

/// Breaks a rule of the house on purpose: a function that needs another function.
public final class NeedsAnotherFunction {
  private NeedsAnotherFunction() {}

  /// What another function knows.
  public static String goods() {
    return ReachesUp.goods();
  }
}
