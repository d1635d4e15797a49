package io.orderwire.normalizer;

import io.orderwire.connector.Fault;
import io.orderwire.connector.Fault.Category;
import io.orderwire.connector.FaultException;
import io.orderwire.connector.Mapping;
import io.orderwire.connector.PlatformOrder;
import io.orderwire.engine.Considered;
import io.orderwire.engine.Considered.Trust;
import io.orderwire.engine.OrderReader;
import io.orderwire.engine.RawKeys;
import io.orderwire.engine.Tombstone;
import io.orderwire.engine.VersionDecision;
import io.orderwire.message.Cause;
import io.orderwire.message.EventData.Resource;
import io.orderwire.model.ExternalId;
import io.orderwire.model.Finding;
import io.orderwire.model.Order;
import io.orderwire.model.Read;
import io.orderwire.normalizer.Outcome.What;
import io.orderwire.port.Ledger.Consistency;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Subject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Stream;

/// Takes documents of orders into the ledger: decides against the newest version, asks the cart
/// where a document is not enough, archives the raw before the version that refers to it.
final class OrderRecorder {
  private static final int RACES = 8;
  private static final String JSON = "application/json";

  private final World world;
  private final OrderReader reader;
  private final Quarantine quarantine;
  private final Comeback comeback;
  private final CartLife carts;
  private final CustomerLink customers;
  private final Latecomers latecomers;
  private final Shapes shapes;

  OrderRecorder(
      World world, Quarantine quarantine, Comeback comeback, CartLife carts, Shapes shapes) {
    this.world = world;
    this.shapes = shapes;
    this.reader = new OrderReader(world.carts());
    this.quarantine = quarantine;
    this.comeback = comeback;
    this.carts = carts;
    this.customers = new CustomerLink(world);
    this.latecomers = new Latecomers(world);
  }

  /// Records a delivered or listed order.
  Outcome delivered(Receipt receipt, ExternalId id, Document document) {
    Trust trust = receipt.mayAskCart() ? Trust.PROVISIONAL : Trust.FINAL;
    return record(receipt, id, document, Belief.of(trust));
  }

  /// Fetches an order of which nothing else is known.
  Outcome hinted(Receipt receipt, ExternalId id) {
    if (!receipt.mayAskCart()) {
      return Outcome.of(What.IGNORED, "the order is only named and the cart may not be asked")
          .about(Subject.order(receipt.store().id(), id));
    }
    return fetched(receipt, id, Optional.empty());
  }

  /// The platform says the order is gone: it is read once more where possible, else closed as it
  /// was last known.
  Outcome removed(Receipt receipt, ExternalId id) {
    Subject subject = Subject.order(receipt.store().id(), id);
    if (world.ledger().newest(subject, Consistency.EVENTUAL).isEmpty()) {
      return Outcome.of(What.IGNORED, "an order never seen was removed").about(subject);
    }
    if (!receipt.mayAskCart()) {
      return closed(receipt, subject);
    }
    OrderReader.Answer answer;
    try {
      answer = reader.read(receipt.errand(), id);
    } catch (FaultException fault) {
      return comeback.withMessage(receipt, fault.fault()).about(subject);
    }
    return switch (answer) {
      case OrderReader.Answer.Absent ignored -> closed(receipt, subject);
      case OrderReader.Answer.Found found ->
          record(
              receipt,
              id,
              Document.fetched(found.document()),
              new Belief(Trust.FINAL, Optional.empty(), Optional.empty()));
    };
  }

  private Outcome fetched(Receipt receipt, ExternalId id, Optional<Stated> atHand) {
    OrderReader.Answer answer;
    Instant askedAt = now();
    try {
      answer = reader.read(receipt.errand(), id);
    } catch (FaultException fault) {
      return held(receipt, id, atHand, fault.fault());
    }
    return switch (answer) {
      case OrderReader.Answer.Found found ->
          record(
              receipt,
              id,
              Document.fetched(found.document()),
              new Belief(Trust.FINAL, atHand, Optional.of(askedAt)));
      // Carts answer from copies that lag behind, and hide what is too old for them.
      case OrderReader.Answer.Absent(String reason) ->
          held(receipt, id, atHand, Fault.of(Category.GONE, reason));
    };
  }

  /// The cart could not be asked: what is at hand is recorded as observed, then the question is
  /// put again later.
  private Outcome held(Receipt receipt, ExternalId id, Optional<Stated> atHand, Fault fault) {
    atHand.ifPresent(stated -> record(receipt, id, stated, Belief.of(Trust.HELD)));
    return comeback
        .withConfirmation(receipt, id, fault)
        .about(Subject.order(receipt.store().id(), id));
  }

