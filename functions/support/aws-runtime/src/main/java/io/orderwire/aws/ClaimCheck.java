package io.orderwire.aws;

import io.orderwire.json.Json;
import io.orderwire.message.Event;
import io.orderwire.message.EventData;
import io.orderwire.message.EventData.Location;
import io.orderwire.port.LedgerEntry;
import java.util.Locale;
import java.util.Optional;

/// Puts the document of an event that is too large for the bus into the raw bucket, where the event
/// then refers to it.
final class ClaimCheck {
  private final ObjectStorage objects;

  ClaimCheck(ObjectStorage objects) {
    this.objects = objects;
  }

  /// The same event, with a reference in the place of its document. The same entry always gives the
  /// same reference and the same object.
  ///
  /// @throws IllegalStateException if the event carries no document
  Event without(LedgerEntry entry) {
    Event event = entry.event();
    EventData lighter =
        switch (event.detail().data()) {
          case EventData.OrderChange change ->
              new EventData.OrderChange(
                  change.transitions(),
                  change.changed(),
                  change.previous(),
                  Optional.empty(),
                  change.order().map(order -> stored(entry, order)));
          case EventData.CartChange change ->
              new EventData.CartChange(
                  change.changed(),
                  change.previous(),
                  Optional.empty(),
                  change.cart().map(cart -> stored(entry, cart)));
          case EventData.Quarantined ignored -> throw tooLarge(event);
          case EventData.StoreHealth ignored -> throw tooLarge(event);
          case EventData.CustomerChange ignored -> throw tooLarge(event);
          case EventData.Reconciled ignored -> throw tooLarge(event);
          case EventData.SchemaDrift ignored -> throw tooLarge(event);
        };
    return new Event(event.type(), new Event.Detail(event.detail().metadata(), lighter));
  }

  private Location stored(LedgerEntry entry, Object document) {
    String key =
        String.format(
            Locale.ROOT,
            "documents/%s/%010d.json",
            ObjectKeys.path(entry.subject()),
            entry.version());
    objects.put(key, Json.bytes(document), "application/json");
    return new Location(objects.bucket(), key);
  }

  private static IllegalStateException tooLarge(Event event) {
    return new IllegalStateException(
        event.detail().metadata().eventId() + " has no document and is too large for the bus");
  }
}
