package io.orderwire.local.source;

import java.util.Optional;

/// A clock that feeds a function.
///
/// @param functionId logical id of the function
/// @param name of the schedule
/// @param expression `rate(…)`, `cron(…)` or `at(…)`
/// @param zone time zone of a cron expression
/// @param input what the function receives, with the scheduler's placeholders; empty for the
/// service's own event
public record ScheduleMapping(
    String functionId, String name, String expression, String zone, Optional<String> input) {}
