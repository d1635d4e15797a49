package io.orderwire.dispatcher;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import io.orderwire.aws.AwsWiring;
import io.orderwire.aws.PowertoolsMetrics;
import io.orderwire.aws.Priming;
import io.orderwire.aws.SystemPause;
import io.orderwire.engine.Publisher;
import io.orderwire.json.Json;
import io.orderwire.message.Cause;
import io.orderwire.message.Event;
import io.orderwire.message.EventData;
import io.orderwire.message.EventMetadata;
import io.orderwire.message.EventType;
import io.orderwire.model.PlatformId;
import io.orderwire.model.StoreId;
import io.orderwire.port.EventBus;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The parts of the function. `priming` is held because the runtime only holds it weakly.
record Wiring(
    Dispatcher<Map<String, AttributeValue>> dispatcher,
    PowertoolsMetrics metrics,
    Priming priming) {

  /// Over the real bus and bucket, by the environment of this process.
  static Wiring ofProcess() {
    AwsWiring aws = AwsWiring.ofProcess();
    PowertoolsMetrics metrics = aws.metrics();
    return new Wiring(
        new Dispatcher<>(
            aws.streamImages()::fromImage,
            new Publisher(aws.eventBus(), new SystemPause()),
            metrics),
        metrics,
        Priming.before(Wiring::rehearse));
  }

  /// Publishes a sample to a bus that writes it as JSON and forgets it.
  private static void rehearse() {
    EventBus forgetful =
        entries -> {
          entries.forEach(entry -> Json.bytes(entry.event().detail()));
          return List.of();
        };
    Subject subject = Subject.health(new StoreId("rehearsal"));
    EventMetadata metadata =
        new EventMetadata(
            subject.eventId(1),
            EventMetadata.SCHEMA_VERSION,
            subject.storeId(),
            new PlatformId("rehearsal"),
            1,
            Instant.EPOCH,
            Instant.EPOCH,
            Cause.WEBHOOK,
            "rehearsal",
            1,
            false,
            Optional.empty());
    EventData data = new EventData.StoreHealth("active", "", "", "", Instant.EPOCH);
    Event event = new Event(EventType.STORE_HEALTH_CHANGED, new Event.Detail(metadata, data));
    new Publisher(forgetful, pause -> {})
        .publish(List.of(new LedgerEntry(subject, 1, event, true, Optional.empty())));
  }
}
