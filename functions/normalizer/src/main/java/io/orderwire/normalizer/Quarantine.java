package io.orderwire.normalizer;

import io.orderwire.connector.Fault;
import io.orderwire.connector.FaultException;
import io.orderwire.engine.RawKeys;
import io.orderwire.json.Json;
import io.orderwire.message.EventData;
import io.orderwire.message.IntakeMessage;
import io.orderwire.normalizer.Outcome.What;
import io.orderwire.port.Ledger.Consistency;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Subject;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Keeps what cannot be processed now: the whole message in the archive, its state in the ledger,
/// from where it becomes an event. A later success resolves it.
final class Quarantine {
  private static final int RACES = 5;
  private static final String QUARANTINED = "quarantined";
  private static final String PENDING = "pending";
  private static final String RESOLVED = "resolved";

  private final World world;
  private final Leftovers leftovers;

  Quarantine(World world) {
    this.world = world;
    this.leftovers = new Leftovers(world);
  }

  /// Puts a receipt aside. `reason` is for people and names the remedy; no personal data.
  ///
  /// Of somebody who was erased the payload is not kept: what is put aside asks for the order
  /// again.
  Outcome putAside(Receipt receipt, String code, String reason) {
    keep(leftovers.ofNobodyErased(receipt), QUARANTINED, code, reason);
    world.metrics().count("quarantined", 1, receipt.store().platform().value());
    return Outcome.of(What.QUARANTINED, code)
        .about(Subject.receipt(receipt.store().id(), receipt.id()));
  }

  /// Keeps a notice that is handled outside of this flow.
  Outcome pending(Receipt receipt, String code, String reason) {
    keep(receipt, PENDING, code, reason);
    return Outcome.of(What.PENDING, code)
        .about(Subject.receipt(receipt.store().id(), receipt.id()));
  }

  /// Takes a receipt out of quarantine if it is there. Costs a read, so it is asked only for
  /// receipts that were tried before.
  void resolve(Receipt receipt) {
    for (int race = 0; race < RACES; race++) {
      Optional<LedgerEntry> newest = newest(receipt);
      Optional<EventData.Quarantined> held =
          newest.flatMap(Entries::receiptOf).filter(data -> data.state().equals(QUARANTINED));
      if (held.isEmpty()) {
        return;
      }
      EventData.Quarantined resolved = withState(held.get(), RESOLVED);
      if (append(receipt, resolved, newest)) {
        return;
      }
    }
    throw contended();
  }

  /// True of a receipt that was put aside and needs nothing more.
  boolean isResolved(Receipt receipt) {
    return newest(receipt)
        .flatMap(Entries::receiptOf)
        .filter(data -> data.state().equals(RESOLVED))
        .isPresent();
  }

  private void keep(Receipt receipt, String state, String code, String reason) {
    IntakeMessage message = receipt.message();
    String key = RawKeys.putAside(receipt.store().id(), receipt.id());
    boolean archived = false;
    for (int race = 0; race < RACES; race++) {
      Optional<LedgerEntry> newest = newest(receipt);
      EventData.Quarantined data =
          new EventData.Quarantined(
              receipt.id(),
              state,
              code,
              reason,
              receipt.topic(),
              Optional.of(key),
              message.receivedAt());
      boolean known =
          newest
              .flatMap(Entries::receiptOf)
              .filter(held -> held.state().equals(state) && held.code().equals(code))
              .isPresent();
      if (known) {
        return;
      }
      if (!archived) {
        world.archive().put(key, Json.bytes(message), "application/json");
        archived = true;
      }
      if (append(receipt, data, newest)) {
        return;
      }
    }
    throw contended();
  }

  private Optional<LedgerEntry> newest(Receipt receipt) {
    return world
        .ledger()
        .newest(Subject.receipt(receipt.store().id(), receipt.id()), Consistency.STRONG);
  }

  private boolean append(
      Receipt receipt, EventData.Quarantined data, Optional<LedgerEntry> newest) {
    long version = newest.map(LedgerEntry::version).orElse(0L) + 1;
    return world
        .ledger()
        .append(
            Entries.receipt(
                receipt, data, version, world.clock().instant().truncatedTo(ChronoUnit.MILLIS)));
  }

  private static EventData.Quarantined withState(EventData.Quarantined data, String state) {
    return new EventData.Quarantined(
        data.receiptId(),
        state,
        data.code(),
        data.reason(),
        data.topic(),
        data.rawKey(),
        data.receivedAt());
  }

  private static FaultException contended() {
    return new FaultException(
        Fault.of(Fault.Category.UNAVAILABLE, "a receipt is being changed by many at once"));
  }
}
