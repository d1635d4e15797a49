package io.orderwire.system.storm;

import io.orderwire.message.Cause;
import io.orderwire.model.StoreId;
import io.orderwire.port.Ledger.ChangePage;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Subject;
import io.orderwire.testkit.ForwardingLedger;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Designs that make history again wrongly.
final class WrongRemaps {

  /// How many lines a remap asks for, and nobody else.
  private static final int PAGE = 10;

  private WrongRemaps() {}

  private static Design ports(UnaryOperator<Design.Ports> wrong) {
    return new Design() {
      @Override
      public Ports ports(Ports right, InstantSource clock) {
        return wrong.apply(right);
      }
    };
  }

  /// What was made again is taken for recorded.
  static Design recordingNothing() {
    return ports(
        right ->
            right.withLedger(
                new ForwardingLedger(right.ledger()) {
                  @Override
                  public boolean append(LedgerEntry entry) {
                    return entry.event().detail().metadata().cause() == Cause.REMAP
                        || super.append(entry);
                  }
                }));
  }

  /// The first page is taken for all there is.
  static Design endingAfterAPage() {
    return ports(
        right ->
            right.withLedger(
                new ForwardingLedger(right.ledger()) {
                  @Override
                  public ChangePage changedSince(
                      StoreId storeId,
                      Subject.Kind kind,
                      Instant since,
                      Optional<String> cursor,
                      int limit) {
                    ChangePage page = super.changedSince(storeId, kind, since, cursor, limit);
                    return limit == PAGE ? new ChangePage(page.changes(), Optional.empty()) : page;
                  }
                }));
  }

  /// Whatever has changed since it began is taken for made with the mapping of today.
  static Design passingWhatChangedSince() {
    return ports(
        right ->
            right.withLedger(
                new ForwardingLedger(right.ledger()) {
                  @Override
                  public ChangePage changedSince(
                      StoreId storeId,
                      Subject.Kind kind,
                      Instant since,
                      Optional<String> cursor,
                      int limit) {
                    ChangePage page = super.changedSince(storeId, kind, since, cursor, limit);
                    return limit == PAGE
                        ? new ChangePage(
                            page.changes().stream().filter(this::isNewest).toList(),
                            page.nextCursor())
                        : page;
                  }

                  private boolean isNewest(Change line) {
                    return newest(line.subject(), Consistency.STRONG)
                        .filter(entry -> entry.version() == line.version())
                        .isPresent();
                  }
                }));
  }
}
