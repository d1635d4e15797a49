package io.orderwire.shops.bigcommerce;

import java.util.List;
import java.util.Set;

/// The numbers and names of `GET /v2/order_statuses`.
final class BigStatus {
  static final int INCOMPLETE = 0;
  static final int PENDING = 1;
  static final int SHIPPED = 2;
  static final int PARTIALLY_SHIPPED = 3;
  static final int REFUNDED = 4;
  static final int CANCELLED = 5;
  static final int DECLINED = 6;
  static final int AWAITING_PAYMENT = 7;
  static final int COMPLETED = 10;
  static final int AWAITING_FULFILLMENT = 11;
  static final int PARTIALLY_REFUNDED = 14;

  private static final List<String> NAMES =
      List.of(
          "Incomplete",
          "Pending",
          "Shipped",
          "Partially Shipped",
          "Refunded",
          "Cancelled",
          "Declined",
          "Awaiting Payment",
          "Awaiting Pickup",
          "Awaiting Shipment",
          "Completed",
          "Awaiting Fulfillment",
          "Manual Verification Required",
          "Disputed",
          "Partially Refunded");

  private static final Set<Integer> OVER = Set.of(REFUNDED, CANCELLED, DECLINED);
  private static final Set<Integer> SHIPPABLE =
      Set.of(PARTIALLY_SHIPPED, AWAITING_PAYMENT, AWAITING_FULFILLMENT, PARTIALLY_REFUNDED);
  private static final Set<Integer> UNPAID = Set.of(INCOMPLETE, PENDING, AWAITING_PAYMENT);

  private BigStatus() {}

  static String name(int status) {
    return NAMES.get(status);
  }

  static boolean isOver(int status) {
    return OVER.contains(status);
  }

  static boolean isShippable(int status) {
    return SHIPPABLE.contains(status);
  }

  static boolean isUnpaid(int status) {
    return UNPAID.contains(status);
  }
}
