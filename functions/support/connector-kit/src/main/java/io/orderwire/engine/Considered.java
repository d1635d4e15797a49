package io.orderwire.engine;

import io.orderwire.connector.Mapping;
import io.orderwire.connector.PlatformOrder;
import io.orderwire.model.CommitmentState;
import io.orderwire.model.Finding;
import io.orderwire.model.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What a document of an order means beside the newest recorded version. Pure: it is all that the
/// convergence of deliveries depends on.
public sealed interface Considered {
  /// Append this.
  record Ready(Order order, boolean draft) implements Considered {
    private Ready hashed(Optional<Order> previous) {
      return order.source().revision().contentHash().isEmpty()
          ? new Ready(OrderAssembler.hashed(order, previous), draft)
          : this;
    }
  }

  /// Only the cart can tell: two states of one instant, the commitment needs a second look, or
  /// the document lacks parts.
  record AskCart() implements Considered {}

  /// The cart answered with an older state than the delivery that asked: from a copy that lags
  /// behind.
  record Lagging() implements Considered {}

  /// It would commit, but it may still be half-written: what is `observed` of it is recorded where
  /// that is news, and it is read again after the `pause`.
  record Unsettled(Optional<Ready> observed, Duration pause) implements Considered {}

  /// Nothing to record.
  record Redundant(VersionDecision decision, long version) implements Considered {}

  /// None of ours.
  record Ignored(String reason) implements Considered {}

  /// Cannot be read.
  record Refused(Finding finding) implements Considered {}

  /// How much the document is believed.
  enum Trust {
    /// It was fetched, or the cart cannot be asked: it decides, and commits once it is settled.
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
  /// @param asked when the candidate was fetched, if it must be settled before it commits
  record Standing(
      Optional<Order> previous,
      Trust trust,
      boolean asksAlways,
      Optional<Mapping<PlatformOrder>> atHand,
      Optional<Instant> erased,
      Optional<Asked> asked) {

    /// Of an order whose person is known, and that may commit at once.
    public Standing(
        Optional<Order> previous,
        Trust trust,
        boolean asksAlways,
        Optional<Mapping<PlatformOrder>> atHand) {
      this(previous, trust, asksAlways, atHand, Optional.empty(), Optional.empty());
    }
  }

  /// A fetch of an order.
  ///
  /// @param at when the cart was asked
  /// @param lastDelivered when a webhook last told of the order, as far as anybody knows
  /// @param attempt how often it was asked for again already
  record Asked(Instant at, Optional<Instant> lastDelivered, int attempt) {}

  /// Considers what a connector made of a document.
  static Considered of(Mapping<PlatformOrder> mapping, Provenance provenance, Standing standing) {
    return switch (mapping) {
      case Mapping.Ignored<PlatformOrder>(String reason) -> new Ignored(reason);
      case Mapping.Quarantined<PlatformOrder>(Finding finding) -> new Refused(finding);
      case Mapping.Normalized<PlatformOrder> mapped ->
          standing.atHand().filter(delivered -> isOlder(mapped, delivered)).isPresent()
              ? new Lagging()
              : hashed(
                  assembled(complemented(mapped, standing), provenance, standing),
                  standing.previous());
    };
  }

  /// Until here the hash was taken only where the decision needed it.
  private static Considered hashed(Considered considered, Optional<Order> previous) {
    return switch (considered) {
      case Ready ready -> ready.hashed(previous);
      case Unsettled(Optional<Ready> observed, Duration pause) ->
          new Unsettled(observed.map(ready -> ready.hashed(previous)), pause);
      case AskCart ask -> ask;
      case Lagging lagging -> lagging;
      case Redundant redundant -> redundant;
      case Ignored ignored -> ignored;
      case Refused refused -> refused;
    };
  }

  private static boolean isOlder(
      Mapping.Normalized<PlatformOrder> fetched, Mapping<PlatformOrder> delivered) {
    return delivered instanceof Mapping.Normalized<PlatformOrder> normalized
        && fetched.value().times().updatedAt().isBefore(normalized.value().times().updatedAt());
  }

  private static Mapping.Normalized<PlatformOrder> complemented(
      Mapping.Normalized<PlatformOrder> mapped, Standing standing) {
    return standing.atHand().isPresent()
            && standing.atHand().get() instanceof Mapping.Normalized<PlatformOrder> delivered
        ? Complement.of(mapped, delivered)
        : mapped;
  }

  private static Considered assembled(
      Mapping.Normalized<PlatformOrder> mapped, Provenance provenance, Standing standing) {
    boolean mayCommit = standing.trust() != Trust.HELD;
    OrderAssembler.Before before =
        new OrderAssembler.Before(standing.previous(), known(provenance, standing));
    return switch (OrderAssembler.unhashed(mapped, before, provenance, mayCommit)) {
      case OrderAssembler.Assembly.Refused(Finding finding) -> new Refused(finding);
      case OrderAssembler.Assembly.Assembled(Order assembled, boolean draft) -> {
        Order order =
            comparable(
                standing.erased().map(at -> Forgetting.unhashed(assembled, at)).orElse(assembled),
                standing.previous());
        Considered decided = decided(order, draft, standing);
        yield decided instanceof Ready && standing.asked().isPresent() && commits(order, standing)
            ? settled(new Settlement(mapped, provenance, standing, order), decided)
            : decided;
      }
    };
  }

  /// Content that states another time is other content: only beside an equal time the hash tells.
  private static Order comparable(Order order, Optional<Order> previous) {
    return previous.filter(before -> isOfSameTime(order, before)).isPresent()
        ? OrderAssembler.hashed(order, previous)
        : order;
  }

  private static boolean isOfSameTime(Order order, Order before) {
    return order.lifecycle().updatedAt().equals(before.lifecycle().updatedAt())
        || order.source().revision().updatedAt().equals(before.source().revision().updatedAt());
  }

  private static Considered settled(Settlement settlement, Considered decided) {
    Standing standing = settlement.standing();
    Standing observing =
        new Standing(
            standing.previous(),
            Trust.HELD,
            standing.asksAlways(),
            standing.atHand(),
            standing.erased(),
            Optional.empty());
    Considered observed = assembled(settlement.mapped(), settlement.provenance(), observing);
    Optional<Ready> ready = observed instanceof Ready news ? Optional.of(news) : Optional.empty();
    return settlement
        .pause(observed)
        .<Considered>map(pause -> new Unsettled(ready, pause))
        .orElse(decided);
  }

  private static boolean commits(Order order, Standing standing) {
    return isCommitted(order) && standing.previous().filter(Considered::isCommitted).isEmpty();
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
    return OrderAssembler.stated(delivered, standing.previous(), provenance).or(standing::previous);
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
    boolean askFirst =
        standing.trust() == Trust.PROVISIONAL
            && (commits(order, standing) || standing.asksAlways() || isThin(order));
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
