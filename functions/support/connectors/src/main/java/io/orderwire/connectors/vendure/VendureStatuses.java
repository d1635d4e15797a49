package io.orderwire.connectors.vendure;

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
import java.util.Optional;
import java.util.Set;

/// One state of an order speaks for money, goods and cancellation at once. The tables say what it
/// means by itself; payments, refunds and fulfillments say more. Where a store's mapping names a
/// state, its reading stands as it is. A shop's own order process adds states, which are
/// unrecognized until the store maps them.
final class VendureStatuses {
  static final String ORDER_PLACED = "order_placed";
  static final String OFFLINE_METHOD = "offline_method";

  private static final Set<String> CARTS = Set.of("created", "addingitems");
  private static final Map<String, PaymentState> PAYMENT = payments();
  private static final Map<String, FulfilmentState> FULFILMENT = fulfilments();
  private static final Map<String, CancellationState> CANCELLATION = cancellations();

  private VendureStatuses() {}

  static Statuses tables() {
    return new Statuses(
        new StatusTable<>(PAYMENT),
        new StatusTable<>(FULFILMENT),
        new StatusTable<>(CANCELLATION),
        new CommitmentRule(Set.of(ORDER_PLACED), OFFLINE_METHOD, Set.of(CommitmentRule.DRAFT)));
  }

  static boolean isCart(String state) {
    return CARTS.contains(state.toLowerCase(Locale.ROOT));
  }

  /// @param money what the payments say, where they say anything
  static Reading<PaymentState> payment(
      String state, StoreMapping mapping, Optional<PaymentState> money) {
    Reading<PaymentState> reading = new StatusTable<>(PAYMENT).read(state, mapping.payment());
    return isOpen(reading, mapping.payment(), state)
        ? money.map(stated -> Reading.of(stated, state)).orElse(reading)
        : reading;
  }

  /// @param shipped what the fulfillments say, where they say anything
  static Reading<FulfilmentState> fulfilment(
      String state, StoreMapping mapping, Optional<FulfilmentState> shipped) {
    Reading<FulfilmentState> reading =
        new StatusTable<>(FULFILMENT).read(state, mapping.fulfilment());
    boolean held = reading.is(FulfilmentState.ON_HOLD);
    return isOpen(reading, mapping.fulfilment(), state) && !held
        ? shipped.map(stated -> Reading.of(stated, state)).orElse(reading)
        : reading;
  }

  static Reading<CancellationState> cancellation(String state, StoreMapping mapping) {
    return new StatusTable<>(CANCELLATION).read(state, mapping.cancellation());
  }

  private static boolean isOpen(Reading<?> reading, Map<String, ?> mapped, String state) {
    return reading.isRecognized() && !mapped.containsKey(state.toLowerCase(Locale.ROOT));
  }

  private static Map<String, PaymentState> payments() {
    Map<String, PaymentState> words = new LinkedHashMap<>();
    words.put("Created", PaymentState.PENDING);
    words.put("Draft", PaymentState.PENDING);
    words.put("AddingItems", PaymentState.PENDING);
    words.put("ArrangingPayment", PaymentState.PENDING);
    words.put("PaymentAuthorized", PaymentState.AUTHORIZED);
    words.put("PaymentSettled", PaymentState.PAID);
    words.put("PartiallyShipped", PaymentState.PAID);
    words.put("Shipped", PaymentState.PAID);
    words.put("PartiallyDelivered", PaymentState.PAID);
    words.put("Delivered", PaymentState.PAID);
    words.put("Modifying", PaymentState.PAID);
    words.put("ArrangingAdditionalPayment", PaymentState.PARTIALLY_PAID);
    words.put("Cancelled", PaymentState.VOIDED);
    return words;
  }

  /// While an order is modified, or money for it is still to come, nothing of it should leave.
  private static Map<String, FulfilmentState> fulfilments() {
    Map<String, FulfilmentState> words = new LinkedHashMap<>();
    PAYMENT.keySet().forEach(word -> words.put(word, FulfilmentState.UNFULFILLED));
    words.put("PartiallyShipped", FulfilmentState.PARTIALLY_FULFILLED);
    words.put("Shipped", FulfilmentState.FULFILLED);
    words.put("PartiallyDelivered", FulfilmentState.PARTIALLY_FULFILLED);
    words.put("Delivered", FulfilmentState.FULFILLED);
    words.put("Modifying", FulfilmentState.ON_HOLD);
    words.put("ArrangingAdditionalPayment", FulfilmentState.ON_HOLD);
    return words;
  }

  private static Map<String, CancellationState> cancellations() {
    Map<String, CancellationState> words = new LinkedHashMap<>();
    PAYMENT.keySet().forEach(word -> words.put(word, CancellationState.NONE));
    words.put("Cancelled", CancellationState.CANCELLED);
    return words;
  }
}
