package io.orderwire.connectors.woocommerce;

import io.orderwire.connector.Mapping;
import io.orderwire.connector.PlatformOrder;
import io.orderwire.connector.RawNode;
import io.orderwire.connector.Statuses.CommitmentRule;
import io.orderwire.connector.StoreContext;
import io.orderwire.connectors.woocommerce.WooCommerceStatuses.Circumstances;
import io.orderwire.connectors.woocommerce.WooCommerceStatuses.Shipped;
import io.orderwire.model.Addresses;
import io.orderwire.model.Buyer;
import io.orderwire.model.Charge;
import io.orderwire.model.CurrencyCode;
import io.orderwire.model.CustomField;
import io.orderwire.model.Discount;
import io.orderwire.model.Evidence;
import io.orderwire.model.ExternalId;
import io.orderwire.model.Finding;
import io.orderwire.model.FulfilmentState;
import io.orderwire.model.Line;
import io.orderwire.model.Money;
import io.orderwire.model.OrderReturn;
import io.orderwire.model.Payment;
import io.orderwire.model.Refund;
import io.orderwire.model.Shipment;
import io.orderwire.model.ShippingLine;
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
  private final CurrencyCode currency;
  private final String status;
  private final Money total;
  private final Instant placedAt;
  private final Optional<Instant> paidAt;
  private final Optional<Instant> completedAt;
  private final Metas metas;
  private final Refunds refunds;
  private final Taxes taxes;
  private final Discounts discounts;
  private final Settlement settlement;
  private final Circumstances circumstances;

  private OrderReading(
      RawNode root,
      StoreContext store,
      ExternalId id,
      CurrencyCode currency,
      Money total,
      Instant placedAt) {
    this.root = root;
    this.store = store;
    this.id = id;
    this.currency = currency;
    this.total = total;
    this.placedAt = placedAt;
    this.status = root.text("status").orElse("");
    this.paidAt = root.instantInUtc("date_paid_gmt");
    this.completedAt = root.instantInUtc("date_completed_gmt");
    this.metas = Metas.of(root);
    this.refunds = new Refunds(root, currency);
    this.taxes = Taxes.of(root, currency);
    this.discounts = Discounts.of(root, currency);
    this.settlement = new Settlement(root, currency, taxes);
    Money refunded = refunds.statedTotal();
    this.circumstances =
        new Circumstances(
            paidAt.isPresent(),
            completedAt.isPresent(),
            total.isZero(),
            refunded.signum() > 0,
            refunded.amount().compareTo(total.amount()) >= 0);
  }

  /// Empty where identity, currency, total or time cannot be read; the findings say why.
  static Optional<OrderReading> of(RawNode root, StoreContext store) {
    Optional<ExternalId> id = root.id("id");
    Optional<CurrencyCode> currency = root.currency("currency");
    Optional<Instant> placed =
        root.instantInUtc("date_created_gmt").or(() -> root.instantInUtc("date_modified_gmt"));
    if (id.isEmpty() || currency.isEmpty() || placed.isEmpty()) {
      return Optional.empty();
    }
    return root.money("total", currency.get())
        .map(total -> new OrderReading(root, store, id.get(), currency.get(), total, placed.get()));
  }

  /// A place that several blocks read is named once.
  List<Finding> findings() {
    return root.findings().stream().distinct().toList();
  }

  PlatformOrder order() {
    List<Refund> made = refunds.all();
    Goods goods = goods(made);
    thin();
    return new PlatformOrder(
        identity(),
        readings(goods),
        times(),
        evidence(),
        buyer(),
        addresses(),
        lines(goods),
        discounts(),
        shipping(),
        charges(),
        totals(),
        payments(),
        shipments(),
        made,
        returns(),
        customFields());
  }

  /// An order of the block checkout was a draft with the same id before it was placed.
  private PlatformOrder.Identity identity() {
    Optional<String> channel = root.text("created_via");
    return new PlatformOrder.Identity(
        id,
        root.text("number").orElse(id.value()),
        Optional.empty(),
        channel,
        channel.filter("store-api"::equals).map(ignored -> id),
        Optional.empty(),
        Optional.empty(),
        false);
  }

  /// A failed payment can be tried again from the order's page.
  private PlatformOrder.Readings readings(Goods goods) {
    return new PlatformOrder.Readings(
        WooCommerceStatuses.payment(status, store.mapping(), circumstances),
        WooCommerceStatuses.fulfilment(status, store.mapping(), circumstances, goods.shipped(root)),
        WooCommerceStatuses.cancellation(status, store.mapping()),
        Optional.empty(),
        false);
  }

  private PlatformOrder.Times times() {
    return new PlatformOrder.Times(
        placedAt,
        root.instantInUtc("date_modified_gmt").orElse(placedAt),
        paidAt,
        completedAt,
        Optional.empty(),
        Optional.empty());
  }

  private List<Evidence> evidence() {
    List<Evidence> evidence = new ArrayList<>();
    if (WooCommerceStatuses.isDraft(status)) {
      evidence.add(new Evidence(CommitmentRule.DRAFT, status));
    }
    if (WooCommerceStatuses.isFailed(status)) {
      evidence.add(new Evidence(WooCommerceStatuses.STATUS_FAILED, status));
    }
    root.text("date_paid_gmt")
        .filter(ignored -> paidAt.isPresent())
        .ifPresent(raw -> evidence.add(new Evidence(WooCommerceStatuses.DATE_PAID, raw, paidAt)));
    if (WooCommerceStatuses.isAccepted(status)) {
      evidence.add(new Evidence(WooCommerceStatuses.STATUS_PAID, status));
    }
    if (paidAt.isEmpty() && WooCommerceStatuses.awaitsOfflinePayment(status)) {
      root.text("payment_method")
          .ifPresent(raw -> evidence.add(new Evidence(WooCommerceStatuses.OFFLINE_METHOD, raw)));
    }
    return evidence;
  }

  private Buyer buyer() {
    return People.buyer(root, metas);
  }

  private Addresses addresses() {
    return People.addresses(root);
  }

  private List<Line> lines(Goods goods) {
    return new Lines(root, currency, taxes, discounts, goods).all();
  }

  private List<Discount> discounts() {
    return discounts.coupons();
  }

  private List<ShippingLine> shipping() {
    return settlement.shipping();
  }

  private List<Charge> charges() {
    return settlement.charges();
  }

  /// WooCommerce states neither the sum of the goods nor that of the fees.
  private PlatformOrder.StatedTotals totals() {
    return new PlatformOrder.StatedTotals(sheet(), Optional.empty(), false);
  }

  TotalsSheet sheet() {
    return new TotalsSheet(
        Optional.empty(),
        root.money("discount_total", currency),
        root.money("shipping_total", currency),
        root.money("total_tax", currency),
        Optional.empty(),
        total,
        Optional.of(refunds.statedTotal()));
  }

  private List<Payment> payments() {
    return settlement.payments(status, total, paidAt);
  }

  private List<Shipment> shipments() {
    return Shipments.of(metas);
  }

  private static List<OrderReturn> returns() {
    return List.of();
  }

  private List<CustomField> customFields() {
    return OrderFields.of(root, metas, refunds);
  }

  private Goods goods(List<Refund> made) {
    boolean handedOver =
        WooCommerceStatuses.fulfilment(status, store.mapping(), circumstances, Shipped.NOTHING)
            .is(FulfilmentState.FULFILLED);
    return new Goods(
        Shipments.of(metas),
        made,
        handedOver ? completedAt.or(() -> Optional.of(placedAt)) : Optional.empty(),
        WooCommerceStatuses.shipsNothing(status),
        Goods.needShipping(root));
  }

  private void thin() {
    if (refunds.areStubs()) {
      root.report(
          Finding.info(
              "/refunds", Mapping.THIN, "the order names refunds without their lines and times"));
    }
  }
}
