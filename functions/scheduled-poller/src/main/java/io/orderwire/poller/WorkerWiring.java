package io.orderwire.poller;

import io.orderwire.aws.AwsWiring;
import io.orderwire.aws.PowertoolsMetrics;
import io.orderwire.aws.Priming;
import io.orderwire.aws.SystemPause;
import io.orderwire.connectors.Connectors;
import io.orderwire.engine.CartClient;
import io.orderwire.engine.IntakeDoor;
import io.orderwire.engine.Platforms;
import io.orderwire.engine.StoreHealth;
import io.orderwire.json.Json;
import io.orderwire.message.PollJob;
import io.orderwire.model.StoreId;
import java.time.InstantSource;
import java.util.UUID;

/// The parts of the worker. `priming` is held because the runtime only holds it weakly.
record WorkerWiring(
    Worker worker, InstantSource clock, PowertoolsMetrics metrics, Priming priming) {

  /// Over the real tables, queues and carts, by the environment of this process.
  static WorkerWiring ofProcess() {
    AwsWiring aws = AwsWiring.ofProcess();
    PowertoolsMetrics metrics = aws.metrics();
    CartClient carts =
        new CartClient(
            aws.cartTransport(),
            aws.secretBox(),
            aws.stores(),
            new CartClient.Surroundings(
                aws.clock(),
                new SystemPause(),
                () -> UUID.randomUUID().toString(),
                aws.sharedCalls()));
    Worker worker =
        new Worker(
            new Worker.World(
                new Platforms(Connectors.all()),
                aws.stores(),
                aws.ledger(),
                new IntakeDoor(aws.intakeQueues(), aws.rawArchive()),
                aws.pollQueues(),
                carts,
                aws.secretBox(),
                new StoreHealth(aws.stores(), aws.ledger(), aws.clock()),
                aws.askedPolls(),
                metrics,
                aws.clock()));
    return new WorkerWiring(worker, aws.clock(), metrics, Priming.before(WorkerWiring::rehearse));
  }

  /// Reads a job as each invocation does.
  private static void rehearse() {
    Json.read(Json.bytes(PollJob.due(new StoreId("rehearsal"))), PollJob.class);
  }
}
