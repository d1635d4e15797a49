package io.orderwire.connectors.bigcommerce;

import io.orderwire.connector.StatusTable;
import io.orderwire.connector.Statuses;
import io.orderwire.connector.Statuses.CommitmentRule;
import io.orderwire.connector.StoreMapping;
import io.orderwire.model.CancellationState;
import io.orderwire.model.FulfilmentState;
import io.orderwire.model.PaymentState;
import io.orderwire.model.Reading;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// An order has one status, known by its number, and a word for its money. The number speaks for
/// goods and cancellation, and for money where the word is empty; what was shipped and refunded
/// then says more. Where a store's mapping names a number, its reading stands as it is.
///
/// The published numbers are those of `GET /v2/order_statuses`, the words those of
/// `payment_status`.
final class BigCommerceStatuses {
  static final String PAYMENT_STATUS = "payment_status";
  static final String MONEY_IN = "money_in";
  static final String STATUS_ACCEPTED = "status_accepted";
  static final String OFFLINE_METHOD = "offline_method";
  static final String STATUS_DECLINED = "status_declined";

  /// The word under which an archived order of which nothing was shipped is cancelled.
  static final String ARCHIVED = "archived";

  static final String INCOMPLETE = "0";
  static final String DECLINED = "6";
  private static final String PENDING = "1";
  private static final String SHIPPED = "2";
  private static final String PARTIALLY_SHIPPED = "3";
  private static final String REFUNDED = "4";
  private static final String CANCELLED = "5";
  private static final String AWAITING_PAYMENT = "7";
  private static final String AWAITING_PICKUP = "8";
  private static final String AWAITING_SHIPMENT = "9";
  private static final String COMPLETED = "10";
  private static final String AWAITING_FULFILLMENT = "11";
  private static final String MANUAL_VERIFICATION = "12";
  private static final String DISPUTED = "13";
  private static final String PARTIALLY_REFUNDED = "14";

  /// In these the shop works on an order or has done so, however it is paid.
  private static final Set<String> ACCEPTED =
      Set.of(
          SHIPPED,
          PARTIALLY_SHIPPED,
          REFUNDED,
          AWAITING_PICKUP,
          AWAITING_SHIPMENT,
          COMPLETED,
          AWAITING_FULFILLMENT,
          DISPUTED,
          PARTIALLY_REFUNDED);

  private static final Set<String> HANDED_OVER = Set.of(SHIPPED, COMPLETED);
  private static final Set<String> OVER = Set.of(INCOMPLETE, REFUNDED, CANCELLED, DECLINED);

  private static final Map<String, PaymentState> PAYMENT = payments();
  private static final Map<String, FulfilmentState> FULFILMENT = fulfilments();
  private static final Map<String, CancellationState> CANCELLATION = cancellations();

  /// What an order says of its state.
  ///
  /// @param id of the status
  /// @param money the word for its money; empty for none
  /// @param archived taken out of the listings
  /// @param refunded some money went back
  /// @param wholly all of it did
  record Words(String id, String money, boolean archived, boolean refunded, boolean wholly) {}

  /// How much of the goods that had to be shipped was.
  enum Shipped {
    NOTHING,
    SOME,
    ALL
  }

  private BigCommerceStatuses() {}

  static Statuses tables() {
    return new Statuses(
        new StatusTable<>(PAYMENT),
        new StatusTable<>(FULFILMENT),
        new StatusTable<>(CANCELLATION),
        new CommitmentRule(
            Set.of(PAYMENT_STATUS, MONEY_IN, STATUS_ACCEPTED),
            OFFLINE_METHOD,
            Set.of(CommitmentRule.DRAFT, STATUS_DECLINED)));
  }

  static boolean isAccepted(String id) {
    return ACCEPTED.contains(id);
  }

  /// The checkout is complete and the money is still to come.
  static boolean awaitsPayment(String id) {
    return id.equals(AWAITING_PAYMENT);
  }

  /// The shop says that the goods are out of the house, whatever its shipments account for.
  static boolean isHandedOver(String id) {
    return HANDED_OVER.contains(id);
  }

  /// Nothing of an order in this state will leave the shop.
  static boolean shipsNothing(String id) {
    return OVER.contains(id);
  }

  static Reading<PaymentState> payment(Words words, StoreMapping mapping) {
    StatusTable<PaymentState> table = new StatusTable<>(PAYMENT);
    if (mapping.payment().containsKey(words.id())) {
      return table.read(words.id(), mapping.payment());
    }
    String word = words.money().isEmpty() ? words.id() : words.money();
    Reading<PaymentState> reading = table.read(word, mapping.payment());
    if (!reading.is(PaymentState.PAID)) {
      return reading;
    }
    if (words.wholly() || words.id().equals(REFUNDED)) {
      return Reading.of(PaymentState.REFUNDED, word);
    }
    boolean partly = words.refunded() || words.id().equals(PARTIALLY_REFUNDED);
    return partly ? Reading.of(PaymentState.PARTIALLY_REFUNDED, word) : reading;
  }

