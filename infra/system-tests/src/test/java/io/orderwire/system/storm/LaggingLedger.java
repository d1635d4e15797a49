package io.orderwire.system.storm;

import io.orderwire.model.StoreId;
import io.orderwire.port.Ledger;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Reads that ask for no more than eventual consistency sometimes miss the newest version.
record LaggingLedger(Ledger ledger, Swarm swarm, BooleanSupplier raging) implements Ledger {

  @Override
  public Optional<LedgerEntry> newest(Subject subject, Consistency consistency) {
    Optional<LedgerEntry> newest = ledger.newest(subject, consistency);
    if (consistency == Consistency.STRONG
        || newest.isEmpty()
        || !raging.getAsBoolean()
        || !swarm.strikes(Trouble.LAGGING_READS)) {
      return newest;
    }
    long version = newest.get().version();
    return version == 1 ? Optional.empty() : ledger.version(subject, version - 1);
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
