package io.orderwire.engine;

import io.orderwire.connector.Mapping;
import io.orderwire.connector.Mapping.Block;
import io.orderwire.connector.PlatformOrder;
import io.orderwire.connector.StoreMapping.Policies;
import io.orderwire.json.ContentHash;
import io.orderwire.model.Buyer;
import io.orderwire.model.Commitment;
import io.orderwire.model.CommitmentState;
import io.orderwire.model.CustomField;
import io.orderwire.model.Evidence;
import io.orderwire.model.Finding;
import io.orderwire.model.FulfilmentState;
import io.orderwire.model.Lifecycle;
import io.orderwire.model.Money;
import io.orderwire.model.Order;
import io.orderwire.model.OrderRef;
import io.orderwire.model.QuantityCheck;
import io.orderwire.model.Reading;
import io.orderwire.model.StatusDerivation;
import io.orderwire.model.Totals;
import io.orderwire.model.TotalsLedger;
import io.orderwire.model.Variance;
import io.orderwire.model.VarianceCause;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Makes the next version of an order of what a platform states and of the version before: inherits
/// what this dialect cannot state, recomputes the totals, commits, derives the headline. Pure.
public final class OrderAssembler {
  /// Code of the finding that stated and recomputed totals differ by more than the store tolerates,
  /// for no known reason.
  public static final String UNEXPLAINED = "unexplained_total";

  private static final Set<FulfilmentState> COARSE_FULFILMENT =
      EnumSet.of(FulfilmentState.UNFULFILLED, FulfilmentState.PARTIALLY_FULFILLED);
  private static final Set<FulfilmentState> FINE_FULFILMENT =
      EnumSet.of(FulfilmentState.SCHEDULED, FulfilmentState.ON_HOLD, FulfilmentState.IN_PROGRESS);

  private final Mapping.Normalized<PlatformOrder> mapped;
  private final Optional<Order> previous;
  private final Optional<Order> known;
  private final Provenance provenance;
  private final CommitGate gate;
  private final Inheritance inheritance;
  private final Children children;

  /// What came of it.
  public sealed interface Assembly {
    /// The next version.
    ///
    /// @param draft an unplaced basket
    record Assembled(Order order, boolean draft) implements Assembly {}

    /// The parts contradict each other.
    record Refused(Finding finding) implements Assembly {}
  }

  private OrderAssembler(
      Mapping.Normalized<PlatformOrder> mapped, Before before, Provenance provenance) {
    this.mapped = mapped;
    this.previous = before.previous();
    this.known = before.known();
    this.provenance = provenance;
    this.inheritance = new Inheritance(mapped, before.known());
    this.children = Children.of(mapped.value(), inheritance);
    this.gate =
        new CommitGate(provenance.connector().statuses().commitment(), policies(provenance));
  }

  /// Makes the next version, or says why there is none.
  ///
  /// @param mayCommit false keeps an order observed that is not committed yet, whatever the
  /// evidence
  public static Assembly assemble(
      Mapping.Normalized<PlatformOrder> mapped,
      Optional<Order> previous,
      Provenance provenance,
      boolean mayCommit) {
    return switch (unhashed(mapped, new Before(previous, previous), provenance, mayCommit)) {
      case Assembly.Assembled(Order order, boolean draft) ->
          new Assembly.Assembled(hashed(order, previous), draft);
      case Assembly.Refused refused -> refused;
    };
  }

  /// As above, where more is known than the version before says, and without the hash: it costs as
  /// much as all the rest, and most of what is considered is not recorded.
  static Assembly unhashed(
      Mapping.Normalized<PlatformOrder> mapped,
      Before before,
      Provenance provenance,
      boolean mayCommit) {
    return new OrderAssembler(mapped, before, provenance).assemble(mayCommit);
  }

  /// The order with its hash.
  static Order hashed(Order order, Optional<Order> previous) {
    return order.withSource(order.source().hashed(ContentHash.of(order, previous)));
  }

  /// What a document says, to take blocks from.
  static Optional<Order> stated(
      Mapping.Normalized<PlatformOrder> mapped, Optional<Order> previous, Provenance provenance) {
    OrderAssembler assembler =
        new OrderAssembler(mapped, new Before(previous, previous), provenance);
    return assembler.reconciled(mapped.value()).map(totals -> assembler.order(totals, false));
  }

