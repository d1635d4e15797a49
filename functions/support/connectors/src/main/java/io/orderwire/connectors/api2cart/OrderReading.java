package io.orderwire.connectors.api2cart;

import io.orderwire.connector.PlatformOrder;
import io.orderwire.connector.RawNode;
import io.orderwire.connector.Statuses.CommitmentRule;
import io.orderwire.connector.StoreContext;
import io.orderwire.model.CancellationState;
import io.orderwire.model.CurrencyCode;
import io.orderwire.model.CustomField;
import io.orderwire.model.Evidence;
import io.orderwire.model.ExternalId;
import io.orderwire.model.Finding;
import io.orderwire.model.FulfilmentState;
import io.orderwire.model.Line;
import io.orderwire.model.Money;
import io.orderwire.model.Payment;
import io.orderwire.model.PaymentState;
import io.orderwire.model.Reading;
import io.orderwire.model.TotalsSheet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One order being read: one method per canonical block, in the order in which [PlatformOrder]
/// declares them.
final class OrderReading {
  private final RawNode root;
  private final StoreContext store;
  private final ExternalId id;
  private final Instant placedAt;
  private final List<RawNode> products;
  private final Formula formula;
  private final Discounts discounts;
  private final Refunds refunds;
  private final Shipments shipments;
  private final Goods goods;
  private final Lines lines;
  private final Settlement settlement;
  private final Payments payments;
  private final String word;
  private final Money total;

  private OrderReading(
      RawNode root, StoreContext store, ExternalId id, Instant placedAt, CurrencyCode currency) {
    this.root = root;
    this.store = store;
    this.id = id;
    this.placedAt = placedAt;
    this.products = Lines.products(root);
    this.formula = Formula.of(root, currency, products);
    this.discounts = new Discounts(root, products, formula);
    this.refunds = new Refunds(root, currency, store);
    this.shipments = new Shipments(root, store);
    this.goods = new Goods(products, shipments.items(), refunds.items());
    this.lines = new Lines(products, formula, discounts, goods);
    this.settlement =
        new Settlement(root, formula, Money.sum(currency, products.stream().map(lines::tax)));
    this.payments = new Payments(root, currency, store);
    this.word = Api2CartStatuses.word(root.at("status"), store.mapping());
    this.total = formula.total().rounded();
  }

  /// Empty where identity, currency or time cannot be read; the findings say why.
  static Optional<OrderReading> of(RawNode root, StoreContext store) {
    Optional<ExternalId> id = root.id("id");
    Optional<Instant> placed =
        Times.of(root, "create_at", store).or(() -> Times.of(root, "modified_at", store));
    Optional<CurrencyCode> currency = Formula.currency(root, store);
    return id.isEmpty() || placed.isEmpty() || currency.isEmpty()
        ? Optional.empty()
        : Optional.of(new OrderReading(root, store, id.get(), placed.get(), currency.get()));
  }

  /// A place that several blocks read is named once.
  List<Finding> findings() {
    return root.findings().stream().distinct().toList();
  }

  PlatformOrder order() {
    return new PlatformOrder(
        identity(),
        readings(),
        times(),
        evidence(),
        People.buyer(root),
        People.addresses(root),
        lines(),
        discounts.all(),
        settlement.shipping(),
        settlement.charges(),
        totals(),
        payments.all(payment(), total),
        shipments.all(goods),
        refunds.all(goods, formula.inclusive()),
        List.of(),
        customFields());
  }

  private PlatformOrder.Identity identity() {
    Optional<String> storeOfMany = root.text("store_id");
    return new PlatformOrder.Identity(
        id,
        root.text("order_id").orElse(id.value()),
        Optional.empty(),
        root.text("channel_id").or(() -> storeOfMany),
        root.id("basket_id"),
        Optional.empty(),
        root.text("order_details_url"),
        payments.isTest());
  }

  private PlatformOrder.Readings readings() {
    return new PlatformOrder.Readings(
        payment(), fulfilment(), cancellation(), Optional.empty(), false);
  }

