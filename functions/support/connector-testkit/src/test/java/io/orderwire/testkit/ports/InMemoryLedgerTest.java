package io.orderwire.testkit.ports;

import io.orderwire.port.Ledger;
import io.orderwire.testkit.InMemoryLedger;

class InMemoryLedgerTest extends LedgerContract {
  private final Ledger ledger = new InMemoryLedger();

  @Override
  protected Ledger ledger() {
    return ledger;
  }
}
