package io.orderwire.model;

import static io.orderwire.model.CancellationState.CANCELLED;
import static io.orderwire.model.PaymentState.FAILED;
import static io.orderwire.model.PaymentState.VOIDED;

import java.util.EnumSet;
import java.util.Set;

/// The one place where an order's headline comes from. Connectors report readings; nobody else
/// chooses a status.
public final class StatusDerivation {
  private static final Set<PaymentState> MONEY_IN =
      EnumSet.of(PaymentState.PAID, PaymentState.PARTIALLY_REFUNDED);
  private static final Set<PaymentState> MONEY_GONE =
      EnumSet.of(VOIDED, PaymentState.EXPIRED, FAILED);
  private static final Set<FulfilmentState> SHIPPABLE =
      EnumSet.of(
          FulfilmentState.UNFULFILLED,
          FulfilmentState.IN_PROGRESS,
          FulfilmentState.PARTIALLY_FULFILLED);
  private static final Set<FulfilmentState> SHIPPED =
      EnumSet.of(FulfilmentState.FULFILLED, FulfilmentState.PARTIALLY_FULFILLED);

  /// What the derivation looks at.
  ///
  /// @param moneySecuredByPolicy the store counts this order's authorization or offline method as
  /// secured
  /// @param needsShipping something of the order has to be shipped
  /// @param paymentFailureIsFinal a failed payment cannot be retried by the buyer
  /// @param heldByPolicy the store's policy keeps the order back, for example for an unexplained
  /// total
  public record Facts(
      Reading<PaymentState> payment,
      Reading<FulfilmentState> fulfilment,
      Reading<CancellationState> cancellation,
      boolean committed,
      boolean moneySecuredByPolicy,
      boolean needsShipping,
      boolean paymentFailureIsFinal,
      boolean heldByPolicy) {}

  private StatusDerivation() {}

  public static OrderStatus derive(Facts facts) {
    if (isCancelled(facts)) {
      return OrderStatus.CANCELLED;
    }
    if (facts.fulfilment.is(FulfilmentState.FULFILLED)) {
      return OrderStatus.FULFILLED;
    }
    boolean moneyIn = facts.payment.matches(MONEY_IN::contains);
    boolean secured = moneyIn || (facts.moneySecuredByPolicy && facts.payment.isRecognized());
    boolean actionable =
        facts.committed
            && secured
            && facts.needsShipping
            && !facts.heldByPolicy
            && facts.cancellation.is(CancellationState.NONE)
            && facts.fulfilment.matches(SHIPPABLE::contains);
    if (actionable) {
      return OrderStatus.READY_FOR_FULFILLMENT;
    }
    return moneyIn ? OrderStatus.PAID : OrderStatus.PENDING;
  }

  private static boolean isCancelled(Facts facts) {
    if (facts.cancellation.is(CANCELLED)) {
      return true;
    }
    if (facts.fulfilment.matches(SHIPPED::contains) || !facts.fulfilment.isRecognized()) {
      return false;
    }
    if (facts.fulfilment.is(FulfilmentState.RESTOCKED)) {
      return true;
    }
    boolean moneyGone =
        facts.payment.matches(MONEY_GONE::contains)
            && (facts.paymentFailureIsFinal || !facts.payment.is(FAILED));
    return moneyGone || facts.payment.is(PaymentState.REFUNDED);
  }
}
