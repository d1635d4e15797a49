package io.orderwire.normalizer;

import io.orderwire.connector.Mapping;
import io.orderwire.connector.PlatformOrder;
import io.orderwire.engine.OrderAssembler;
import io.orderwire.engine.VersionDecision;
import io.orderwire.model.CommitmentState;
import io.orderwire.model.ExternalId;
import io.orderwire.model.Finding;
import io.orderwire.model.Order;
import io.orderwire.model.Read;
import io.orderwire.port.LedgerEntry;
import java.util.Optional;

/// What a document of an order means beside the newest recorded version. Pure.
sealed interface Considered {
  /// Append this.
  record Ready(Order order, boolean draft) implements Considered {}

  /// Only the cart can tell: two states of one instant, the commitment needs a second look, or
  /// the document lacks parts.
  record AskCart() implements Considered {}

  /// Nothing to record.
  record Redundant(VersionDecision decision, long version) implements Considered {}

  /// None of ours.
  record Ignored(String reason) implements Considered {}

  /// Cannot be read.
  record Refused(Finding finding) implements Considered {}

  /// How much the document is believed.
  enum Trust {
    /// It was fetched, or the cart cannot be asked: it decides and commits.
    FINAL,
    /// The cart can be asked where the document is not enough.
    PROVISIONAL,
    /// The cart could not be asked just now: it is recorded as observed and decides no tie.
    HELD
  }

  static Considered of(
      Receipt receipt,
      ExternalId id,
      Document document,
      Optional<LedgerEntry> newest,
      Trust trust) {
    return switch (Interpreter.order(receipt, id, document)) {
      case Mapping.Ignored<PlatformOrder>(String reason) -> new Ignored(reason);
      case Mapping.Quarantined<PlatformOrder>(Finding finding) -> new Refused(finding);
      case Mapping.Normalized<PlatformOrder> mapped ->
          assembled(receipt, mapped, document.read(), new Standing(newest, trust));
    };
  }

  /// The newest version, and how much the candidate is believed beside it.
  record Standing(Optional<LedgerEntry> newest, Trust trust) {

    Optional<Order> previous() {
      return newest.flatMap(Entries::orderOf);
    }
  }

  private static Considered assembled(
      Receipt receipt, Mapping.Normalized<PlatformOrder> mapped, Read read, Standing standing) {
    boolean mayCommit = standing.trust() != Trust.HELD;
    return switch (OrderAssembler.assemble(
        mapped, standing.previous(), receipt.provenance(read), mayCommit)) {
      case OrderAssembler.Assembly.Refused(Finding finding) -> new Refused(finding);
      case OrderAssembler.Assembly.Assembled(Order order, boolean draft) ->
          decided(order, draft, standing, receipt.asksAlways());
    };
  }

  private static Considered decided(
      Order order, boolean draft, Standing standing, boolean asksAlways) {
    long recorded = standing.newest().map(LedgerEntry::version).orElse(0L);
    VersionDecision decision =
        VersionDecision.of(order.source(), standing.previous().map(Order::source));
    return switch (decision) {
      case DUPLICATE, STALE -> new Redundant(decision, recorded);
      case CREATED, UPDATED -> accepted(order, draft, standing, asksAlways);
      case UNDECIDABLE -> tie(order, draft, standing);
    };
  }

  private static Considered accepted(
      Order order, boolean draft, Standing standing, boolean asksAlways) {
    boolean commits =
        isCommitted(order) && standing.previous().filter(Considered::isCommitted).isEmpty();
    boolean askFirst =
        standing.trust() == Trust.PROVISIONAL && (commits || asksAlways || isThin(order));
    return askFirst ? new AskCart() : new Ready(order, draft);
  }

  private static Considered tie(Order order, boolean draft, Standing standing) {
    return switch (standing.trust()) {
      case PROVISIONAL, HELD -> new AskCart();
      case FINAL ->
          switch (VersionDecision.byProgress(order, standing.previous().orElseThrow())) {
            case CREATED, UPDATED -> new Ready(order, draft);
            case DUPLICATE, STALE, UNDECIDABLE ->
                new Redundant(VersionDecision.STALE, order.version() - 1);
          };
    };
  }

  private static boolean isThin(Order order) {
    return order.findings().stream().anyMatch(finding -> finding.code().equals(Mapping.THIN));
  }

  private static boolean isCommitted(Order order) {
    return order.commitment().state() == CommitmentState.COMMITTED;
  }
}