  /// How much a document is believed.
  ///
  /// @param atHand the delivery because of which it was fetched
  /// @param askedAt when the cart was asked for it
  private record Belief(Trust trust, Optional<Stated> atHand, Optional<Instant> askedAt) {
    static Belief of(Trust trust) {
      return new Belief(trust, Optional.empty(), Optional.empty());
    }

    /// True if another state of the same instant was recorded since the cart was asked: then this
    /// answer may be the older one, and only a further answer can tell.
    boolean isOvertaken(Order order, Optional<LedgerEntry> newest) {
      return askedAt.isPresent()
          && newest
              .filter(
                  entry -> entry.event().detail().metadata().recordedAt().isAfter(askedAt.get()))
              .flatMap(LedgerEntry::order)
              .map(held -> held.lifecycle().updatedAt())
              .equals(Optional.of(order.lifecycle().updatedAt()));
    }
  }

  private Outcome record(Receipt receipt, ExternalId id, Document document, Belief belief) {
    return record(
        receipt, id, new Stated(document, Interpreter.order(receipt, id, document)), belief);
  }

  private Outcome record(Receipt receipt, ExternalId id, Stated stated, Belief belief) {
    Subject subject = Subject.order(receipt.store().id(), id);
    Candidate candidate = new Candidate(receipt, stated, belief);
    Consistency consistency = Consistency.EVENTUAL;
    for (int race = 0; race < RACES; race++) {
      Optional<LedgerEntry> newest = world.ledger().newest(subject, consistency);
      Optional<Instant> erased = erasedAt(candidate, subject, newest);
      Archived raw = new Archived(world, receipt, subject, stated.document(), erased.isPresent());
      if (stated.mapping() instanceof Mapping.Normalized<PlatformOrder>) {
        shapes.notice(receipt, Resource.ORDER, stated.document(), raw);
      }
      switch (considered(candidate, newest, erased)) {
        case Considered.Ready(Order order, boolean draft) -> {
          if (belief.isOvertaken(order, newest)) {
            return fetched(receipt, id, belief.atHand());
          }
          Entries.Before before = new Entries.Before(newest);
          Order linked = linked(receipt, order, draft, before);
          if (append(receipt, linked, draft, before, raw.key())) {
            return Outcome.of(What.RECORDED, subject, linked.version());
          }
        }
        case Considered.Unsettled(Optional<Considered.Ready> observed, Duration pause) -> {
          if (observed.filter(ready -> belief.isOvertaken(ready.order(), newest)).isPresent()) {
            return fetched(receipt, id, belief.atHand());
          }
          if (observed.isEmpty() || appended(receipt, observed.get(), newest, raw.key())) {
            return comeback.whenSettled(receipt, id, pause).about(subject);
          }
        }
        case Considered.AskCart ignored -> {
          raw.keepDelivered();
          return belief.trust() == Trust.HELD
              ? Outcome.of(What.HELD, subject, 0)
              : fetched(receipt, id, Optional.of(stated));
        }
        case Considered.Lagging ignored -> {
          return held(
              receipt,
              id,
              belief.atHand(),
              Fault.of(Category.GONE, "the cart answered with an older state of the order"));
        }
        case Considered.Redundant(VersionDecision decision, long version) -> {
          raw.keepDelivered();
          return Outcome.of(
              decision == VersionDecision.STALE ? What.STALE : What.DUPLICATE, subject, version);
        }
        case Considered.Ignored(String reason) -> {
          raw.keepDelivered();
          return Outcome.of(What.IGNORED, reason).about(subject);
        }
        case Considered.Refused(Finding finding) -> {
          if (erased.isPresent()) {
            return Outcome.of(What.IGNORED, "what is erased is not put aside").about(subject);
          }
          return quarantine.putAside(
              receipt, finding.code(), finding.path() + ": " + finding.message());
        }
      }
      consistency = Consistency.STRONG;
    }
    throw new FaultException(
        Fault.of(Category.UNAVAILABLE, "an order is being changed by many at once"));
  }

  /// A document and what the connector made of it.
  private record Stated(Document document, Mapping<PlatformOrder> mapping) {}

  private record Candidate(Receipt receipt, Stated stated, Belief belief) {}

