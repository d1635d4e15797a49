package io.orderwire.normalizer;

import io.orderwire.model.StoreId;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// Which stores have a backlog, as far as one process has seen. A fair queue fills a batch with
/// messages of one store only if it has no others to hand out: nearly ten of ten are a backlog, and
/// for a while every message of that store is taken for a part of it.
public final class Backlogs {
  private static final int FILLS_A_BATCH = 8;
  private static final Duration LASTS = Duration.ofSeconds(10);
  private static final int MOST_STORES = 1_000;

  private final Map<StoreId, Instant> until = new LinkedHashMap<>();

  /// Whether a store has one, when a batch holds so many messages of it.
  public synchronized boolean has(StoreId store, int inBatch, Instant now) {
    if (inBatch < FILLS_A_BATCH) {
      return until.getOrDefault(store, Instant.EPOCH).isAfter(now);
    }
    until.remove(store);
    until.put(store, now.plus(LASTS));
    if (until.size() > MOST_STORES) {
      until.remove(until.keySet().iterator().next());
    }
    return true;
  }
}
