package io.orderwire.system.adapters;

import io.orderwire.port.Ledger;
import io.orderwire.testkit.ports.LedgerContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnEmbeddedAws.class)
class DynamoLedgerTest extends LedgerContract {
  private final Ledger ledger;

  DynamoLedgerTest(EmbeddedAws aws) {
    ledger = aws.wiring().ledger();
  }

  @Override
  protected Ledger ledger() {
    return ledger;
  }
}
