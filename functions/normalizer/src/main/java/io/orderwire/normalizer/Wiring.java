package io.orderwire.normalizer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.orderwire.aws.AwsWiring;
import io.orderwire.aws.PowertoolsMetrics;
import io.orderwire.aws.Priming;
import io.orderwire.aws.SqsIntakeQueues;
import io.orderwire.aws.SystemPause;
import io.orderwire.connector.Connector;
import io.orderwire.connector.StoreContext;
import io.orderwire.connector.StoreMapping;
import io.orderwire.connectors.Connectors;
import io.orderwire.engine.CartClient;
import io.orderwire.engine.IntakeDoor;
import io.orderwire.engine.Platforms;
import io.orderwire.engine.Publisher;
import io.orderwire.model.StoreId;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

/// The parts of the function. `priming` is held because the runtime only holds it weakly.
record Wiring(
    Batch batch,
    Predicate<String> isBulk,
    InstantSource clock,
    PowertoolsMetrics metrics,
    Priming priming) {

  /// Over the real tables, queues and carts, by the environment of this process.
  static Wiring ofProcess() {
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
    SqsIntakeQueues intake = aws.intakeQueues();
    World world =
        new World(
            new Platforms(Connectors.all()),
            aws.cachedStores(),
            aws.stores(),
            aws.ledger(),
            aws.rawArchive(),
            aws.cartWatch(),
            aws.customers(),
            aws.erasures(),
            aws.deadLetters(),
            new IntakeDoor(intake, aws.rawArchive()),
            carts,
            new Publisher(aws.eventBus(), new SystemPause()),
            metrics,
            aws.clock());
    return new Wiring(
        new Batch(new Normalizer(world), intake, aws.clock()),
        intake::isBulk,
        aws.clock(),
        metrics,
        Priming.before(Wiring::rehearse));
  }

  /// Maps an empty document by every connector: loads the mappers, the reader and the codec.
  private static void rehearse() {
    for (Connector connector : Connectors.all()) {
      StoreContext store =
          new StoreContext(
              new StoreId("rehearsal"),
              connector.descriptor().id(),
              URI.create(connector.descriptor().baseUrlExample()),
              StoreMapping.standard(),
              Map.of());
      connector.orders().map(JsonNodeFactory.instance.objectNode(), store);
    }
  }
}
