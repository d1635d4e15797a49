package io.orderwire.connectors.bigcommerce;

import io.orderwire.connector.PlatformOrder;
import io.orderwire.connector.RawNode;
import io.orderwire.connector.Statuses.CommitmentRule;
import io.orderwire.connector.StoreContext;
import io.orderwire.connectors.bigcommerce.BigCommerceStatuses.Shipped;
import io.orderwire.connectors.bigcommerce.BigCommerceStatuses.Words;
import io.orderwire.model.Addresses;
import io.orderwire.model.Buyer;
import io.orderwire.model.CancellationState;
import io.orderwire.model.Charge;
import io.orderwire.model.CurrencyCode;
import io.orderwire.model.CustomField;
import io.orderwire.model.Discount;
import io.orderwire.model.Evidence;
import io.orderwire.model.ExternalId;
import io.orderwire.model.Finding;
import io.orderwire.model.Line;
import io.orderwire.model.Money;
import io.orderwire.model.OrderReturn;
import io.orderwire.model.Payment;
import io.orderwire.model.PaymentState;
import io.orderwire.model.Reading;
import io.orderwire.model.Refund;
import io.orderwire.model.Shipment;
import io.orderwire.model.ShippingLine;
import io.orderwire.model.TotalsSheet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One order being read: one method per canonical block, in the order in which [PlatformOrder]
/// declares them.
final class OrderReading {
  /// Money that was there, or is secured.
  private static final Set<PaymentState> MONEY =
      EnumSet.of(
          PaymentState.AUTHORIZED,
          PaymentState.PARTIALLY_PAID,
          PaymentState.PAID,
          PaymentState.PARTIALLY_REFUNDED,
          PaymentState.REFUNDED);

  private final RawNode root;
  private final StoreContext store;
  private final ExternalId id;
  private final Money total;
  private final Instant placedAt;
  private final CurrencyCode currency;
  private final Prices prices;
  private final Taxes taxes;
  private final Discounts discounts;
  private final Settlement settlement;
  private final Payments payments;
  private final Refunds refunds;
  private final List<Refund> made;
  private final List<Payment> moneyIn;
  private final Shipped shipped;
  private final Words words;

  private OrderReading(
      RawNode root, StoreContext store, ExternalId id, Money total, Instant placedAt) {
    this.root = root;
    this.store = store;
    this.id = id;
    this.total = total.rounded();
    this.placedAt = placedAt;
    this.currency = total.currency();
    this.prices = Prices.of(root, currency);
    this.taxes = Taxes.of(root, currency);
    this.discounts = Discounts.of(root, currency);
    this.settlement = new Settlement(root, prices, taxes);
    this.payments = new Payments(root, currency);
    this.refunds = new Refunds(root, currency, prices.inclusive());
    this.made = refunds.all();
    this.moneyIn = payments.moneyIn();
    this.shipped = Goods.shipped(root.each(OrderFetch.PRODUCTS));
    Money refunded = refundedTotal();
    this.words =
        new Words(
            root.text("status_id").orElse(""),
            root.text("payment_status").orElse(""),
            root.flag("is_deleted").orElse(false),
            refunded.signum() > 0,
            refunded.signum() > 0 && refunded.amount().compareTo(this.total.amount()) >= 0);
  }

