package io.orderwire.local.source;

import io.orderwire.local.endpoint.Patterns;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/// A table's stream that feeds a function.
///
/// @param functionId logical id of the function
/// @param fromNow start at the newest record when there is no checkpoint; else at the oldest
/// @param bisects split a batch that failed
/// @param retries tries after the first; empty means for as long as the record exists
/// @param longestAge records older than this are given up
/// @param onFailureArn the queue that is told of records that were given up
/// @param lanes batches at the same time; records of one key stay in order
public record StreamMapping(
    String functionId,
    String streamArn,
    boolean fromNow,
    int batchSize,
    boolean reportsItemFailures,
    boolean bisects,
    OptionalInt retries,
    Optional<Duration> longestAge,
    Optional<String> onFailureArn,
    int lanes,
    Patterns filter) {}
