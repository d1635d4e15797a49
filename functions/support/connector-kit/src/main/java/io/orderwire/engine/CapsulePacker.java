package io.orderwire.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.connector.Connector;
import io.orderwire.connector.Mapping;
import io.orderwire.connector.PlatformOrder;
import io.orderwire.connector.StoreMapping;
import io.orderwire.engine.OrderAssembler.Assembly;
import io.orderwire.json.Json;
import io.orderwire.message.Cause;
import io.orderwire.message.EventData;
import io.orderwire.message.EventMetadata;
import io.orderwire.model.CommitmentState;
import io.orderwire.model.ExternalId;
import io.orderwire.model.Order;
import io.orderwire.model.Source;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.RawArchive;
import io.orderwire.port.Store;
import io.orderwire.port.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Packs what was recorded of one order into a [Capsule].
public final class CapsulePacker {
  /// What a capsule may weigh: a function answers with 6 MB at most.
  private static final int MOST_BYTES = 4_500_000;

  private static final int MOST_RECEIPTS = 500;

  private final Store store;
  private final Connector connector;
  private final RawArchive archive;
  private final NavigableMap<Integer, StoreMapping> mappings;
  private final Pseudonyms pseudonyms = new Pseudonyms();
  private final PayloadMask mask;
  private final List<String> leftOut = new ArrayList<>();
  private final Set<String> payloadsLeftOut = new HashSet<>();
  private final Map<String, JsonNode> masked = new LinkedHashMap<>();
  private long bytes;

  /// Where that is kept which versions were made of.
  public record Kept(RawArchive archive, MappingVersions mappings) {

    /// The mappings that versions were made by, by number.
    private NavigableMap<Integer, StoreMapping> mappings(Store store, List<LedgerEntry> history) {
      NavigableMap<Integer, StoreMapping> named = new TreeMap<>();
      history.stream()
          .flatMap(entry -> order(entry).stream())
          .map(order -> order.source().mappingVersion())
          .distinct()
          .forEach(
              number ->
                  mappings
                      .find(store, number)
                      .ifPresent(version -> named.put(number, version.mapping())));
      return named;
    }
  }

  private CapsulePacker(
      Store store,
      Connector connector,
      RawArchive archive,
      NavigableMap<Integer, StoreMapping> mappings) {
    this.store = store;
    this.connector = connector;
    this.archive = archive;
    this.mappings = mappings;
    this.mask = new PayloadMask(connector, store, mappings.values(), pseudonyms);
    this.bytes = Json.bytes(mappings.values()).length;
  }

  /// Packs an order.
  ///
  /// @param history its versions, the oldest first
  public static Capsule pack(
      Store store, Connector connector, Kept kept, List<LedgerEntry> history, Instant at) {
    return new CapsulePacker(store, connector, kept.archive(), kept.mappings(store, history))
        .pack(history, at);
  }

  private Capsule pack(List<LedgerEntry> history, Instant at) {
    Subject order = history.getFirst().subject();
    List<Capsule.Receipt> receipts = receipts(order);
    return Capsule.of(
        new Capsule.Content(
            at,
            new Capsule.StoreCard(
                store.id(),
                store.platform(),
                store.baseUrl(),
                store.options(),
                store.mapping().version(),
                List.copyOf(mappings.values()),
                store.canCall(),
                connector.descriptor().connectorVersion()),
            new ExternalId(order.id()),
            receipts,
            versions(history),
            leftOut));
  }

  private List<Capsule.Receipt> receipts(Subject order) {
    List<String> keys = archive.list(RawKeys.of(order), MOST_RECEIPTS + 1);
    if (keys.size() > MOST_RECEIPTS) {
      leftOut.add("receipts after the first %d".formatted(MOST_RECEIPTS));
    }
    List<Capsule.Receipt> receipts = new ArrayList<>();
    for (String key : keys.stream().limit(MOST_RECEIPTS).toList()) {
      RawKeys.read(key).ifPresent(payload -> receipts.add(receipt(key, payload)));
    }
    return receipts;
  }

  private Capsule.Receipt receipt(String key, RawKeys.Payload payload) {
    Optional<JsonNode> shown =
        mask.isSpent()
            ? leftOut(key, "masking it would take too long")
            : archive.get(key).flatMap(Json::document).flatMap(tree -> shown(key, tree));
    shown.ifPresent(document -> masked.put(key, document));
    return new Capsule.Receipt(key, payload.at(), payload.receiptId(), payload.fetched(), shown);
  }

  private Optional<JsonNode> shown(String key, JsonNode payload) {
    Optional<JsonNode> shown = mask.masked(payload);
    if (shown.isEmpty()) {
      return leftOut(key, "masking it would take too long");
    }
    int size = Json.bytes(shown.get()).length;
    if (bytes + size > MOST_BYTES) {
      return leftOut(key, "the capsule would be too large");
    }
    bytes += size;
    return shown;
  }

