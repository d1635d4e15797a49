package io.orderwire.engine;

import io.orderwire.connector.Mapping;
import io.orderwire.connector.PlatformOrder;
import io.orderwire.model.CommitmentState;
import io.orderwire.model.Finding;
import io.orderwire.model.Order;
import java.time.Instant;
import java.util.Optional;

/// What a document of an order means beside the newest recorded version. Pure: it is all that the
/// convergence of deliveries depends on.
public sealed interface Considered {
  /// Append this.
  record Ready(Order order, boolean draft) implements Considered {}

  /// Only the cart can tell: two states of one instant, the commitment needs a second look, or
  /// the document lacks parts.
  record AskCart() implements Considered {}

  /// The cart answered with an older state than the delivery that asked: from a copy that lags
  /// behind.
  record Lagging() implements Considered {}

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

  /// The newest version, and how much the candidate is believed beside it.
  ///
  /// @param asksAlways the store wants every order fetched, whatever a payload says
  /// @param atHand the delivery because of which the candidate was fetched: what a fetch cannot
  /// state, it may have stated
  /// @param erased when the person behind the order was erased: a document that still names them is
  /// considered without them
  record Standing(
      Optional<Order> previous,
      Trust trust,
      boolean asksAlways,
      Optional<Mapping<PlatformOrder>> atHand,
      Optional<Instant> erased) {

    /// Of an order whose person is known.
    public Standing(
        Optional<Order> previous,
        Trust trust,
        boolean asksAlways,
        Optional<Mapping<PlatformOrder>> atHand) {
      this(previous, trust, asksAlways, atHand, Optional.empty());
    }
  }

  /// Considers what a connector made of a document.
  static Considered of(Mapping<PlatformOrder> mapping, Provenance provenance, Standing standing) {
    return switch (mapping) {
      case Mapping.Ignored<PlatformOrder>(String reason) -> new Ignored(reason);
      case Mapping.Quarantined<PlatformOrder>(Finding finding) -> new Refused(finding);
      case Mapping.Normalized<PlatformOrder> mapped ->
          standing.atHand().filter(delivered -> isOlder(mapped, delivered)).isPresent()
              ? new Lagging()
              : assembled(mapped, provenance, standing);
    };
  }

  private static boolean isOlder(
      Mapping.Normalized<PlatformOrder> fetched, Mapping<PlatformOrder> delivered) {
    return delivered instanceof Mapping.Normalized<PlatformOrder> normalized
        && fetched.value().times().updatedAt().isBefore(normalized.value().times().updatedAt());
  }

  private static Considered assembled(
      Mapping.Normalized<PlatformOrder> mapped, Provenance provenance, Standing standing) {
    boolean mayCommit = standing.trust() != Trust.HELD;
    OrderAssembler.Before before =
        new OrderAssembler.Before(standing.previous(), known(provenance, standing));
    return switch (OrderAssembler.assemble(mapped, before, provenance, mayCommit)) {
      case OrderAssembler.Assembly.Refused(Finding finding) -> new Refused(finding);
      case OrderAssembler.Assembly.Assembled(Order order, boolean draft) ->
          decided(
              standing.erased().map(at -> Forgetting.person(order, at)).orElse(order),
              draft,
              standing);
    };
  }

  /// The newest version, or the delivery at hand over it unless that is older.
  private static Optional<Order> known(Provenance provenance, Standing standing) {
    if (standing.atHand().isEmpty()
        || !(standing.atHand().get() instanceof Mapping.Normalized<PlatformOrder> delivered)
        || standing
            .previous()
            .filter(
                order ->
                    order.lifecycle().updatedAt().isAfter(delivered.value().times().updatedAt()))
            .isPresent()) {
      return standing.previous();
    }
    return switch (OrderAssembler.assemble(delivered, standing.previous(), provenance, false)) {
      case OrderAssembler.Assembly.Assembled(Order order, boolean draft) -> Optional.of(order);
      case OrderAssembler.Assembly.Refused ignored -> standing.previous();
    };
  }

  private static Considered decided(Order order, boolean draft, Standing standing) {
    long recorded = standing.previous().map(Order::version).orElse(0L);
    VersionDecision decision =
        VersionDecision.of(order.source(), standing.previous().map(Order::source));
    return switch (decision) {
      case DUPLICATE, STALE -> new Redundant(decision, recorded);
      case CREATED, UPDATED -> accepted(order, draft, standing);
      case UNDECIDABLE -> tie(order, draft, standing);
    };
  }

  private static Considered accepted(Order order, boolean draft, Standing standing) {
    boolean commits =
        isCommitted(order) && standing.previous().filter(Considered::isCommitted).isEmpty();
    boolean askFirst =
        standing.trust() == Trust.PROVISIONAL
            && (commits || standing.asksAlways() || isThin(order));
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
