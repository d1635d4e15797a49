package io.orderwire.connectors.magento;

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

/// An order has a state, fixed in Magento's code, and a status, a merchant's label for it. The
/// state speaks, together with what was paid and shipped. Where a store's mapping names a status or
/// a state, its reading stands as it is, the status first.
///
/// The published states are the constants of `Magento\Sales\Model\Order`.
final class MagentoStatuses {
  static final String TOTAL_PAID = "total_paid";
  static final String AUTHORIZED = "amount_authorized";
  static final String STATE_ACCEPTED = "state_accepted";
  static final String OFFLINE_METHOD = "offline_method";
  static final String UNDER_REVIEW = "under_review";

  private static final String NEW = "new";
  private static final String PENDING_PAYMENT = "pending_payment";
  private static final String PAYMENT_REVIEW = "payment_review";
  private static final String PROCESSING = "processing";
  private static final String COMPLETE = "complete";
  private static final String CLOSED = "closed";
  private static final String CANCELED = "canceled";
  private static final String HOLDED = "holded";

  /// A status of Magento's own that says more than its state.
  private static final String FRAUD = "fraud";

  /// Invoiced or shipped at least in part, or secured by a gateway.
  private static final Set<String> ACCEPTED = Set.of(PROCESSING, COMPLETE, CLOSED);

  private static final Set<String> OVER = Set.of(COMPLETE, CLOSED, CANCELED);

  private static final Map<String, PaymentState> PAYMENT = payments();
  private static final Map<String, FulfilmentState> FULFILMENT = fulfilments();
  private static final Map<String, CancellationState> CANCELLATION = cancellations();

  /// What an order says of its state.
  ///
  /// @param status the merchant's label
  record Words(String state, String status) {

    boolean isCanceled() {
      return state.equals(CANCELED);
    }

    boolean isUnderReview() {
      return state.equals(PAYMENT_REVIEW) || status.equalsIgnoreCase(FRAUD);
    }

    boolean isNew() {
      return state.equals(NEW);
    }

    boolean isAccepted() {
      return ACCEPTED.contains(state);
    }

    /// Nothing more of it will leave the shop.
    boolean isOver() {
      return OVER.contains(state);
    }
  }

  /// What an order says of its money.
  ///
  /// @param authorized some of it is secured by a gateway
  /// @param paid some of it came in
  /// @param wholly all of it did, or there is nothing to pay
  /// @param refunded some of it went back
  /// @param given all that came in went back
  record Money(boolean authorized, boolean paid, boolean wholly, boolean refunded, boolean given) {}

  /// How much of the goods that had to be shipped was.
  enum Shipped {
    NOTHING,
    SOME,
    ALL
  }

  private MagentoStatuses() {}

  static Statuses tables() {
    return new Statuses(
        new StatusTable<>(PAYMENT),
        new StatusTable<>(FULFILMENT),
        new StatusTable<>(CANCELLATION),
        new CommitmentRule(
            Set.of(TOTAL_PAID, AUTHORIZED, STATE_ACCEPTED), OFFLINE_METHOD, Set.of(UNDER_REVIEW)));
  }

  /// A state says where the order stands; how far the money has come, only its amounts do.
  static Reading<PaymentState> payment(Words words, StoreMapping mapping, Money money) {
    Reading<PaymentState> reading = read(words, PAYMENT, mapping.payment());
    if (isMapped(words, mapping.payment()) || !reading.isRecognized()) {
      return reading;
    }
    if (money.refunded()) {
      return Reading.of(
          money.given() ? PaymentState.REFUNDED : PaymentState.PARTIALLY_REFUNDED, words.state());
    }
    if (money.paid()) {
      return Reading.of(
          money.wholly() ? PaymentState.PAID : PaymentState.PARTIALLY_PAID, words.state());
    }
    boolean free = money.wholly() && reading.is(PaymentState.PAID);
    boolean over = reading.is(PaymentState.VOIDED) || reading.is(PaymentState.REFUNDED);
    if (free || over) {
      return over ? Reading.of(PaymentState.VOIDED, words.state()) : reading;
    }
    boolean secured = money.authorized() && !words.state().equals(PENDING_PAYMENT);
    return Reading.of(
        secured && !words.isUnderReview() ? PaymentState.AUTHORIZED : PaymentState.PENDING,
        words.state());
  }

