package io.orderwire.connectors.magento;

import io.orderwire.connector.PlatformOrder;
import io.orderwire.connector.RawNode;
import io.orderwire.connector.StoreContext;
import io.orderwire.connectors.magento.MagentoStatuses.Words;
import io.orderwire.model.CurrencyCode;
import io.orderwire.model.CustomField;
import io.orderwire.model.Evidence;
import io.orderwire.model.ExternalId;
import io.orderwire.model.Finding;
import io.orderwire.model.Money;
import io.orderwire.model.Presentment;
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
  private final Head head;
  private final Amounts amounts;
  private final Items items;
  private final Taxes taxes;
  private final Settlement settlement;
  private final Payments payments;
  private final Refunds refunds;
  private final Words words;

  /// What no order is without.
  private record Head(ExternalId id, Money total, Instant placedAt) {}

  private OrderReading(RawNode root, StoreContext store, Head head) {
    this.root = root;
    this.store = store;
    this.head = head;
    this.amounts = Amounts.booked(head.total().currency());
    this.items = new Items(root, amounts);
    this.taxes = new Taxes(root, amounts);
    this.settlement = new Settlement(root, amounts, items);
    this.payments = new Payments(root, amounts);
    this.refunds = new Refunds(root, amounts);
    this.words = new Words(root.text("state").orElse(""), root.text("status").orElse(""));
  }

  /// Empty where identity, currency, total or time cannot be read; the findings say why.
  static Optional<OrderReading> of(RawNode root, StoreContext store) {
    Optional<ExternalId> id = root.id("entity_id");
    Optional<Instant> placed =
        root.instantInUtc("created_at").or(() -> root.instantInUtc("updated_at"));
    Optional<CurrencyCode> currency = root.currency("base_currency_code");
    if (id.isEmpty() || placed.isEmpty() || currency.isEmpty()) {
      return Optional.empty();
    }
    return root.money("base_grand_total", currency.get())
        .map(total -> new OrderReading(root, store, new Head(id.get(), total, placed.get())));
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
        new Lines(items, amounts, taxes, words.isOver()).all(),
        settlement.discounts(),
        settlement.shipping(taxes),
        settlement.charges(),
        totals(),
        payments.all(),
        Shipments.of(root),
        refunds.all(),
        List.of(),
        customFields());
  }

  private PlatformOrder.Identity identity() {
    return new PlatformOrder.Identity(
        head.id(),
        root.text("increment_id").orElse(head.id().value()),
        Optional.empty(),
        root.text("store_name").map(name -> name.replace("\n", " / ")),
        root.id("quote_id"),
        Optional.empty(),
        Optional.empty(),
        false);
  }

  private PlatformOrder.Readings readings() {
    return new PlatformOrder.Readings(
        MagentoStatuses.payment(words, store.mapping(), money()),
        MagentoStatuses.fulfilment(words, store.mapping(), items.shipped()),
        MagentoStatuses.cancellation(words, store.mapping()),
        Optional.empty(),
        false);
  }

  /// `total_paid` rises with invoices and does not fall with refunds.
  private MagentoStatuses.Money money() {
    Money paid = amounts.of(root, "total_paid");
    Money refunded = amounts.of(root, "total_refunded");
    return new MagentoStatuses.Money(
        payments.authorized().signum() > 0,
        paid.signum() > 0,
        paid.minus(head.total()).signum() >= 0,
        refunded.signum() > 0,
        refunded.minus(paid).signum() >= 0);
  }

  private PlatformOrder.Times times() {
    return new PlatformOrder.Times(
        head.placedAt(),
        root.instantInUtc("updated_at").orElse(head.placedAt()),
        payments.paidAt(),
        Optional.empty(),
        canceledAt(),
        replacement());
  }

  private Optional<Instant> canceledAt() {
    return words.isCanceled()
        ? root.each("status_histories").stream()
            .filter(node -> node.text("status").filter(words.status()::equals).isPresent())
            .flatMap(node -> node.instantInUtc("created_at").stream())
            .min(Instant::compareTo)
        : Optional.empty();
  }

  /// An edited order is canceled, and another takes its place.
  private Optional<String> replacement() {
    return words.isCanceled()
        ? root.text("relation_child_real_id").map(number -> "replaced by order " + number)
        : Optional.empty();
  }

  private List<Evidence> evidence() {
    List<Evidence> evidence = new ArrayList<>();
    if (words.isUnderReview()) {
      evidence.add(new Evidence(MagentoStatuses.UNDER_REVIEW, words.status()));
    }
    if (money().paid()) {
      evidence.add(
          new Evidence(
              MagentoStatuses.TOTAL_PAID,
              amounts.of(root, "total_paid").amount().toPlainString(),
              payments.paidAt()));
    }
    if (money().authorized()) {
      evidence.add(
          new Evidence(MagentoStatuses.AUTHORIZED, payments.authorized().amount().toPlainString()));
    }
    if (words.isAccepted()) {
      evidence.add(new Evidence(MagentoStatuses.STATE_ACCEPTED, words.state()));
    }
    if (words.isNew() && !money().paid()) {
      payments
          .method()
          .map(method -> new Evidence(MagentoStatuses.OFFLINE_METHOD, method))
          .ifPresent(evidence::add);
    }
    return evidence;
  }

  private PlatformOrder.StatedTotals totals() {
    return new PlatformOrder.StatedTotals(settlement.sheet(head.total()), presentment(), false);
  }

  /// In the buyer's currency, where it is another.
  private Optional<Presentment> presentment() {
    Optional<CurrencyCode> shown =
        root.currency("order_currency_code").filter(code -> !code.equals(amounts.currency()));
    return shown.flatMap(
        currency ->
            root.money("grand_total", currency)
                .map(
                    total ->
                        new Presentment(
                            currency, root.decimal("base_to_order_rate"), sheet(total))));
  }

  private TotalsSheet sheet(Money total) {
    Amounts shown = Amounts.shown(total.currency());
    return new Settlement(root, shown, new Items(root, shown)).sheet(total);
  }

  private List<CustomField> customFields() {
    List<CustomField> fields = new ArrayList<>(OrderFields.of(root));
    fields.addAll(payments.added());
    fields.addAll(refunds.added());
    return fields;
  }
}
