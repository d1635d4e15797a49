package io.orderwire.system.cells;

import java.util.List;
import java.util.Locale;

/// How long things took from when they could begin to their end, in milliseconds.
record Delays(int count, long median, long p95, long p99, long most) {

  static Delays of(List<Long> millis) {
    List<Long> sorted = millis.stream().sorted().toList();
    return sorted.isEmpty()
        ? new Delays(0, 0, 0, 0, 0)
        : new Delays(
            sorted.size(), at(sorted, 50), at(sorted, 95), at(sorted, 99), sorted.getLast());
  }

  private static long at(List<Long> sorted, int percent) {
    return sorted.get((sorted.size() - 1) * percent / 100);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "p50 %d ms, p95 %d ms, p99 %d ms, max %d ms", median, p95, p99, most);
  }
}
