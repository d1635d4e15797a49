package io.orderwire.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.message.EventData.Place;
import io.orderwire.message.EventData.Resource;
import io.orderwire.message.EventData.SchemaDrift;
import io.orderwire.model.Read;
import io.orderwire.port.LedgerEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What is known of the shapes of a store's payloads: the ledger's entries about them, taken
/// together. Immutable.
///
/// @param version of the newest entry; 0 if there is none
public record StoreShapes(long version, Map<Kind, Known> known) {
  /// Of a store that sent nothing yet.
  public static final StoreShapes NONE = new StoreShapes(0, Map.of());

  /// What comes new is not news for so long after the first payload of a kind: refunds and returns
  /// follow orders by days and weeks.
  private static final Duration LEARNING = Duration.ofDays(14);

  public StoreShapes {
    known = Collections.unmodifiableMap(new TreeMap<>(known));
  }

  /// Payloads that are alike: what they are of, and how they are obtained. A platform may write
  /// webhooks in another dialect than answers.
  public record Kind(Resource resource, Read read) implements Comparable<Kind> {
    @Override
    public int compareTo(Kind other) {
      int byResource = resource.compareTo(other.resource);
      return byResource == 0 ? read.compareTo(other.read) : byResource;
    }
  }

  /// What is known of the payloads of a kind.
  ///
  /// @param since when the first payload of the kind was noticed
  public record Known(PayloadShape shape, Instant since) {}

  /// True of a payload of a shape that is known.
  public boolean fit(Kind kind, JsonNode payload) {
    return shape(kind).fits(payload);
  }

  /// True if what is new of that kind is only learned.
  public boolean learns(Kind kind, Instant now) {
    return Optional.ofNullable(known.get(kind))
        .map(each -> now.isBefore(each.since().plus(LEARNING)))
        .orElse(true);
  }

  /// How a payload differs from what is known.
  ///
  /// @param rules how the mapper reads each place of the payload
  /// @param rawKey where it is archived
  public SchemaDrift drift(
      Kind kind, JsonNode payload, Map<String, String> rules, String rawKey, Instant seenAt) {
    PayloadShape.Widened widened = shape(kind).widened(payload, rules);
    Set<String> places =
        widened.added().stream().map(Place::path).collect(Collectors.toCollection(TreeSet::new));
    return new SchemaDrift(
        widened.shape().name(),
        kind.resource(),
        kind.read(),
        widened.added(),
        widened.removed(),
        Explainer.unread(payload, rules).stream()
            .map(widened.shape()::placeOf)
            .filter(places::contains)
            .distinct()
            .toList(),
        rawKey,
        seenAt);
  }

  /// With entries that follow upon the version; others are passed over.
  public StoreShapes after(Collection<LedgerEntry> entries) {
    StoreShapes shapes = this;
    for (LedgerEntry entry : entries) {
      if (entry.version() == shapes.version + 1
          && entry.event().detail().data() instanceof SchemaDrift drift) {
        shapes = shapes.after(drift, entry.event().detail().metadata().recordedAt());
      }
    }
    return shapes;
  }

  private StoreShapes after(SchemaDrift drift, Instant recordedAt) {
    Kind kind = new Kind(drift.resource(), drift.read());
    Instant since = Optional.ofNullable(known.get(kind)).map(Known::since).orElse(recordedAt);
    Map<Kind, Known> more = new TreeMap<>(known);
    more.put(kind, new Known(shape(kind).after(drift.added(), drift.removed()), since));
    return new StoreShapes(version + 1, more);
  }

  private PayloadShape shape(Kind kind) {
    return Optional.ofNullable(known.get(kind)).map(Known::shape).orElse(PayloadShape.NONE);
  }
}
