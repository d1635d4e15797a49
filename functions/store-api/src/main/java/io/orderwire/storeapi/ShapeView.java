package io.orderwire.storeapi;

import io.orderwire.engine.RawKeys;
import io.orderwire.message.EventData;
import io.orderwire.message.EventData.Place;
import io.orderwire.message.EventData.Resource;
import io.orderwire.model.Read;
import io.orderwire.port.LedgerEntry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A shape of payload that a store had not sent before; its members are those of
/// [EventData.SchemaDrift].
///
/// @param number counts the store's shapes from 1
/// @param announced it was told on the bus; not while the store's payloads were still being learned
record ShapeView(
    long number,
    String shape,
    Resource resource,
    Read read,
    Instant firstSeenAt,
    boolean announced,
    List<Place> added,
    List<String> removed,
    List<String> unmapped,
    Sample sample) {
  ShapeView {
    added = List.copyOf(added);
    removed = List.copyOf(removed);
    unmapped = List.copyOf(unmapped);
  }

  /// The first payload of the shape.
  ///
  /// @param externalId of the order or cart that it is of
  record Sample(String rawKey, Optional<String> externalId, String receiptId) {}

  static Optional<ShapeView> of(LedgerEntry entry) {
    if (!(entry.event().detail().data() instanceof EventData.SchemaDrift found)) {
      return Optional.empty();
    }
    return Optional.of(
        new ShapeView(
            entry.version(),
            found.shape(),
            found.resource(),
            found.read(),
            found.firstSeenAt(),
            entry.announced(),
            found.added(),
            found.removed(),
            found.unmapped(),
            new Sample(
                found.rawKey(),
                RawKeys.read(found.rawKey()).map(RawKeys.Payload::externalId),
                entry.event().detail().metadata().receiptId())));
  }
}
