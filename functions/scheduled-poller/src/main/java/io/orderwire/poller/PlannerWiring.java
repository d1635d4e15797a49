package io.orderwire.poller;

import io.orderwire.aws.AwsWiring;
import io.orderwire.aws.PowertoolsMetrics;
import io.orderwire.aws.Priming;
import io.orderwire.connectors.Connectors;
import io.orderwire.engine.Platforms;
import io.orderwire.engine.Rhythm;
import io.orderwire.json.Json;
import io.orderwire.message.PollJob;
import io.orderwire.model.StoreId;
import java.time.InstantSource;

/// The parts of the planner. `priming` is held because the runtime only holds it weakly.
record PlannerWiring(
    Planner planner,
    IdleCarts idleCarts,
    InstantSource clock,
    PowertoolsMetrics metrics,
    Priming priming) {

  /// Over the real table and queue, by the environment of this process.
  static PlannerWiring ofProcess() {
    AwsWiring aws = AwsWiring.ofProcess();
    Planner planner =
        new Planner(
            new Platforms(Connectors.all()),
            aws.stores(),
            new Planner.Queues(aws.pollQueue(), aws.intakeQueue()),
            new Rhythm(aws.settings().pollInterval()));
    return new PlannerWiring(
        planner,
        new IdleCarts(aws.cartWatch(), aws.intakeQueue()),
        aws.clock(),
        aws.metrics(),
        Priming.before(() -> Json.bytes(PollJob.due(new StoreId("rehearsal")))));
  }
}
