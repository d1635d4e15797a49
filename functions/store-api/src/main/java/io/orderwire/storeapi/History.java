package io.orderwire.storeapi;

import io.orderwire.port.Ledger;
import io.orderwire.port.LedgerEntry;
import java.time.Instant;
import java.util.Optional;

/// What was known when.
final class History {
  private final Ledger ledger;

  History(Ledger ledger) {
    this.ledger = ledger;
  }

  /// The version that stood at an instant; empty if there was none yet. Found by halves: times of
  /// recording rise with the versions, but for what the clocks of two writers differ by.
  Optional<LedgerEntry> stoodAt(LedgerEntry newest, Instant instant) {
    if (!Orders.recordedAt(newest).isAfter(instant)) {
      return Optional.of(newest);
    }
    Optional<LedgerEntry> found = Optional.empty();
    long low = 1;
    long high = newest.version() - 1;
    while (low <= high) {
      long middle = (low + high) / 2;
      Optional<LedgerEntry> entry =
          ledger
              .version(newest.subject(), middle)
              .filter(each -> !Orders.recordedAt(each).isAfter(instant));
      if (entry.isPresent()) {
        found = entry;
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return found;
  }
}
