package io.orderwire.connectors.api2cart;

import io.orderwire.connector.RawNode;
import io.orderwire.connector.StatusTable;
import io.orderwire.connector.Statuses;
import io.orderwire.connector.Statuses.CommitmentRule;
import io.orderwire.connector.StoreMapping;
import io.orderwire.model.CancellationState;
import io.orderwire.model.FulfilmentState;
import io.orderwire.model.PaymentState;
import io.orderwire.model.Reading;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// An order has the one status that its cart gave it, as an id and a name, handed on as they are.
/// Ids are words in some carts and numbers of the shop's own in others; names are words, which
/// merchants may change. So the id counts where it is a word, else the name. Two
/// carts never mean two things by a word of this table; what a shop made up stands in its mapping.
///
/// The words are those of WooCommerce, Magento, BigCommerce, PrestaShop, OpenCart, Ecwid and Amazon
/// as they come out of the box.
final class Api2CartStatuses {
  static final String STATUS_ACCEPTED = "status_accepted";
  static final String MONEY_IN = "money_in";
  static final String OFFLINE_METHOD = "offline_method";
  static final String STATUS_DECLINED = "status_declined";

  private static final Set<PaymentState> MONEY =
      EnumSet.of(
          PaymentState.AUTHORIZED,
          PaymentState.PARTIALLY_PAID,
          PaymentState.PAID,
          PaymentState.PARTIALLY_REFUNDED,
          PaymentState.REFUNDED);

  private static final Set<String> DRAFTS =
      Set.of("checkout-draft", "auto-draft", "incomplete", "draft");

  /// Where goods and money have words of their own, those of the goods say nothing of the money.
  private static final Set<String> OF_GOODS = Set.of("awaiting_processing", "ready_for_pickup");

  private static final Pattern NUMBER = Pattern.compile("[0-9]*");

  private static final Map<String, PaymentState> PAYMENT = new LinkedHashMap<>();
  private static final Map<String, FulfilmentState> FULFILMENT = new LinkedHashMap<>();
  private static final Map<String, CancellationState> CANCELLATION = new LinkedHashMap<>();

  static {
    open();
    secured();
    shipped();
    ended();
  }

  /// How much of the goods left the shop, by its shipments.
  enum Shipped {
    NOTHING,
    SOME,
    ALL
  }

  private Api2CartStatuses() {}

  static Statuses tables() {
    return new Statuses(
        new StatusTable<>(PAYMENT),
        new StatusTable<>(FULFILMENT),
        new StatusTable<>(CANCELLATION),
        new CommitmentRule(
            Set.of(STATUS_ACCEPTED, MONEY_IN),
            OFFLINE_METHOD,
            Set.of(CommitmentRule.DRAFT, STATUS_DECLINED)));
  }

  /// The word that counts of a status: its id, or its name where the id is a number or nothing,
  /// unless the store's mapping knows the number.
  static String word(RawNode status, StoreMapping mapping) {
    String id = status.text("id").orElse("");
    String name = status.text("name").orElse("");
    boolean says = !NUMBER.matcher(id).matches() || isMapped(id, mapping);
    return says || name.isEmpty() ? id : name;
  }

  private static boolean isMapped(String id, StoreMapping mapping) {
    return mapping.payment().containsKey(id)
        || mapping.fulfilment().containsKey(id)
        || mapping.cancellation().containsKey(id);
  }

  static boolean isDraft(String word) {
    return DRAFTS.contains(word.toLowerCase(Locale.ROOT));
  }

  static boolean isMoney(PaymentState state) {
    return MONEY.contains(state);
  }

  /// The word alone, without what the amounts say.
  static Reading<PaymentState> payment(String word, StoreMapping mapping) {
    return new StatusTable<>(PAYMENT).read(word, mapping.payment());
  }

  /// A hold or a cancellation says nothing of money that came in before it; only the amounts do. An
  /// order that waits for its money stays so, whatever is stated as paid.
  static Reading<PaymentState> payment(String word, StoreMapping mapping, MoneyMoved moved) {
    Reading<PaymentState> reading = payment(word, mapping);
    boolean mapped = mapping.payment().containsKey(word.toLowerCase(Locale.ROOT));
    boolean held =
        reading.is(PaymentState.PENDING)
            && fulfilment(word, mapping, Shipped.NOTHING).is(FulfilmentState.ON_HOLD);
    boolean silent =
        held || reading.is(PaymentState.VOIDED) || OF_GOODS.contains(word.toLowerCase(Locale.ROOT));
    boolean told = reading.is(PaymentState.PAID) || (silent && moved.isAny());
    return told && !mapped ? Reading.of(moved.state(), word) : reading;
  }

