package io.orderwire.shops.vendure;

import java.util.List;
import java.util.Set;

/// Where an order stands in the default process, and where it may go from there.
enum VendState {
  ADDING_ITEMS("AddingItems", "ArrangingPayment", "Cancelled"),
  ARRANGING_PAYMENT(
      "ArrangingPayment", "PaymentAuthorized", "PaymentSettled", "AddingItems", "Cancelled"),
  PAYMENT_AUTHORIZED(
      "PaymentAuthorized",
      "PaymentSettled",
      "Cancelled",
      "Modifying",
      "ArrangingAdditionalPayment"),
  PAYMENT_SETTLED(
      "PaymentSettled",
      "PartiallyDelivered",
      "Delivered",
      "PartiallyShipped",
      "Shipped",
      "Cancelled",
      "Modifying",
      "ArrangingAdditionalPayment"),
  PARTIALLY_SHIPPED("PartiallyShipped", "Shipped", "PartiallyDelivered", "Cancelled", "Modifying"),
  SHIPPED("Shipped", "PartiallyDelivered", "Delivered", "Cancelled", "Modifying"),
  PARTIALLY_DELIVERED("PartiallyDelivered", "Delivered", "Cancelled", "Modifying"),
  DELIVERED("Delivered", "Cancelled"),
  MODIFYING(
      "Modifying",
      "PaymentAuthorized",
      "PaymentSettled",
      "PartiallyShipped",
      "Shipped",
      "PartiallyDelivered",
      "ArrangingAdditionalPayment"),
  ARRANGING_ADDITIONAL_PAYMENT(
      "ArrangingAdditionalPayment",
      "PaymentAuthorized",
      "PaymentSettled",
      "PartiallyShipped",
      "Shipped",
      "PartiallyDelivered",
      "Cancelled"),
  CANCELLED("Cancelled");

  private static final Set<VendState> SHIPPABLE =
      Set.of(PAYMENT_SETTLED, PARTIALLY_SHIPPED, PARTIALLY_DELIVERED);

  private final String word;
  private final List<String> next;

  VendState(String word, String... next) {
    this.word = word;
    this.next = List.of(next);
  }

  String word() {
    return word;
  }

  List<String> next() {
    return next;
  }

  boolean mayBecome(VendState other) {
    return next.contains(other.word);
  }

  /// Goods may leave: they are paid for.
  boolean isShippable() {
    return SHIPPABLE.contains(this);
  }
}