  private static Considered considered(
      Candidate candidate, Optional<LedgerEntry> newest, Optional<Instant> erased) {
    Receipt receipt = candidate.receipt();
    return Considered.of(
        candidate.stated().mapping(),
        receipt.provenance(candidate.stated().document().read()),
        new Considered.Standing(
            newest.flatMap(LedgerEntry::order),
            candidate.belief().trust(),
            receipt.asksAlways(),
            candidate.belief().atHand().map(Stated::mapping),
            erased,
            candidate
                .belief()
                .askedAt()
                .map(
                    at ->
                        new Considered.Asked(
                            at, lastDelivered(receipt, newest), receipt.message().attempt()))));
  }

  private static Optional<Instant> lastDelivered(Receipt receipt, Optional<LedgerEntry> newest) {
    Stream<Instant> now =
        receipt.message().cause() == Cause.WEBHOOK
            ? Stream.of(receipt.message().receivedAt())
            : Stream.empty();
    Stream<Instant> before =
        newest.stream()
            .filter(
                entry ->
                    entry
                        .order()
                        .filter(order -> order.source().read() == Read.WEBHOOK)
                        .isPresent())
            .map(entry -> entry.event().detail().metadata().recordedAt());
    return Stream.concat(now, before).max(Instant::compareTo);
  }

  /// Records what was made of an archived payload. False if another version was first.
  boolean appended(
      Receipt receipt,
      Considered.Ready ready,
      Optional<LedgerEntry> newest,
      Optional<String> rawKey) {
    Entries.Before before = new Entries.Before(newest);
    Order linked = linked(receipt, ready.order(), ready.draft(), before);
    return append(receipt, linked, ready.draft(), before, rawKey);
  }

  /// An order may have been erased before it was first seen.
  private Optional<Instant> erasedAt(
      Candidate candidate, Subject subject, Optional<LedgerEntry> newest) {
    Optional<Instant> erased =
        newest.isPresent()
            ? newest.flatMap(LedgerEntry::order).flatMap(Order::erasedAt)
            : latecomers.ofOrder(subject, candidate.stated().mapping());
    if (erased.isPresent()) {
      latecomers.cartOf(candidate.receipt(), candidate.stated().mapping());
    }
    return erased;
  }

  /// With what Orderwire itself knows beside the document. A draft is nobody's order yet.
  private Order linked(Receipt receipt, Order order, boolean draft, Entries.Before before) {
    if (draft) {
      return order;
    }
    Optional<Order> previous = before.newest().flatMap(LedgerEntry::order);
    return carts.beside(receipt, customers.linked(receipt, order, previous), previous);
  }

  private boolean append(
      Receipt receipt, Order order, boolean draft, Entries.Before before, Optional<String> rawKey) {
    LedgerEntry entry =
        Entries.order(
            receipt,
            order.withSource(Entries.archivedAt(order.source(), rawKey)),
            draft,
            before,
            now());
    boolean first = world.ledger().append(entry);
    long unknown =
        order.findings().stream().filter(each -> each.code().equals("unknown_status")).count();
    if (first && unknown > 0) {
      world.metrics().count("unknown_status", unknown, order.platform().value());
    }
    return first;
  }

  private Instant now() {
    return world.clock().instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private Outcome closed(Receipt receipt, Subject subject) {
    for (int race = 0; race < RACES; race++) {
      Optional<LedgerEntry> newest = world.ledger().newest(subject, Consistency.STRONG);
      Optional<Order> known = newest.flatMap(LedgerEntry::order);
      if (known.isEmpty()) {
        return Outcome.of(What.IGNORED, "an order never seen was removed").about(subject);
      }
      Optional<Order> tombstone =
          Tombstone.of(known.get(), receipt.at(), receipt.provenance(Read.WEBHOOK));
      if (tombstone.isEmpty()) {
        return Outcome.of(What.DUPLICATE, subject, known.get().version());
      }
      Order order = tombstone.get();
      if (append(receipt, order, false, new Entries.Before(newest), notice(receipt, order))) {
        return Outcome.of(What.RECORDED, subject, order.version());
      }
    }
    throw new FaultException(
        Fault.of(Category.UNAVAILABLE, "an order is being changed by many at once"));
  }

  /// Archives the notice of a removal.
  private Optional<String> notice(Receipt receipt, Order order) {
    if (order.erasedAt().isPresent()) {
      return Optional.empty();
    }
    String key = RawKeys.payload(Subject.of(order.ref()), receipt.at(), receipt.id());
    world.archive().put(key, receipt.message().body().inline().orElse(new byte[0]), JSON);
    return Optional.of(key);
  }
}
