package io.orderwire.connectors.shopify;

import java.util.List;
import java.util.Optional;

/// The connections below an order that may have more nodes than came with it.
enum ShopifyChildren {
  LINES("Order", "lineItems"),
  SHIPPING("Order", "shippingLines"),
  DISCOUNTS("Order", "discountApplications"),
  METAFIELDS("Order", "metafields"),
  RETURNS("Order", "returns"),
  SHIPPED_LINES("Fulfillment", "fulfillmentLineItems"),
  REFUNDED_LINES("Refund", "refundLineItems"),
  REFUNDED_SHIPPING("Refund", "refundShippingLines"),
  REFUND_ADJUSTMENTS("Refund", "orderAdjustments"),
  REFUND_TRANSACTIONS("Refund", "transactions"),
  RETURNED_LINES("Return", "returnLineItems");

  private final String owner;
  private final String field;

  ShopifyChildren(String owner, String field) {
    this.owner = owner;
    this.field = field;
  }

  /// The GraphQL type that has the connection.
  String owner() {
    return owner;
  }

  String field() {
    return field;
  }

  static List<ShopifyChildren> of(String owner) {
    return List.of(values()).stream().filter(child -> child.owner.equals(owner)).toList();
  }

  static Optional<ShopifyChildren> find(String owner, String field) {
    return of(owner).stream().filter(child -> child.field.equals(field)).findFirst();
  }
}