  private Optional<JsonNode> leftOut(String key, String reason) {
    payloadsLeftOut.add(key);
    leftOut.add(key + ": " + reason);
    return Optional.empty();
  }

  private List<Capsule.Version> versions(List<LedgerEntry> history) {
    List<Capsule.Version> versions = new ArrayList<>();
    Optional<Order> recordedBefore = Optional.empty();
    Optional<Order> shownBefore = Optional.empty();
    for (LedgerEntry entry : history) {
      if (!(entry.event().detail().data() instanceof EventData.OrderChange change)
          || change.order().isEmpty()) {
        leftOut.add("version %d: its order is not held".formatted(entry.version()));
        continue;
      }
      Order order = change.order().get();
      Optional<Order> remade = remade(entry, order, shownBefore);
      MaskedOrder shown = MaskedOrder.of(order, remade, pseudonyms);
      int size = Json.bytes(shown.order()).length;
      if (bytes + size > MOST_BYTES) {
        leftOut.add(
            "version %d and those after it: the capsule would be too large"
                .formatted(entry.version()));
        break;
      }
      bytes += size;
      versions.add(version(entry, change, shown, notReproducible(entry, order, recordedBefore)));
      recordedBefore = Optional.of(order);
      shownBefore = Optional.of(Json.read(Json.bytes(shown.order()), Order.class));
    }
    return versions;
  }

  private static Capsule.Version version(
      LedgerEntry entry,
      EventData.OrderChange change,
      MaskedOrder shown,
      Optional<String> notReproducible) {
    EventMetadata metadata = entry.event().detail().metadata();
    Source source = change.order().orElseThrow().source();
    return new Capsule.Version(
        entry.version(),
        entry.event().type(),
        entry.announced(),
        metadata.cause(),
        metadata.receiptId(),
        source.read(),
        entry.rawKey(),
        metadata.occurredAt(),
        metadata.recordedAt(),
        source.mappingVersion(),
        source.connectorVersion(),
        change.transitions(),
        change.changed(),
        shown.order(),
        shown.notCompared(),
        notReproducible);
  }

  /// What its mapping makes of the masked payload today.
  private Optional<Order> remade(LedgerEntry entry, Order recorded, Optional<Order> before) {
    Optional<JsonNode> document =
        entry.rawKey().flatMap(key -> Optional.ofNullable(masked.get(key)));
    Store then = madeBy(recorded).map(store::withMapping).orElse(store);
    if (document.isEmpty()
        || !(new NamedFields(connector.orders()).map(document.get(), then.context())
            instanceof Mapping.Normalized<PlatformOrder> mapped)) {
      return Optional.empty();
    }
    Provenance provenance =
        new Provenance(then, connector, recorded.source().read(), recorded.source().receiptId());
    boolean committed = recorded.commitment().state() == CommitmentState.COMMITTED;
    return OrderAssembler.assemble(mapped, before, provenance, committed)
            instanceof Assembly.Assembled(Order order, boolean draft)
        ? Optional.of(order)
        : Optional.empty();
  }

  private Optional<StoreMapping> madeBy(Order order) {
    return Optional.ofNullable(mappings.get(order.source().mappingVersion()));
  }

  private static Optional<Order> order(LedgerEntry entry) {
    return entry.event().detail().data() instanceof EventData.OrderChange change
        ? change.order()
        : Optional.empty();
  }

  private Optional<String> notReproducible(LedgerEntry entry, Order order, Optional<Order> before) {
    if (entry.event().detail().metadata().cause() == Cause.ERASE) {
      return Optional.of("recorded when its person was erased, of no document");
    }
    if (order.erasedAt().isPresent()) {
      return Optional.of("its person was erased, and the payload with them");
    }
    if (before.filter(each -> isComparedOnly(each, order)).isPresent()) {
      return Optional.of("recorded when it was compared with its cart, of no document");
    }
    if (madeBy(order).isEmpty()) {
      return Optional.of(
          "mapping %d, which made it, is not kept".formatted(order.source().mappingVersion()));
    }
    if (entry.rawKey().isEmpty()) {
      return Optional.of("no payload was archived of it");
    }
    String key = entry.rawKey().get();
    if (masked.containsKey(key)) {
      return Optional.empty();
    }
    if (payloadsLeftOut.contains(key)) {
      return Optional.of("its payload is left out of the capsule");
    }
    return archive.get(key).isEmpty()
        ? Optional.of(
            "its payload is gone: raw payloads are kept for a time only, or it was deleted")
        : Optional.empty();
  }

  private static boolean isComparedOnly(Order before, Order order) {
    return order
        .withCartComparison(before.cartComparison())
        .withVersion(before.version())
        .equals(before);
  }
}