  /// What was shipped line by line counts beside the word, but for a hold.
  static Reading<FulfilmentState> fulfilment(String word, StoreMapping mapping, Shipped shipped) {
    Reading<FulfilmentState> reading =
        new StatusTable<>(FULFILMENT).read(word, mapping.fulfilment());
    boolean mapped = mapping.fulfilment().containsKey(word.toLowerCase(Locale.ROOT));
    if (mapped || !reading.isRecognized()) {
      return reading;
    }
    return switch (shipped) {
      case NOTHING -> reading;
      case SOME ->
          reading.is(FulfilmentState.FULFILLED) || reading.is(FulfilmentState.ON_HOLD)
              ? reading
              : Reading.of(FulfilmentState.PARTIALLY_FULFILLED, word);
      case ALL -> Reading.of(FulfilmentState.FULFILLED, word);
    };
  }

  static Reading<CancellationState> cancellation(String word, StoreMapping mapping) {
    return new StatusTable<>(CANCELLATION).read(word, mapping.cancellation());
  }

  private static void open() {
    words(
        PaymentState.PENDING,
        FulfilmentState.UNFULFILLED,
        CancellationState.NONE,
        "new",
        "pending",
        "pending payment",
        "pending_payment",
        "pendingavailability",
        "awaiting payment",
        "awaiting_payment",
        "awaiting bank wire payment",
        "awaiting check payment",
        "awaiting cash on delivery validation",
        "on backorder (not paid)",
        "pending_paypal",
        "awaiting_processing",
        "checkout-draft",
        "auto-draft",
        "draft",
        "incomplete");
    words(
        PaymentState.PENDING,
        FulfilmentState.ON_HOLD,
        CancellationState.NONE,
        "on-hold",
        "on hold",
        "holded",
        "payment review",
        "payment_review",
        "suspected fraud",
        "fraud");
  }

  private static void secured() {
    words(
        PaymentState.PAID,
        FulfilmentState.UNFULFILLED,
        CancellationState.NONE,
        "paid",
        "processing",
        "payment accepted",
        "remote payment accepted",
        "awaiting fulfillment",
        "unshipped");
    words(
        PaymentState.PAID,
        FulfilmentState.IN_PROGRESS,
        CancellationState.NONE,
        "processed",
        "processing in progress",
        "awaiting shipment",
        "awaiting pickup",
        "ready-for-pickup");
    words(
        PaymentState.PENDING,
        FulfilmentState.IN_PROGRESS,
        CancellationState.NONE,
        "ready_for_pickup");
    words(
        PaymentState.PAID,
        FulfilmentState.ON_HOLD,
        CancellationState.NONE,
        "manual verification required",
        "disputed",
        "on backorder (paid)",
        "canceled reversal",
        "paypal_canceled_reversal",
        "unfulfillable");
  }

  private static void shipped() {
    words(
        PaymentState.PAID,
        FulfilmentState.PARTIALLY_FULFILLED,
        CancellationState.NONE,
        "partially shipped",
        "partiallyshipped");
    words(
        PaymentState.PAID,
        FulfilmentState.FULFILLED,
        CancellationState.NONE,
        "shipped",
        "invoiceunconfirmed",
        "delivered",
        "complete",
        "completed",
        "out_for_delivery",
        "returned");
  }

  private static void ended() {
    words(
        PaymentState.PARTIALLY_REFUNDED,
        FulfilmentState.UNFULFILLED,
        CancellationState.NONE,
        "partially refunded",
        "partially_refunded");
    words(
        PaymentState.REFUNDED,
        FulfilmentState.UNFULFILLED,
        CancellationState.NONE,
        "refunded",
        "chargeback",
        "reversed",
        "paypal_reversed",
        "closed");
    words(
        PaymentState.VOIDED,
        FulfilmentState.UNFULFILLED,
        CancellationState.CANCELLED,
        "cancelled",
        "canceled",
        "voided",
        "will_not_deliver",
        "trash");
    words(
        PaymentState.EXPIRED, FulfilmentState.UNFULFILLED, CancellationState.CANCELLED, "expired");
    words(
        PaymentState.FAILED,
        FulfilmentState.UNFULFILLED,
        CancellationState.NONE,
        "failed",
        "payment error");
    words(
        PaymentState.FAILED,
        FulfilmentState.UNFULFILLED,
        CancellationState.CANCELLED,
        "declined",
        "denied");
  }

  private static void words(
      PaymentState payment,
      FulfilmentState fulfilment,
      CancellationState cancellation,
      String... words) {
    for (String word : words) {
      PAYMENT.put(word, payment);
      FULFILMENT.put(word, fulfilment);
      CANCELLATION.put(word, cancellation);
    }
  }
}
