package io.orderwire.system.storm;

import io.orderwire.port.Ledger;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Subject;
import io.orderwire.testkit.ForwardingLedger;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Reads that ask for no more than eventual consistency sometimes miss the newest version.
final class LaggingLedger extends ForwardingLedger {
  private final Swarm swarm;
  private final BooleanSupplier raging;

  LaggingLedger(Ledger ledger, Swarm swarm, BooleanSupplier raging) {
    super(ledger);
    this.swarm = swarm;
    this.raging = raging;
  }

  @Override
  public Optional<LedgerEntry> newest(Subject subject, Consistency consistency) {
    Optional<LedgerEntry> newest = super.newest(subject, consistency);
    if (consistency == Consistency.STRONG
        || newest.isEmpty()
        || !raging.getAsBoolean()
        || !swarm.strikes(Trouble.LAGGING_READS)) {
      return newest;
    }
    long version = newest.get().version();
    return version == 1 ? Optional.empty() : version(subject, version - 1);
  }
}
