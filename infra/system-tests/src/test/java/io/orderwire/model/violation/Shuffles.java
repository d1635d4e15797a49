package io.orderwire.model.violation;

import java.util.Set;

/// Breaks a rule of the house on purpose: its order of iteration is salted per JVM.
public final class Shuffles {
  private Shuffles() {}

  /// In another order on another JVM.
  public static Set<String> names() {
    return Set.of("a", "b", "c");
  }
}
