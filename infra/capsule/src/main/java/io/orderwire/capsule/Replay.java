package io.orderwire.capsule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.connector.Connector;
import io.orderwire.connector.StoreMapping;
import io.orderwire.connectors.Connectors;
import io.orderwire.engine.Capsule;
import io.orderwire.engine.Platforms;
import io.orderwire.engine.RawKeys;
import io.orderwire.json.ContentHash;
import io.orderwire.json.Json;
import io.orderwire.message.Body;
import io.orderwire.message.Cause;
import io.orderwire.message.Event;
import io.orderwire.message.EventData;
import io.orderwire.message.EventMetadata;
import io.orderwire.message.IntakeKind;
import io.orderwire.message.IntakeMessage;
import io.orderwire.model.Order;
import io.orderwire.model.Read;
import io.orderwire.normalizer.Outcome;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Subject;
import io.orderwire.testkit.InMemoryCustomers;
import io.orderwire.testkit.InMemoryLedger;
import io.orderwire.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes the versions of a capsule anew, each by the real normalizer over in-memory ports: on the
/// versions before it, of its own payload, by its own mapping, at its own time.
///
/// The ledger does not keep in which message a receipt came. Where a version was fetched it may
/// have been because of what was delivered or listed, or because somebody asked: each is tried, and
/// the one counts that makes the version.
public final class Replay {
  /// Settles whatever was fetched: how often the real one was put off the ledger does not say.
  private static final int SETTLED = 4;

  private static final Duration TIME = Duration.ofMinutes(1);

  private final Capsule.Content content;
  private final Connector connector;
  private final Subject order;
  private final InMemoryCustomers customers = new InMemoryCustomers();
  private final List<LedgerEntry> history = new ArrayList<>();

  /// What of the version before is not as its payload says, as that is not known.
  private List<String> maskedBefore = List.of();

  /// A version and what came of it.
  public record Replayed(Capsule.Version version, Verdict verdict) {}

  /// In which kind of message a receipt came.
  private record Way(IntakeKind kind, ReplayedCart cart) {}

  private Replay(Capsule.Content content, Connector connector) {
    this.content = content;
    this.connector = connector;
    this.order = Subject.order(content.store().storeId(), content.order());
  }

  /// Empty if no connector speaks the store's platform.
  public static Optional<List<Replayed>> of(Capsule capsule) {
    return new Platforms(Connectors.all())
        .find(capsule.content().store().platform())
        .map(connector -> new Replay(capsule.content(), connector).all());
  }

  private List<Replayed> all() {
    return content.versions().stream().map(this::replayed).toList();
  }

  private Replayed replayed(Capsule.Version version) {
    if (version.notReproducible().isPresent()) {
      keep(version, Optional.empty());
      return new Replayed(version, new Verdict.NotReproducible(version.notReproducible().get()));
    }
    Optional<StoreMapping> mapping = content.store().mapping(version.mappingVersion());
    if (mapping.isEmpty()) {
      keep(version, Optional.empty());
      return new Replayed(
          version,
          new Verdict.NotReproducible(
              "mapping %d is not in the capsule".formatted(version.mappingVersion())));
    }
    Verdict verdict = new Verdict.NotReproducible("its payload is not in the capsule");
    Optional<LedgerEntry> made = Optional.empty();
    for (Way way : ways(version)) {
      Attempt attempt = attempt(version, way, mapping.get());
      if (made.isEmpty()) {
        verdict = attempt.verdict();
        made = attempt.entry();
      }
      if (attempt.verdict() instanceof Verdict.Same) {
        verdict = attempt.verdict();
        made = attempt.entry();
        break;
      }
    }
    boolean isSame = verdict instanceof Verdict.Same;
    if (!isSame && made.isPresent() && mayLackEarlierPayloads(version)) {
      verdict =
          new Verdict.NotReproducible(
              "it was made of earlier payloads, too, and not all of them are in the capsule");
    }
    // what differs stands as recorded for those after it: each tells its own differences
    keep(version, isSame ? made : Optional.empty());
    return new Replayed(version, verdict);
  }

