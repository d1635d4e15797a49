package io.orderwire.system.storm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.json.Json;
import io.orderwire.message.Event;
import io.orderwire.message.EventData;
import io.orderwire.model.Commitment;
import io.orderwire.model.Order;
import io.orderwire.model.Revision;
import io.orderwire.model.Source;
import io.orderwire.port.EventBus;
import io.orderwire.port.Ledger;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.RawArchive;
import io.orderwire.port.Subject;
import io.orderwire.system.storm.Design.Ports;
import io.orderwire.testkit.ForwardingLedger;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Designs that write, or read what is written, wrongly.
final class WrongLedgers {

  private WrongLedgers() {}

  private interface Wrong {
    Ports of(Ports right);
  }

  private static Design ports(Wrong wrong) {
    return new Design() {
      @Override
      public Ports ports(Ports right, InstantSource clock) {
        return wrong.of(right);
      }
    };
  }

  /// Writes without a condition: who comes second overwrites.
  static Design blindWrite() {
    return ports(right -> right.withLedger(new Overwriting(right.ledger(), right.bus())));
  }

  /// Somebody else's version is taken for one's own.
  static Design lostRaceTakenForDone() {
    return ports(
        right ->
            right.withLedger(
                new ForwardingLedger(right.ledger()) {
                  @Override
                  public boolean append(LedgerEntry entry) {
                    super.append(entry);
                    return true;
                  }
                }));
  }

  /// What has the same change time is taken for the same.
  static Design equalTimesAreTheSame() {
    return ports(
        right ->
            right.withLedger(
                new ForwardingLedger(right.ledger()) {
                  @Override
                  public boolean append(LedgerEntry entry) {
                    boolean same =
                        order(entry)
                            .flatMap(
                                order ->
                                    newest(entry.subject(), Consistency.STRONG)
                                        .flatMap(WrongLedgers::order)
                                        .map(before -> updatedAt(before).equals(updatedAt(order))))
                            .orElse(false);
                    return same || super.append(entry);
                  }
                }));
  }

  private static Instant updatedAt(Order order) {
    return order.source().revision().updatedAt();
  }

  /// Whatever arrives last wins.
  static Design lastWriterWins() {
    return remembering(
        order -> {
          Source source = order.source();
          return order.withSource(
              new Source(
                  new Revision(Instant.EPOCH, Optional.empty(), source.revision().contentHash()),
                  source.read(),
                  source.rawKey(),
                  source.receiptId(),
                  source.mappingVersion(),
                  source.connectorVersion()));
        });
  }

  /// That an order was committed is forgotten.
  static Design commitsTwice() {
    return remembering(order -> withCommitment(order, Commitment.observed()));
  }

  private interface Memory {
    Order of(Order recorded);
  }

  private static Design remembering(Memory memory) {
    return ports(
        right ->
            right.withLedger(
                new ForwardingLedger(right.ledger()) {
                  @Override
                  public Optional<LedgerEntry> newest(Subject subject, Consistency consistency) {
                    return super.newest(subject, consistency)
                        .map(
                            entry ->
                                order(entry)
                                    .map(order -> with(entry, memory.of(order)))
                                    .orElse(entry));
                  }
                }));
  }

  /// The event leaves before its version is written.
  static Design publishBeforeWrite() {
    return ports(
        right ->
            right.withLedger(
                new ForwardingLedger(right.ledger()) {
                  @Override
                  public boolean append(LedgerEntry entry) {
                    if (entry.announced()) {
                      right.bus().put(List.of(entry));
                    }
                    return super.append(entry);
                  }
                }));
  }

  /// What cannot be read is skipped.
  static Design skippingWhatCannotBeRead() {
    return ports(
        right ->
            right.withLedger(
                new ForwardingLedger(right.ledger()) {
                  @Override
                  public boolean append(LedgerEntry entry) {
                    return entry.subject().kind() == Subject.Kind.RECEIPT || super.append(entry);
                  }
                }));
  }

  /// The version is written before its raw payload, which then gets lost.
  static Design archivingAfterwards() {
    return ports(
        right -> {
          Map<String, byte[]> waiting = new LinkedHashMap<>();
          return right
              .withArchive(
                  new RawArchive() {
                    @Override
                    public void put(String key, byte[] bytes, String contentType) {
                      waiting.put(key, bytes);
                    }

                    @Override
                    public Optional<byte[]> get(String key) {
                      return right.archive().get(key);
                    }

                    @Override
                    public void erase(String prefix) {
                      right.archive().erase(prefix);
                    }

                    @Override
                    public List<String> list(String prefix, String after, int limit) {
                      return right.archive().list(prefix, after, limit);
                    }
                  })
              .withLedger(
                  new ForwardingLedger(right.ledger()) {
                    @Override
                    public boolean append(LedgerEntry entry) {
                      boolean first = super.append(entry);
                      Map<String, byte[]> late = new LinkedHashMap<>(waiting);
                      waiting.clear();
                      late.forEach(
                          (key, bytes) -> right.archive().put(key, bytes, "application/json"));
                      return first;
                    }
                  });
        });
  }

  static Optional<Order> order(LedgerEntry entry) {
    return entry.event().detail().data() instanceof EventData.OrderChange change
        ? change.order()
        : Optional.empty();
  }

  private static LedgerEntry with(LedgerEntry entry, Order order) {
    EventData.OrderChange change = (EventData.OrderChange) entry.event().detail().data();
    EventData.OrderChange changed =
        new EventData.OrderChange(
            change.transitions(),
            change.changed(),
            change.previous(),
            Optional.of(order),
            change.orderRef());
    Event event =
        new Event(
            entry.event().type(), new Event.Detail(entry.event().detail().metadata(), changed));
    return new LedgerEntry(
        entry.subject(), entry.version(), event, entry.announced(), entry.rawKey());
  }

  private static Order withCommitment(Order order, Commitment commitment) {
    ObjectNode json = (ObjectNode) Json.toTree(order);
    json.set("commitment", Json.toTree(commitment));
    return Json.read(Json.bytes(json), Order.class);
  }

  /// The second image of a version goes the way of the first: over the stream to the bus.
  private static final class Overwriting extends ForwardingLedger {
    private final Map<Subject, LedgerEntry> second = new HashMap<>();
    private final EventBus bus;

    Overwriting(Ledger ledger, EventBus bus) {
      super(ledger);
      this.bus = bus;
    }

    @Override
    public Optional<LedgerEntry> newest(Subject subject, Consistency consistency) {
      Optional<LedgerEntry> newest = super.newest(subject, consistency);
      Optional<LedgerEntry> written = Optional.ofNullable(second.get(subject));
      return newest.map(entry -> written.filter(w -> w.version() == entry.version()).orElse(entry));
    }

    @Override
    public boolean append(LedgerEntry entry) {
      if (!super.append(entry)) {
        second.put(entry.subject(), entry);
        bus.put(List.of(entry));
      }
      return true;
    }
  }
}
