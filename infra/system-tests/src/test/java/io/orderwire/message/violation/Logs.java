package io.orderwire.message.violation;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Breaks a rule of the house on purpose: consumers of the jar would need a logging library.
public final class Logs {
  private static final Logger LOG = LoggerFactory.getLogger(Logs.class);

  private Logs() {}

  /// Needs a logging library.
  public static void log() {
    LOG.info("a line");
  }
}
