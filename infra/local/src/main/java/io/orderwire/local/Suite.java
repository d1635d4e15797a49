package io.orderwire.local;

import io.orderwire.local.http.Route;
import io.orderwire.local.lambda.FunctionSpec;
import io.orderwire.local.source.ScheduleMapping;
import io.orderwire.local.source.SqsMapping;
import io.orderwire.local.source.StreamMapping;
import java.util.List;

/// What a provisioned template runs: its functions and everything that calls them.
record Suite(
    List<FunctionSpec> functions,
    List<SqsMapping> queues,
    List<StreamMapping> streams,
    List<ScheduleMapping> schedules,
    List<Route> routes) {
  Suite {
    functions = List.copyOf(functions);
    queues = List.copyOf(queues);
    streams = List.copyOf(streams);
    schedules = List.copyOf(schedules);
    routes = List.copyOf(routes);
  }
}
