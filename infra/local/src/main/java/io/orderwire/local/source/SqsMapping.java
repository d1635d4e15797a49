package io.orderwire.local.source;

import io.orderwire.local.endpoint.Patterns;
import java.time.Duration;

/// A queue that feeds a function.
///
/// @param functionId logical id of the function
/// @param window how long a batch may wait to fill
/// @param reportsItemFailures whether the function names the messages that failed
/// @param concurrency batches at the same time
public record SqsMapping(
    String functionId,
    String queueName,
    String queueArn,
    int batchSize,
    Duration window,
    boolean reportsItemFailures,
    int concurrency,
    Patterns filter) {}
