package io.orderwire.connectors.woocommerce;

import io.orderwire.connector.StatusTable;
import io.orderwire.connector.Statuses;
import io.orderwire.connector.Statuses.CommitmentRule;
import io.orderwire.connector.StoreMapping;
import io.orderwire.model.CancellationState;
import io.orderwire.model.FulfilmentState;
import io.orderwire.model.PaymentState;
import io.orderwire.model.Reading;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// One word of WooCommerce speaks for money, goods and cancellation at once. The tables say what it
/// means by itself; dates and refunds of the order then say more (see [#payment] and
/// [#fulfilment]). Where a store's mapping names a word, its reading stands as it is.
///
/// The published words are those of `OrderStatus::get_all()`; plugins register more, which are
/// unrecognized until the store maps them.
final class WooCommerceStatuses {
  static final String DATE_PAID = "date_paid";
  static final String STATUS_PAID = "status_paid";
  static final String OFFLINE_METHOD = "offline_method";
  static final String STATUS_FAILED = "status_failed";

  private static final Set<String> DRAFTS = Set.of("checkout-draft", "draft", "auto-draft", "new");

  /// In these the shop has accepted the order, paid or to be paid on delivery.
  private static final Set<String> ACCEPTED = Set.of("processing", "completed", "ready-for-pickup");

  /// In these an order is placed and an offline payment may still be on its way.
  private static final Set<String> AWAITING =
      Set.of("on-hold", "processing", "completed", "ready-for-pickup");

  private static final Set<String> OVER = Set.of("cancelled", "refunded", "failed", "trash");

  /// Words under which work on the order goes on: a completion date is of an earlier round.
  private static final Set<String> GOING_ON =
      Set.of("pending", "on-hold", "failed", "processing", "ready-for-pickup");

  private static final Map<String, PaymentState> PAYMENT = payments();
  private static final Map<String, FulfilmentState> FULFILMENT = fulfilments();
  private static final Map<String, CancellationState> CANCELLATION = cancellations();

  /// What beside the word speaks for an order's state.
  ///
  /// @param free nothing was to be paid
  /// @param refunded some money went back
  /// @param wholly all of it did
  record Circumstances(
      boolean paid, boolean completed, boolean free, boolean refunded, boolean wholly) {}

  /// How much of an order its shipments account for, line by line.
  enum Shipped {
    NOTHING,
    SOME,
    ALL
  }

  private WooCommerceStatuses() {}

  static Statuses tables() {
    return new Statuses(
        new StatusTable<>(PAYMENT),
        new StatusTable<>(FULFILMENT),
        new StatusTable<>(CANCELLATION),
        new CommitmentRule(
            Set.of(DATE_PAID, STATUS_PAID),
            OFFLINE_METHOD,
            Set.of(CommitmentRule.DRAFT, STATUS_FAILED)));
  }

  static boolean isDraft(String status) {
    return DRAFTS.contains(status.toLowerCase(Locale.ROOT));
  }

  static boolean isAccepted(String status) {
    return ACCEPTED.contains(status.toLowerCase(Locale.ROOT));
  }

  static boolean awaitsOfflinePayment(String status) {
    return AWAITING.contains(status.toLowerCase(Locale.ROOT));
  }

  /// Nothing of an order in this state will leave the shop.
  static boolean shipsNothing(String status) {
    return isDraft(status) || OVER.contains(status.toLowerCase(Locale.ROOT));
  }

  static boolean isFailed(String status) {
    return status.equalsIgnoreCase("failed");
  }

  /// `processing` without a payment date is cash on delivery: the money is still to come. A payment
  /// date on any other word says that money came in.
  static Reading<PaymentState> payment(String status, StoreMapping mapping, Circumstances facts) {
    Reading<PaymentState> reading = new StatusTable<>(PAYMENT).read(status, mapping.payment());
    boolean mapped = mapping.payment().containsKey(status.toLowerCase(Locale.ROOT));
    if (mapped || !reading.isRecognized() || isDraft(status) || isFailed(status)) {
      return reading;
    }
    PaymentState money = money(reading, facts);
    if (money != PaymentState.PAID || !facts.refunded()) {
      return Reading.of(money, status);
    }
    return Reading.of(
        facts.wholly() ? PaymentState.REFUNDED : PaymentState.PARTIALLY_REFUNDED, status);
  }

