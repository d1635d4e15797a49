package io.orderwire.poller;

import io.orderwire.connector.OrdersById;
import io.orderwire.connector.Page;
import io.orderwire.engine.Errand;
import io.orderwire.engine.FeedReader;
import io.orderwire.engine.FeedReader.Progress;
import io.orderwire.model.ExternalId;
import io.orderwire.port.Ledger;
import io.orderwire.port.Ledger.Consistency;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds orders that the ledger holds as changed in a stretch of time and that the cart did not
/// list there. The cart is asked for each by its id: most have only changed since.
final class Ghosts {
  /// Versions are recorded at about the time of their change; what was recorded much later is
  /// looked at when orders are read again.
  private static final Duration RECORDED_WITHIN = Duration.ofMinutes(15);

  private static final int FEED_PAGE = 500;

  private final Ledger ledger;
  private final FeedReader reader;
  private final Errand errand;
  private final MissingOrders missing;

  /// What was found.
  ///
  /// @param versions of each ghost the version that is gone from the cart
  /// @param stopped why the cart was not asked for all
  record Found(Map<ExternalId, String> versions, Optional<Progress> stopped) {}

  Ghosts(Ledger ledger, FeedReader reader, Errand errand) {
    this.ledger = ledger;
    this.reader = reader;
    this.errand = errand;
    this.missing = new MissingOrders(ledger, errand.connector().descriptor());
  }

  /// @param listed what the cart listed in the stretch
  Found in(Instant from, Instant to, Slice listed, Instant now) {
    Map<ExternalId, String> candidates = candidates(from, to, listed, now);
    OrdersById byId = errand.connector().feed().byId();
    List<ExternalId> ids = List.copyOf(candidates.keySet());
    for (int start = 0; start < ids.size(); start += byId.most()) {
      List<ExternalId> batch = ids.subList(start, Math.min(start + byId.most(), ids.size()));
      Progress progress =
          reader.read(
              errand,
              byId,
              byId.call(batch, errand.store().context()),
              page -> {
                page.rows().stream().map(Page.Row::id).forEach(candidates::remove);
                return true;
              });
      if (!(progress instanceof Progress.Ended)) {
        return new Found(Map.of(), Optional.of(progress));
      }
    }
    return new Found(candidates, Optional.empty());
  }

  private Map<ExternalId, String> candidates(Instant from, Instant to, Slice listed, Instant now) {
    Set<ExternalId> known = new LinkedHashSet<>();
    Map<ExternalId, String> candidates = new LinkedHashMap<>();
    Instant until = to.plus(RECORDED_WITHIN);
    Optional<String> cursor = Optional.empty();
    boolean more = true;
    while (more) {
      Ledger.ChangePage page =
          ledger.changedSince(
              errand.store().id(),
              Subject.Kind.ORDER,
              from.minus(RECORDED_WITHIN),
              cursor,
              FEED_PAGE);
      for (Ledger.Change change : page.changes()) {
        ExternalId id = new ExternalId(change.subject().id());
        boolean inTime = !change.recordedAt().isAfter(until);
        if (inTime && !listed.has(id) && known.add(id) && isOf(change.subject(), from, to)) {
          missing.version(change.subject(), now).ifPresent(since -> candidates.put(id, since));
        }
        more = inTime;
      }
      cursor = page.nextCursor();
      more = more && cursor.isPresent();
    }
    return candidates;
  }

  /// Carts do not list drafts: that one is not listed tells nothing, and nobody was told of it.
  private boolean isOf(Subject order, Instant from, Instant to) {
    return ledger
        .newest(order, Consistency.EVENTUAL)
        .filter(LedgerEntry::announced)
        .flatMap(LedgerEntry::order)
        .map(held -> held.source().revision().updatedAt())
        .filter(at -> !at.isBefore(from) && at.isBefore(to))
        .isPresent();
  }
}
