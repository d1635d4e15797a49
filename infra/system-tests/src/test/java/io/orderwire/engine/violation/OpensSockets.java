package io.orderwire.engine.violation;

import java.net.Socket;

/// Breaks a rule of the house on purpose: the kit has ports instead.
public final class OpensSockets {
  private OpensSockets() {}

  /// A connection to anywhere.
  public static Socket open() {
    return new Socket();
  }
}