  /// A merchant may leave or set any status by hand: what was shipped line by line counts beside
  /// it. A hold only matters while something is left to ship.
  static Reading<FulfilmentState> fulfilment(Words words, StoreMapping mapping, Shipped shipped) {
    Reading<FulfilmentState> reading =
        new StatusTable<>(FULFILMENT).read(words.id(), mapping.fulfilment());
    boolean mapped = mapping.fulfilment().containsKey(words.id());
    if (mapped || !reading.isRecognized()) {
      return reading;
    }
    return switch (shipped) {
      case NOTHING -> reading;
      case SOME ->
          reading.is(FulfilmentState.FULFILLED) || reading.is(FulfilmentState.ON_HOLD)
              ? reading
              : Reading.of(FulfilmentState.PARTIALLY_FULFILLED, words.id());
      case ALL -> Reading.of(FulfilmentState.FULFILLED, words.id());
    };
  }

  static Reading<CancellationState> cancellation(
      Words words, StoreMapping mapping, Shipped shipped) {
    boolean calledOff = words.archived() && shipped == Shipped.NOTHING && !isHandedOver(words.id());
    return new StatusTable<>(CANCELLATION)
        .read(calledOff ? ARCHIVED : words.id(), mapping.cancellation());
  }

  private static Map<String, PaymentState> payments() {
    Map<String, PaymentState> words = new LinkedHashMap<>();
    words.put("authorized", PaymentState.AUTHORIZED);
    words.put("captured", PaymentState.PAID);
    words.put("capture pending", PaymentState.AUTHORIZED);
    words.put("declined", PaymentState.FAILED);
    words.put("held for review", PaymentState.PENDING);
    words.put("paid", PaymentState.PAID);
    words.put("partially refunded", PaymentState.PARTIALLY_REFUNDED);
    words.put("pending", PaymentState.PENDING);
    words.put("refunded", PaymentState.REFUNDED);
    words.put("void", PaymentState.VOIDED);
    words.put("void pending", PaymentState.AUTHORIZED);
    words.put(INCOMPLETE, PaymentState.PENDING);
    words.put(PENDING, PaymentState.PENDING);
    words.put(AWAITING_PAYMENT, PaymentState.PENDING);
    words.put(AWAITING_FULFILLMENT, PaymentState.PAID);
    words.put(AWAITING_SHIPMENT, PaymentState.PAID);
    words.put(AWAITING_PICKUP, PaymentState.PAID);
    words.put(PARTIALLY_SHIPPED, PaymentState.PAID);
    words.put(SHIPPED, PaymentState.PAID);
    words.put(COMPLETED, PaymentState.PAID);
    words.put(MANUAL_VERIFICATION, PaymentState.PAID);
    words.put(DISPUTED, PaymentState.PAID);
    words.put(PARTIALLY_REFUNDED, PaymentState.PARTIALLY_REFUNDED);
    words.put(REFUNDED, PaymentState.REFUNDED);
    words.put(CANCELLED, PaymentState.VOIDED);
    words.put(DECLINED, PaymentState.FAILED);
    return words;
  }

  private static Map<String, FulfilmentState> fulfilments() {
    Map<String, FulfilmentState> words = new LinkedHashMap<>();
    for (String waiting :
        new String[] {
          INCOMPLETE,
          PENDING,
          AWAITING_PAYMENT,
          AWAITING_FULFILLMENT,
          PARTIALLY_REFUNDED,
          REFUNDED,
          CANCELLED,
          DECLINED
        }) {
      words.put(waiting, FulfilmentState.UNFULFILLED);
    }
    words.put(AWAITING_SHIPMENT, FulfilmentState.IN_PROGRESS);
    words.put(AWAITING_PICKUP, FulfilmentState.IN_PROGRESS);
    words.put(MANUAL_VERIFICATION, FulfilmentState.ON_HOLD);
    words.put(DISPUTED, FulfilmentState.ON_HOLD);
    words.put(PARTIALLY_SHIPPED, FulfilmentState.PARTIALLY_FULFILLED);
    words.put(SHIPPED, FulfilmentState.FULFILLED);
    words.put(COMPLETED, FulfilmentState.FULFILLED);
    return words;
  }

  private static Map<String, CancellationState> cancellations() {
    Map<String, CancellationState> words = new LinkedHashMap<>();
    FULFILMENT.keySet().forEach(id -> words.put(id, CancellationState.NONE));
    words.put(CANCELLED, CancellationState.CANCELLED);
    words.put(DECLINED, CancellationState.CANCELLED);
    words.put(ARCHIVED, CancellationState.CANCELLED);
    return words;
  }
}
