package io.orderwire.receiver;

import io.orderwire.aws.AwsWiring;
import io.orderwire.aws.PowertoolsMetrics;
import io.orderwire.aws.Priming;
import io.orderwire.aws.Tracing;
import io.orderwire.connector.Connector;
import io.orderwire.connector.Delivery;
import io.orderwire.connector.Headers;
import io.orderwire.connectors.Connectors;
import io.orderwire.engine.IntakeDoor;
import io.orderwire.engine.Platforms;
import io.orderwire.engine.ReceiptIds;
import io.orderwire.json.Json;
import io.orderwire.message.Body;
import io.orderwire.message.Cause;
import io.orderwire.message.IntakeKind;
import io.orderwire.message.IntakeMessage;
import io.orderwire.model.StoreId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The parts of the function. `priming` is held because the runtime only holds it weakly.
record Wiring(Receiver receiver, PowertoolsMetrics metrics, Tracing tracing, Priming priming) {

  /// Over the real tables, queue and bucket, by the environment of this process.
  static Wiring ofProcess() {
    AwsWiring aws = AwsWiring.ofProcess();
    PowertoolsMetrics metrics = aws.metrics();
    Receiver receiver =
        new Receiver(
            new Receiver.World(
                new Platforms(Connectors.all()),
                aws.cachedStores(),
                aws.stores(),
                aws.secretBox(),
                new IntakeDoor(aws.intakeQueue(), aws.rawArchive()),
                metrics,
                aws.clock()));
    return new Wiring(receiver, metrics, aws.tracing(), Priming.before(Wiring::rehearse));
  }

  /// Judges an unsigned delivery by every gate and writes a message, as each delivery does.
  private static void rehearse() {
    byte[] body = "{\"id\":1}".getBytes(StandardCharsets.UTF_8);
    Delivery delivery = new Delivery("POST", Headers.none(), "", body);
    for (Connector connector : Connectors.all()) {
      connector.webhooks().verify(delivery, List.of("rehearsal"), Instant.EPOCH);
    }
    Json.bytes(
        new IntakeMessage(
            new StoreId("rehearsal"),
            IntakeKind.DELIVERY,
            Cause.WEBHOOK,
            ReceiptIds.delivery(Optional.empty(), "rehearsal", body),
            Instant.EPOCH,
            Map.of(),
            Body.of(body),
            Optional.empty(),
            0,
            false,
            Optional.empty()));
  }
}
