package io.orderwire.testkit;

import io.orderwire.model.StoreId;
import io.orderwire.port.Ledger;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A ledger as it is, to be overridden in one place.
public abstract class ForwardingLedger implements Ledger {
  private final Ledger ledger;

  protected ForwardingLedger(Ledger ledger) {
    this.ledger = ledger;
  }

  @Override
  public Optional<LedgerEntry> newest(Subject subject, Consistency consistency) {
    return ledger.newest(subject, consistency);
  }

  @Override
  public Optional<LedgerEntry> version(Subject subject, long version) {
    return ledger.version(subject, version);
  }

  @Override
  public List<LedgerEntry> history(Subject subject, long fromVersion, int limit) {
    return ledger.history(subject, fromVersion, limit);
  }

  @Override
  public boolean append(LedgerEntry entry) {
    return ledger.append(entry);
  }

  @Override
  public boolean replace(LedgerEntry entry) {
    return ledger.replace(entry);
  }

  @Override
  public ChangePage changedSince(
      StoreId storeId, Subject.Kind kind, Instant since, Optional<String> cursor, int limit) {
    return ledger.changedSince(storeId, kind, since, cursor, limit);
  }

  @Override
  public ChangePage latest(StoreId storeId, Subject.Kind kind, Optional<String> cursor, int limit) {
    return ledger.latest(storeId, kind, cursor, limit);
  }

  @Override
  public Tally tally(StoreId storeId, Instant from, Instant until, int most) {
    return ledger.tally(storeId, from, until, most);
  }
}