  /// A remap reads again what documents of before handed on.
  private boolean mayLackEarlierPayloads(Capsule.Version version) {
    return version.cause() == Cause.REMAP
        && content.versions().stream()
            .filter(each -> each.version() < version.version())
            .flatMap(each -> each.rawKey().stream())
            .anyMatch(this::isMissing);
  }

  private boolean isMissing(String key) {
    return content.receipts().stream().noneMatch(receipt -> receipt.rawKey().equals(key))
        || content.leftOut().stream().anyMatch(each -> each.startsWith(key));
  }

  /// A version that was only compared with its cart says else what the one before says.
  private void keep(Capsule.Version version, Optional<LedgerEntry> made) {
    if (made.isPresent() || history.isEmpty() || !saysWhatWasSaid(version)) {
      maskedBefore = made.map(this::stillMasked).orElseGet(version::notCompared);
      history.add(
          made.map(entry -> archived(entry, version))
              .orElseGet(() -> asRecorded(version, orderIn(version))));
      return;
    }
    EventData.OrderChange before =
        (EventData.OrderChange) history.getLast().event().detail().data();
    history.add(asRecorded(version, before.order().orElseThrow().withVersion(version.version())));
  }

  /// A remap hands on from the version before what it does not read again.
  private List<String> stillMasked(LedgerEntry made) {
    if (maskedBefore.isEmpty()) {
      return List.of();
    }
    JsonNode before = order(history.getLast());
    JsonNode now = order(made);
    return maskedBefore.stream()
        .filter(place -> !now.at(place).isMissingNode() && now.at(place).equals(before.at(place)))
        .toList();
  }

  private static JsonNode order(LedgerEntry entry) {
    EventData.OrderChange change = (EventData.OrderChange) entry.event().detail().data();
    return Json.read(Json.bytes(change.order().orElseThrow()), JsonNode.class);
  }

  /// Masked, a fetched document has another name; later versions look for it by the recorded one.
  private static LedgerEntry archived(LedgerEntry made, Capsule.Version version) {
    return new LedgerEntry(
        made.subject(), made.version(), made.event(), made.announced(), version.rawKey());
  }

  private boolean saysWhatWasSaid(Capsule.Version version) {
    JsonNode before = content.versions().get(history.size() - 1).order();
    return withoutComparison(version.order()).equals(withoutComparison(before));
  }

  private static JsonNode withoutComparison(JsonNode order) {
    ObjectNode rest = order.deepCopy();
    rest.remove(List.of("version", "cart_comparison"));
    return rest;
  }

  private record Attempt(Optional<LedgerEntry> entry, Verdict verdict) {}

  private Attempt attempt(Capsule.Version version, Way way, StoreMapping mapping) {
    InMemoryLedger ledger = new InMemoryLedger();
    history.forEach(ledger::append);
    ReplayedSuite suite =
        new ReplayedSuite(content, mapping, customers, new ManualClock(version.recordedAt()));
    IntakeMessage message =
        way.kind() == IntakeKind.REMAP ? suite.remap(version.recordedAt()) : message(version, way);
    List<Outcome> outcomes =
        suite
            .normalizer(way.cart().as(connector), ledger)
            .process(message, version.recordedAt().plus(TIME));
    return ledger
        .version(order, version.version())
        .map(
            entry ->
                new Attempt(
                    Optional.of(entry),
                    ComparedVersion.recorded(version, maskedBefore)
                        .comparedWith(ComparedVersion.madeAnew(version, entry, maskedBefore))))
        .orElseGet(() -> new Attempt(Optional.empty(), new Verdict.NotRecorded(told(outcomes))));
  }

  private static String told(List<Outcome> outcomes) {
    return String.join(
        ", ",
        outcomes.stream()
            .map(outcome -> (outcome.what() + " " + outcome.detail()).strip())
            .toList());
  }

