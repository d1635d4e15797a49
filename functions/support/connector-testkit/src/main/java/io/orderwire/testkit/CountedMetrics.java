package io.orderwire.testkit;

import io.orderwire.port.Metrics;
import java.util.Map;
import java.util.TreeMap;

/// Counts by name, over all platforms.
public final class CountedMetrics implements Metrics {
  private final Map<String, Long> counts = new TreeMap<>();

  @Override
  public synchronized void count(String name, long value, String platform) {
    counts.merge(name, value, Long::sum);
  }

  public synchronized long of(String name) {
    return counts.getOrDefault(name, 0L);
  }
}
