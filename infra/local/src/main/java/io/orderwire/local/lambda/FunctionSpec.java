package io.orderwire.local.lambda;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A function as the template declares it.
///
/// @param logicalId for example `WebhookReceiver`
/// @param handler class, or `class::method`
/// @param code the zip that `CodeUri` names
/// @param memoryMegabytes `MemorySize`
/// @param concurrency how many invocations may run at the same time
public record FunctionSpec(
    String logicalId,
    String name,
    String arn,
    String handler,
    Path code,
    int memoryMegabytes,
    Duration timeout,
    Map<String, String> environment,
    int concurrency) {
  public FunctionSpec {
    environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    if (concurrency < 1) {
      throw new IllegalArgumentException(
          logicalId + ": concurrency must be at least 1, not " + concurrency);
    }
  }
}
