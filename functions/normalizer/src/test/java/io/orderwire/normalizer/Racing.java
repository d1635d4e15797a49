package io.orderwire.normalizer;

import io.orderwire.message.Cause;
import io.orderwire.port.Ledger;
import io.orderwire.port.LedgerEntry;
import io.orderwire.testkit.ForwardingLedger;

/// Lets another writer be first, once, just before an append of that cause.
final class Racing extends ForwardingLedger {
  private final Runnable other;
  private final Cause cause;
  private boolean armed = true;

  Racing(Ledger ledger, Runnable other, Cause cause) {
    super(ledger);
    this.other = other;
    this.cause = cause;
  }

  /// Once more.
  void arm() {
    armed = true;
  }

  @Override
  public boolean append(LedgerEntry entry) {
    if (armed && entry.event().detail().metadata().cause() == cause) {
      armed = false;
      other.run();
    }
    return super.append(entry);
  }
}