  /// What was known before.
  ///
  /// @param previous the newest version
  /// @param known what blocks that the document cannot state are taken from: the newest version, or
  /// the delivery because of which the document was fetched
  record Before(Optional<Order> previous, Optional<Order> known) {
    static Before of(Order previous) {
      return new Before(Optional.of(previous), Optional.of(previous));
    }
  }

  private Assembly assemble(boolean mayCommit) {
    PlatformOrder stated = mapped.value();
    Optional<Totals> totals = reconciled(stated);
    if (totals.isEmpty()) {
      return new Assembly.Refused(
          Finding.error(
              "/totals",
              "amounts_do_not_add",
              "amounts of one order are in several currencies or too large to add up"));
    }
    return new Assembly.Assembled(order(totals.get(), mayCommit), CommitGate.isDraft(stated));
  }

  private Order order(Totals totals, boolean mayCommit) {
    PlatformOrder stated = mapped.value();
    PlatformOrder.Identity identity = stated.identity();
    Commitment commitment = commitment(mayCommit);
    return new Order(
        new OrderRef(provenance.store().id(), identity.externalId()),
        provenance.platform(),
        identity.number(),
        previous.map(Order::version).orElse(0L) + 1,
        inherited(Block.CHANNEL, identity.channel(), Order::channel),
        inherited(Block.CART_REF, identity.cartId(), Order::cartId),
        inherited(Block.STATUS_URL, identity.statusUrl(), Order::statusUrl),
        inherited(Block.ADMIN_URL, identity.adminUrl(), Order::adminUrl),
        identity.test(),
        provenance.source(stated.times().updatedAt(), identity.sequence(), ""),
        lifecycle(stated, commitment, isHeld(totals)),
        commitment,
        buyer(stated.buyer()),
        stated.addresses(),
        stated.lines(),
        stated.discounts(),
        stated.shipping(),
        stated.charges(),
        totals,
        children.payments(),
        children.shipments(),
        children.refunds(),
        children.returns(),
        customFields(stated.customFields()),
        findings(stated, totals),
        previous.flatMap(Order::cartComparison),
        previous.flatMap(Order::erasedAt));
  }

  private <T> T inherited(Block block, T stated, Function<Order, T> before) {
    return inheritance.of(block, stated, before);
  }

  /// A dialect that cannot state all custom fields states some: those count, and the others of the
  /// version before stay. So do the store's own fields that this dialect has no place for.
  private List<CustomField> customFields(List<CustomField> stated) {
    if (known.filter(order -> !order.customFields().isEmpty()).isEmpty()) {
      return stated;
    }
    boolean partial = mapped.unstated().contains(Block.CUSTOM_FIELDS);
    Set<String> own = provenance.store().mapping().customFields().keySet();
    Set<String> names = stated.stream().map(CustomField::name).collect(Collectors.toSet());
    Stream<CustomField> others =
        known.stream()
            .flatMap(order -> order.customFields().stream())
            .filter(field -> !names.contains(field.name()))
            .filter(
                field ->
                    mapped.unstatedFields().contains(field.name())
                        || (partial && !own.contains(field.name())));
    return Stream.concat(stated.stream(), others).toList();
  }

  /// To a dialect without the finer words, an order on hold looks unfulfilled. The finer word of
  /// the version before stays until a dialect that has them says otherwise.
  private Reading<FulfilmentState> fulfilment(Reading<FulfilmentState> stated) {
    boolean coarse =
        mapped.unstated().contains(Block.FULFILMENT_DETAIL)
            && stated.matches(COARSE_FULFILMENT::contains);
    return known
        .map(order -> order.lifecycle().fulfilment())
        .filter(before -> coarse && before.matches(FINE_FULFILMENT::contains))
        .orElse(stated);
  }

  /// The person behind the buyer is Orderwire's own knowledge: no document states it.
  private Buyer buyer(Buyer stated) {
    return stated.inCluster(
        stated
            .customerCluster()
            .or(() -> previous.flatMap(order -> order.buyer().customerCluster())));
  }

