package io.orderwire.port;

import java.util.List;

/// The bus that consumers listen to.
public interface EventBus {
  /// Puts the events of these entries. Answers which indexes failed; the others are on the bus.
  List<Integer> put(List<LedgerEntry> entries);
}