  private List<Way> ways(Capsule.Version version) {
    Optional<JsonNode> payload = version.rawKey().flatMap(this::payload);
    List<Way> ways = new ArrayList<>();
    if (version.cause() == Cause.REMAP) {
      // whatever was archived is read; the cart is not asked
      ways.add(new Way(IntakeKind.REMAP, cart(version, Optional.empty(), Optional.empty(), false)));
      return ways;
    }
    if (version.order().at("/lifecycle/cancellation/raw").asText().equals("deleted")) {
      ways.add(
          new Way(IntakeKind.MISSING, cart(version, Optional.empty(), Optional.empty(), true)));
    }
    if (payload.isEmpty()) {
      return ways;
    }
    switch (version.read()) {
      case WEBHOOK ->
          ways.add(new Way(IntakeKind.DELIVERY, cart(version, payload, Optional.empty(), false)));
      case LISTED ->
          ways.add(new Way(IntakeKind.ROW, cart(version, payload, Optional.empty(), false)));
      case FETCHED -> {
        Optional<JsonNode> brought = brought(version);
        if (brought.isPresent()) {
          ReplayedCart cart = cart(version, brought, payload, false);
          ways.add(new Way(IntakeKind.DELIVERY, cart));
          ways.add(new Way(IntakeKind.ROW, cart));
        }
        ways.add(new Way(IntakeKind.CONFIRM, cart(version, Optional.empty(), payload, false)));
      }
    }
    return ways;
  }

  private Optional<JsonNode> payload(String key) {
    return content.receipts().stream()
        .filter(receipt -> receipt.rawKey().equals(key))
        .findFirst()
        .flatMap(Capsule.Receipt::payload);
  }

  private Optional<JsonNode> brought(Capsule.Version version) {
    return content.receipts().stream()
        .filter(receipt -> receipt.receiptId().equals(version.receiptId()) && !receipt.fetched())
        .flatMap(receipt -> receipt.payload().stream())
        .findFirst();
  }

  private ReplayedCart cart(
      Capsule.Version version,
      Optional<JsonNode> brought,
      Optional<JsonNode> fetched,
      boolean removed) {
    return new ReplayedCart(
        content.order(),
        version
            .rawKey()
            .flatMap(RawKeys::read)
            .map(RawKeys.Payload::at)
            .orElse(version.recordedAt()),
        brought,
        fetched,
        removed);
  }

  private IntakeMessage message(Capsule.Version version, Way way) {
    boolean settles =
        version.read() == Read.FETCHED
            && version.order().at("/commitment/state").asText().equals("committed");
    return new IntakeMessage(
        content.store().storeId(),
        way.kind(),
        version.cause(),
        version.receiptId(),
        way.cart().receivedAt(),
        Map.of(),
        way.cart().brought().map(tree -> Body.of(Json.bytes(tree))).orElse(Body.empty()),
        Optional.of(content.order()),
        settles ? SETTLED : 0,
        false,
        Optional.empty());
  }

  /// A version that cannot be made anew stands as it was recorded for those after it.
  private static Order orderIn(Capsule.Version version) {
    Order recorded = Json.read(Json.bytes(version.order()), Order.class);
    return recorded.withSource(recorded.source().hashed(ContentHash.of(recorded)));
  }

  private LedgerEntry asRecorded(Capsule.Version version, Order recorded) {
    EventMetadata metadata =
        new EventMetadata(
            order.eventId(version.version()),
            EventMetadata.SCHEMA_VERSION,
            content.store().storeId(),
            content.store().platform(),
            version.version(),
            version.occurredAt(),
            version.recordedAt(),
            version.cause(),
            version.receiptId(),
            version.mappingVersion(),
            false,
            Optional.empty());
    EventData.OrderChange change =
        new EventData.OrderChange(
            version.transitions(),
            version.changed(),
            Optional.empty(),
            Optional.of(recorded),
            Optional.empty());
    return new LedgerEntry(
        order,
        version.version(),
        new Event(version.type(), new Event.Detail(metadata, change)),
        version.announced(),
        version.rawKey());
  }
}
