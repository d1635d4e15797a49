package io.orderwire.aws;

import io.orderwire.port.Metrics;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.lambda.powertools.metrics.MetricsFactory;
import software.amazon.lambda.powertools.metrics.model.DimensionSet;
import software.amazon.lambda.powertools.metrics.model.MetricUnit;

/// Counts in CloudWatch's embedded metric format, which Lambda takes from the log: adding them up
/// costs no call. They are summed over an invocation; [#flush] writes one line per platform.
public final class PowertoolsMetrics implements Metrics {
  private static final String PLATFORM = "platform";

  private final Map<String, Map<String, Long>> countsByPlatform = new TreeMap<>();

  @Override
  public synchronized void count(String name, long value, String platform) {
    countsByPlatform
        .computeIfAbsent(platform, none -> new TreeMap<>())
        .merge(name, value, Long::sum);
  }

  /// Writes what was counted since the last time. To be called at the end of every invocation.
  public synchronized void flush() {
    countsByPlatform.forEach(
        (platform, counts) ->
            MetricsFactory.getMetricsInstance()
                .flushMetrics(
                    line -> {
                      if (!platform.isEmpty()) {
                        line.addDimension(DimensionSet.of(PLATFORM, platform));
                      }
                      counts.forEach(
                          (name, count) -> line.addMetric(name, count, MetricUnit.COUNT));
                    }));
    countsByPlatform.clear();
  }
}
