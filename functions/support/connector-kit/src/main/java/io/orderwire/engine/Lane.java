package io.orderwire.engine;

/// Who may spend a store's call budget first. Work of a later lane leaves room for the earlier
/// ones.
public enum Lane {
  /// A fetch that an order waits for.
  LIVE(0),
  /// Polling.
  RECONCILE(20),
  BACKFILL(50);

  private final int percentLeftForOthers;

  Lane(int percentLeftForOthers) {
    this.percentLeftForOthers = percentLeftForOthers;
  }

  /// How much of the budget's limit stays untouched by this lane.
  int headroom(int limit) {
    return limit * percentLeftForOthers / 100;
  }
}