  private Reading<PaymentState> payment() {
    Money cameIn = Money.sum(formula.currency(), payments.moneyIn().stream().map(Payment::amount));
    return Api2CartStatuses.payment(
        word, store.mapping(), new MoneyMoved(total, payments.stated(), cameIn, refunds.total()));
  }

  private Reading<FulfilmentState> fulfilment() {
    return Api2CartStatuses.fulfilment(word, store.mapping(), goods.shipped());
  }

  private Reading<CancellationState> cancellation() {
    return Api2CartStatuses.cancellation(word, store.mapping());
  }

  private PlatformOrder.Times times() {
    return new PlatformOrder.Times(
        placedAt,
        Times.of(root, "modified_at", store).orElse(placedAt),
        payments.moneyIn().stream().findFirst().flatMap(Payment::at),
        Times.of(root, "finished_time", store),
        Optional.empty(),
        Optional.empty());
  }

  private List<Evidence> evidence() {
    List<Evidence> evidence = new ArrayList<>();
    List<Payment> moneyIn = payments.moneyIn();
    if (Api2CartStatuses.isDraft(word)) {
      evidence.add(new Evidence(CommitmentRule.DRAFT, word));
    }
    if (payment().is(PaymentState.FAILED)) {
      evidence.add(new Evidence(Api2CartStatuses.STATUS_DECLINED, word));
    }
    if (payments.isTest()) {
      evidence.add(new Evidence(CommitmentRule.TEST_ORDER, "true"));
    }
    moneyIn.stream()
        .findFirst()
        .map(first -> new Evidence(Api2CartStatuses.MONEY_IN, first.id(), first.at()))
        .or(this::statedMoney)
        .ifPresent(evidence::add);
    if (Api2CartStatuses.payment(word, store.mapping()).matches(Api2CartStatuses::isMoney)) {
      evidence.add(new Evidence(Api2CartStatuses.STATUS_ACCEPTED, word));
    }
    if (moneyIn.isEmpty() && payment().is(PaymentState.PENDING)) {
      payments
          .method()
          .map(method -> new Evidence(Api2CartStatuses.OFFLINE_METHOD, method))
          .ifPresent(evidence::add);
    }
    return evidence;
  }

  /// Without transactions, what the order states as paid, where its status lets that count.
  private Optional<Evidence> statedMoney() {
    boolean silent =
        !Api2CartStatuses.payment(word, store.mapping()).matches(Api2CartStatuses::isMoney);
    return payments
        .stated()
        .filter(paid -> paid.signum() > 0 && silent)
        .filter(ignored -> payment().matches(Api2CartStatuses::isMoney))
        .map(paid -> new Evidence(Api2CartStatuses.MONEY_IN, paid.amount().toPlainString()));
  }

  private List<Line> lines() {
    boolean handedOver = fulfilment().is(FulfilmentState.FULFILLED);
    boolean over =
        cancellation().is(CancellationState.CANCELLED) || payment().is(PaymentState.REFUNDED);
    return lines.all(handedOver, over);
  }

  private PlatformOrder.StatedTotals totals() {
    Money charges = formula.wrapping();
    TotalsSheet sheet =
        new TotalsSheet(
            Optional.of(formula.goods().rounded()),
            discounts.total(),
            Optional.of(formula.shipping().rounded()),
            Optional.of(formula.tax().rounded()),
            Optional.of(charges.rounded()),
            total,
            Optional.of(refunds.total().rounded()));
    return new PlatformOrder.StatedTotals(sheet, Optional.empty(), formula.inclusive());
  }

  private List<CustomField> customFields() {
    List<CustomField> fields = new ArrayList<>(OrderFields.of(root, word));
    fields.addAll(People.added(root));
    fields.addAll(discounts.added());
    fields.addAll(settlement.added());
    fields.addAll(payments.added());
    fields.addAll(shipments.added());
    fields.addAll(refunds.added());
    return fields;
  }
}
