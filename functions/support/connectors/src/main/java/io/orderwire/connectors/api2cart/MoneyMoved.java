package io.orderwire.connectors.api2cart;

import io.orderwire.model.Money;
import io.orderwire.model.PaymentState;
import java.util.Optional;

/// What the amounts of an order say of its money, where its status says that there was some.
///
/// @param total what the order comes to
/// @param stated what the order says was paid
/// @param cameIn by its transactions
/// @param wentBack positive
record MoneyMoved(Money total, Optional<Money> stated, Money cameIn, Money wentBack) {

  boolean isAny() {
    return isStated() || cameIn.signum() > 0 || wentBack.signum() > 0;
  }

  /// Paid in full unless the order states less.
  PaymentState state() {
    if (wentBack.signum() > 0) {
      return isLess(wentBack) ? PaymentState.PARTIALLY_REFUNDED : PaymentState.REFUNDED;
    }
    return isStated() && stated.filter(paid -> isLess(paid.rounded())).isPresent()
        ? PaymentState.PARTIALLY_PAID
        : PaymentState.PAID;
  }

  private boolean isStated() {
    return stated.filter(paid -> paid.signum() > 0).isPresent();
  }

  private boolean isLess(Money amount) {
    return amount.amount().compareTo(total.amount()) < 0;
  }
}
