package io.orderwire.connectors.violation;

import java.util.concurrent.ConcurrentHashMap;

/// Breaks a rule of the house on purpose: a final field whose content changes.
public final class KeepsACache {
  private static final ConcurrentHashMap<String, String> SEEN = new ConcurrentHashMap<>();

  private KeepsACache() {}

  /// Whether the text is new.
  public static boolean isNew(String text) {
    return SEEN.putIfAbsent(text, text) == null;
  }
}
