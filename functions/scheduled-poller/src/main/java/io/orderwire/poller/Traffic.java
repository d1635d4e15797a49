package io.orderwire.poller;

import io.orderwire.message.Cause;
import io.orderwire.model.StoreId;
import io.orderwire.port.Ledger;
import io.orderwire.port.Ledger.Change;
import io.orderwire.port.Ledger.ChangePage;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the ledger tells of how a store's orders came, by webhook or by polling alone: read from
/// the change feed, so that no delivery has to leave a mark of its own.
///
/// @param lastByWebhook when the last version was recorded that a webhook brought
/// @param unheard orders that polling was the first to bring
record Traffic(Optional<Instant> lastByWebhook, int unheard) {
  private static final int LINES = 100;
  private static final int MOST_PAGES = 5;

  /// Of so many unheard orders the time is looked at: enough to tell silence.
  private static final int MOST_LOOKED_AT = 8;

  /// Between an event and its delivery; an order that is polled in between proves nothing.
  private static final Duration USUAL_DELAY = Duration.ofMinutes(2);

  /// Reads what was recorded since an instant. A long time of heavy traffic is not read to its end:
  /// then the last delivery seems earlier than it was.
  ///
  /// @param standingSince orders from before are no evidence: nobody was subscribed to them
  static Traffic read(Ledger ledger, StoreId id, Instant since, Optional<Instant> standingSince) {
    Optional<Instant> last = Optional.empty();
    List<Change> suspects = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    for (int page = 0; page < MOST_PAGES; page++) {
      ChangePage lines = ledger.changedSince(id, Subject.Kind.ORDER, since, cursor, LINES);
      for (Change line : lines.changes()) {
        if (line.cause() == Cause.WEBHOOK) {
          last = Optional.of(line.recordedAt());
          suspects.clear();
        } else if (line.cause() == Cause.POLL && line.version() == 1) {
          suspects.add(line);
        }
      }
      cursor = lines.nextCursor();
      if (cursor.isEmpty()) {
        break;
      }
    }
    return new Traffic(last, unheard(ledger, suspects, standingSince));
  }

  private static int unheard(
      Ledger ledger, List<Change> suspects, Optional<Instant> standingSince) {
    if (standingSince.isEmpty()) {
      return 0;
    }
    Instant from = standingSince.get().plus(USUAL_DELAY);
    return (int)
        suspects.stream()
            .limit(MOST_LOOKED_AT)
            .filter(line -> happenedAfter(ledger, line, from))
            .count();
  }

  private static boolean happenedAfter(Ledger ledger, Change line, Instant from) {
    Optional<LedgerEntry> entry = ledger.version(line.subject(), line.version());
    return entry
        .map(each -> each.event().detail().metadata().occurredAt())
        .filter(each -> each.isAfter(from) && !each.plus(USUAL_DELAY).isAfter(line.recordedAt()))
        .isPresent();
  }
}
