package io.orderwire.sender;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.connector.Fault;
import io.orderwire.connector.FaultException;
import io.orderwire.json.Json;
import io.orderwire.message.EventMetadata;
import io.orderwire.port.EventSubscription;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Subject;
import io.orderwire.port.WebhookJob.Delivery;
import java.time.Instant;
import java.util.List;

/// An event in, a job for each subscription that wants it out: from then on no receiver waits for
/// another.
final class FanOut {
  private final World world;

  FanOut(World world) {
    this.world = world;
  }

  /// Those that something is sent to. Read anew for each batch: a subscription that was made before
  /// an event was recorded never misses it.
  List<EventSubscription> active() {
    return world.subscriptions().all().stream().filter(EventSubscription::isActive).toList();
  }

  /// The rule hands over an event's metadata alone; emulators that know no input path hand over
  /// the whole event.
  static EventMetadata metadata(String handed) {
    JsonNode within = Json.read(handed, JsonNode.class).at("/detail/metadata");
    return Json.read(within.isObject() ? within.toString() : handed, EventMetadata.class);
  }

  /// How many subscriptions want the event.
  int spread(EventMetadata metadata, List<EventSubscription> active) {
    List<EventSubscription> candidates =
        active.stream().filter(each -> each.selection().mayWantOf(metadata.storeId())).toList();
    if (candidates.isEmpty()) {
      return 0;
    }
    LedgerEntry entry = entry(metadata);
    Instant now = world.clock().instant();
    List<Delivery> deliveries =
        candidates.stream()
            .filter(each -> entry.announced() && each.selection().wants(entry.event()))
            .map(each -> Delivery.first(each.id(), entry, false, now))
            .toList();
    world.queue().sendAll(deliveries);
    return deliveries.size();
  }

  /// The read may lag behind the bus: then the event comes again.
  private LedgerEntry entry(EventMetadata metadata) {
    return world
        .ledger()
        .version(Subject.ofEventId(metadata.eventId()), metadata.sequence())
        .orElseThrow(
            () ->
                new FaultException(
                    Fault.of(
                        Fault.Category.UNAVAILABLE,
                        "the ledger does not show %s yet".formatted(metadata.eventId()))));
  }
}
