package io.orderwire.system.storm;

import io.orderwire.port.Metrics;
import java.util.HashMap;
import java.util.Map;

/// Counts of one seed.
final class Tally implements Metrics {
  private final Map<String, Long> counts = new HashMap<>();

  @Override
  public void count(String name, long value, String platform) {
    counts.merge(name, value, Long::sum);
  }

  long of(String name) {
    return counts.getOrDefault(name, 0L);
  }
}
