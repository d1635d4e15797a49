package io.orderwire.port;

/// Counts for operators. Names are snake case words such as `unknown_status`.
@FunctionalInterface
public interface Metrics {
  void count(String name, long value, String platform);
}