  /// What was shipped item by item counts beside the state. A hold only matters while something is
  /// left to ship.
  static Reading<FulfilmentState> fulfilment(Words words, StoreMapping mapping, Shipped shipped) {
    Reading<FulfilmentState> reading = read(words, FULFILMENT, mapping.fulfilment());
    if (isMapped(words, mapping.fulfilment()) || !reading.isRecognized()) {
      return reading;
    }
    return switch (shipped) {
      case NOTHING -> reading;
      case SOME ->
          reading.is(FulfilmentState.FULFILLED) || reading.is(FulfilmentState.ON_HOLD)
              ? reading
              : Reading.of(FulfilmentState.PARTIALLY_FULFILLED, words.state());
      case ALL -> Reading.of(FulfilmentState.FULFILLED, words.state());
    };
  }

  static Reading<CancellationState> cancellation(Words words, StoreMapping mapping) {
    return read(words, CANCELLATION, mapping.cancellation());
  }

  /// By the status where a mapping or the table has it, else by the state, whose word is shown.
  private static <T> Reading<T> read(Words words, Map<String, T> table, Map<String, T> overrides) {
    String status = words.status().toLowerCase(Locale.ROOT);
    boolean known = ACCEPTED.contains(words.state()) || table.containsKey(words.state());
    boolean byStatus = overrides.containsKey(status) || (known && status.equals(FRAUD));
    return new StatusTable<>(table).read(byStatus ? words.status() : words.state(), overrides);
  }

  private static boolean isMapped(Words words, Map<String, ?> overrides) {
    return overrides.containsKey(words.status().toLowerCase(Locale.ROOT))
        || overrides.containsKey(words.state().toLowerCase(Locale.ROOT));
  }

  private static Map<String, PaymentState> payments() {
    Map<String, PaymentState> words = new LinkedHashMap<>();
    words.put(NEW, PaymentState.PENDING);
    words.put(PENDING_PAYMENT, PaymentState.PENDING);
    words.put(PAYMENT_REVIEW, PaymentState.PENDING);
    words.put(PROCESSING, PaymentState.PAID);
    words.put(COMPLETE, PaymentState.PAID);
    words.put(CLOSED, PaymentState.REFUNDED);
    words.put(CANCELED, PaymentState.VOIDED);
    words.put(HOLDED, PaymentState.PENDING);
    words.put(FRAUD, PaymentState.PENDING);
    return words;
  }

  private static Map<String, FulfilmentState> fulfilments() {
    Map<String, FulfilmentState> words = new LinkedHashMap<>();
    words.put(NEW, FulfilmentState.UNFULFILLED);
    words.put(PENDING_PAYMENT, FulfilmentState.UNFULFILLED);
    words.put(PAYMENT_REVIEW, FulfilmentState.UNFULFILLED);
    words.put(PROCESSING, FulfilmentState.UNFULFILLED);
    words.put(COMPLETE, FulfilmentState.FULFILLED);
    words.put(CLOSED, FulfilmentState.UNFULFILLED);
    words.put(CANCELED, FulfilmentState.UNFULFILLED);
    words.put(HOLDED, FulfilmentState.ON_HOLD);
    words.put(FRAUD, FulfilmentState.ON_HOLD);
    return words;
  }

  private static Map<String, CancellationState> cancellations() {
    Map<String, CancellationState> words = new LinkedHashMap<>();
    FULFILMENT.keySet().forEach(word -> words.put(word, CancellationState.NONE));
    words.put(CANCELED, CancellationState.CANCELLED);
    return words;
  }
}