  private static PaymentState money(Reading<PaymentState> reading, Circumstances facts) {
    if (reading.is(PaymentState.REFUNDED)) {
      return PaymentState.REFUNDED;
    }
    if (facts.paid()) {
      return PaymentState.PAID;
    }
    if (reading.is(PaymentState.VOIDED)) {
      return PaymentState.VOIDED;
    }
    boolean settled = reading.is(PaymentState.PAID) && (facts.completed() || facts.free());
    return settled ? PaymentState.PAID : PaymentState.PENDING;
  }

  /// What was completed before it was refunded, cancelled or trashed had been handed over.
  /// Shipments that name lines tell how far a `processing` order has come.
  static Reading<FulfilmentState> fulfilment(
      String status, StoreMapping mapping, Circumstances facts, Shipped shipped) {
    Reading<FulfilmentState> reading =
        new StatusTable<>(FULFILMENT).read(status, mapping.fulfilment());
    boolean mapped = mapping.fulfilment().containsKey(status.toLowerCase(Locale.ROOT));
    if (mapped || !reading.isRecognized() || isDraft(status)) {
      return reading;
    }
    boolean over = !GOING_ON.contains(status.toLowerCase(Locale.ROOT));
    if (over && facts.completed()) {
      return Reading.of(FulfilmentState.FULFILLED, status);
    }
    return switch (shipped) {
      case NOTHING -> reading;
      case SOME -> partly(reading, status);
      case ALL -> Reading.of(FulfilmentState.FULFILLED, status);
    };
  }

  static Reading<CancellationState> cancellation(String status, StoreMapping mapping) {
    return new StatusTable<>(CANCELLATION).read(status, mapping.cancellation());
  }

  private static Reading<FulfilmentState> partly(Reading<FulfilmentState> reading, String status) {
    return reading.is(FulfilmentState.FULFILLED)
        ? reading
        : Reading.of(FulfilmentState.PARTIALLY_FULFILLED, status);
  }

  private static Map<String, PaymentState> payments() {
    Map<String, PaymentState> words = new LinkedHashMap<>();
    words.put("pending", PaymentState.PENDING);
    words.put("on-hold", PaymentState.PENDING);
    words.put("failed", PaymentState.FAILED);
    words.put("processing", PaymentState.PAID);
    words.put("ready-for-pickup", PaymentState.PAID);
    words.put("completed", PaymentState.PAID);
    words.put("cancelled", PaymentState.VOIDED);
    words.put("refunded", PaymentState.REFUNDED);
    words.put("trash", PaymentState.VOIDED);
    DRAFTS.stream().sorted().forEach(draft -> words.put(draft, PaymentState.PENDING));
    return words;
  }

  private static Map<String, FulfilmentState> fulfilments() {
    Map<String, FulfilmentState> words = new LinkedHashMap<>();
    words.put("pending", FulfilmentState.UNFULFILLED);
    words.put("on-hold", FulfilmentState.UNFULFILLED);
    words.put("failed", FulfilmentState.UNFULFILLED);
    words.put("processing", FulfilmentState.UNFULFILLED);
    words.put("ready-for-pickup", FulfilmentState.IN_PROGRESS);
    words.put("completed", FulfilmentState.FULFILLED);
    words.put("cancelled", FulfilmentState.UNFULFILLED);
    words.put("refunded", FulfilmentState.UNFULFILLED);
    words.put("trash", FulfilmentState.UNFULFILLED);
    DRAFTS.stream().sorted().forEach(draft -> words.put(draft, FulfilmentState.UNFULFILLED));
    return words;
  }

  private static Map<String, CancellationState> cancellations() {
    Map<String, CancellationState> words = new LinkedHashMap<>();
    FULFILMENT.keySet().forEach(word -> words.put(word, CancellationState.NONE));
    words.put("cancelled", CancellationState.CANCELLED);
    words.put("trash", CancellationState.CANCELLED);
    return words;
  }
}