  /// Empty where identity, currency, total or time cannot be read; the findings say why.
  static Optional<OrderReading> of(RawNode root, StoreContext store) {
    Optional<ExternalId> id = root.id("id");
    Optional<Instant> placed =
        root.instantOfMail("date_created").or(() -> root.instantOfMail("date_modified"));
    Optional<CurrencyCode> currency =
        root.currency("default_currency_code").or(() -> root.currency("currency_code"));
    if (id.isEmpty() || placed.isEmpty() || currency.isEmpty()) {
      return Optional.empty();
    }
    return root.money("total_inc_tax", currency.get())
        .map(total -> new OrderReading(root, store, id.get(), total, placed.get()));
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
        buyer(),
        addresses(),
        lines(),
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

  private PlatformOrder.Identity identity() {
    return new PlatformOrder.Identity(
        id,
        id.value(),
        Optional.empty(),
        root.text("order_source"),
        root.id("cart_id"),
        Optional.empty(),
        Optional.empty(),
        payments.isTest());
  }

  private PlatformOrder.Readings readings() {
    return new PlatformOrder.Readings(
        payment(),
        BigCommerceStatuses.fulfilment(words, store.mapping(), shipped),
        cancellation(),
        Optional.empty(),
        false);
  }

  private Reading<CancellationState> cancellation() {
    return BigCommerceStatuses.cancellation(words, store.mapping(), shipped);
  }

  private Reading<PaymentState> payment() {
    return BigCommerceStatuses.payment(words, store.mapping());
  }

  private PlatformOrder.Times times() {
    return new PlatformOrder.Times(
        placedAt,
        root.instantOfMail("date_modified").orElse(placedAt),
        moneyIn.stream().findFirst().flatMap(Payment::at),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private List<Evidence> evidence() {
    List<Evidence> evidence = new ArrayList<>();
    if (words.id().equals(BigCommerceStatuses.INCOMPLETE)) {
      evidence.add(new Evidence(CommitmentRule.DRAFT, words.id()));
    }
    if (words.id().equals(BigCommerceStatuses.DECLINED)) {
      evidence.add(new Evidence(BigCommerceStatuses.STATUS_DECLINED, words.id()));
    }
    if (payments.isTest()) {
      evidence.add(new Evidence(CommitmentRule.TEST_ORDER, "true"));
    }
    moneyIn.stream()
        .findFirst()
        .map(first -> new Evidence(BigCommerceStatuses.MONEY_IN, first.id(), first.at()))
        .ifPresent(evidence::add);
    if (!words.money().isEmpty() && payment().matches(MONEY::contains)) {
      evidence.add(new Evidence(BigCommerceStatuses.PAYMENT_STATUS, words.money()));
    }
    if (BigCommerceStatuses.isAccepted(words.id())) {
      evidence.add(new Evidence(BigCommerceStatuses.STATUS_ACCEPTED, words.id()));
    }
    if (moneyIn.isEmpty() && BigCommerceStatuses.awaitsPayment(words.id())) {
      root.text("payment_method")
          .map(method -> new Evidence(BigCommerceStatuses.OFFLINE_METHOD, method))
          .ifPresent(evidence::add);
    }
    return evidence;
  }

  private Buyer buyer() {
    return People.buyer(root);
  }

  private Addresses addresses() {
    return People.addresses(root);
  }

  private List<Line> lines() {
    Goods goods =
        new Goods(
            BigCommerceStatuses.isHandedOver(words.id()),
            BigCommerceStatuses.shipsNothing(words.id())
                || cancellation().is(CancellationState.CANCELLED));
    return new Lines(root, prices, taxes, discounts, goods).all();
  }

  private List<Discount> discounts() {
    return discounts.all();
  }

  private List<ShippingLine> shipping() {
    return settlement.shipping();
  }

  private List<Charge> charges() {
    return settlement.charges();
  }

  private PlatformOrder.StatedTotals totals() {
    return new PlatformOrder.StatedTotals(sheet(), Optional.empty(), prices.inclusive());
  }

  /// Amounts have four decimals; people see those of the currency. What the goods come to after
  /// their discounts is the stated subtotal less the stated discounts.
  private TotalsSheet sheet() {
    Money subtotal = prices.of(root, "subtotal").minus(discounts.onGoods());
    Money shipping = prices.of(root, "shipping_cost").minus(discounts.onShipping());
    return new TotalsSheet(
        Optional.of(subtotal.rounded()),
        discounts.statedTotal().map(Money::rounded),
        Optional.of(shipping.rounded()),
        root.money("total_tax", currency).map(Money::rounded),
        Optional.of(settlement.chargesTotal().rounded()),
        total,
        Optional.of(refundedTotal()));
  }

  private Money refundedTotal() {
    return Money.sum(currency, made.stream().map(Refund::total));
  }

  private List<Payment> payments() {
    return payments.all(payment(), total);
  }

  private List<Shipment> shipments() {
    return Shipments.of(root);
  }

  /// Returns are handled outside of the order in BigCommerce's own screens.
  private static List<OrderReturn> returns() {
    return List.of();
  }

  private List<CustomField> customFields() {
    return OrderFields.of(root, payments, refunds);
  }
}