  private Optional<Totals> reconciled(PlatformOrder stated) {
    TotalsLedger.Parts parts =
        new TotalsLedger.Parts(
            stated.lines(),
            stated.discounts(),
            stated.shipping(),
            stated.charges(),
            children.payments(),
            children.refunds());
    try {
      return Optional.of(
          TotalsLedger.reconcile(
              stated.totals().display(),
              stated.totals().presentment(),
              stated.totals().taxesIncluded(),
              parts));
    } catch (IllegalArgumentException doNotAdd) {
      return Optional.empty();
    }
  }

  private Commitment commitment(boolean mayCommit) {
    Optional<Commitment> before =
        previous
            .map(Order::commitment)
            .filter(commitment -> commitment.state() == CommitmentState.COMMITTED);
    if (before.isPresent()) {
      return before.get();
    }
    List<Evidence> evidence = gate.evidence(mapped.value());
    return mayCommit && !evidence.isEmpty()
        ? Commitment.committed(since(evidence), evidence)
        : Commitment.observed();
  }

  private Instant since(List<Evidence> evidence) {
    return evidence.stream()
        .flatMap(each -> each.at().stream())
        .min(Comparator.naturalOrder())
        .orElse(mapped.value().times().placedAt());
  }

  private Lifecycle lifecycle(PlatformOrder stated, Commitment commitment, boolean held) {
    PlatformOrder.Readings readings = stated.readings();
    PlatformOrder.Times times = stated.times();
    Reading<FulfilmentState> fulfilment = fulfilment(readings.fulfilment());
    StatusDerivation.Facts facts =
        new StatusDerivation.Facts(
            readings.payment(),
            fulfilment,
            readings.cancellation(),
            commitment.state() == CommitmentState.COMMITTED,
            gate.securesMoney(stated),
            stated.lines().stream()
                .anyMatch(
                    line -> line.requiresShipping() && line.quantity().current().isPositive()),
            readings.failureIsFinal(),
            held);
    return new Lifecycle(
        StatusDerivation.derive(facts),
        readings.payment(),
        fulfilment,
        readings.cancellation(),
        inherited(Block.RETURNS, readings.returns(), order -> order.lifecycle().returnStatus()),
        times.placedAt(),
        times.updatedAt(),
        times.paidAt(),
        times.closedAt(),
        times.cancelledAt(),
        times.cancelReason());
  }

  private boolean isHeld(Totals totals) {
    return policies(provenance).holdUnexplained() && exceedsTolerance(totals);
  }

  private boolean exceedsTolerance(Totals totals) {
    BigDecimal unexplained =
        totals.variance().stream()
            .filter(variance -> variance.cause() == VarianceCause.UNKNOWN)
            .map(Variance::amount)
            .map(Money::abs)
            .map(Money::amount)
            .reduce(BigDecimal.ZERO, BigDecimal::max);
    BigDecimal tolerated = policies(provenance).varianceTolerance().orElse(BigDecimal.ZERO);
    return unexplained.compareTo(tolerated) > 0;
  }

  private List<Finding> findings(PlatformOrder stated, Totals totals) {
    List<Finding> findings = new ArrayList<>(mapped.findings());
    unknown("payment", stated.readings().payment()).ifPresent(findings::add);
    unknown("fulfilment", stated.readings().fulfilment()).ifPresent(findings::add);
    unknown("cancellation", stated.readings().cancellation()).ifPresent(findings::add);
    findings.addAll(children.findings());
    findings.addAll(QuantityCheck.of(stated.lines(), children.shipments(), children.refunds()));
    if (exceedsTolerance(totals)) {
      findings.add(
          Finding.warning(
              "/totals", UNEXPLAINED, "stated and recomputed totals differ for no known reason"));
    }
    return findings;
  }

  private static Optional<Finding> unknown(String reading, Reading<?> of) {
    return switch (of) {
      case Reading.Recognized<?> ignored -> Optional.empty();
      case Reading.Unrecognized<?>(String raw) ->
          Optional.of(
              Finding.warning(
                  "/lifecycle/" + reading,
                  "unknown_status",
                  "the platform's word is in no table: add it to the store's mapping",
                  raw));
    };
  }

  private static Policies policies(Provenance provenance) {
    return provenance.store().mapping().policies();
  }
}
