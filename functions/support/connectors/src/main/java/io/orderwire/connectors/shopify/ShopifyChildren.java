package io.orderwire.connectors.shopify;

import java.util.List;

/// The connections below an order that may have more nodes than came with it.
enum ShopifyChildren {
  LINES("Order", "lineItems", 850),
  SHIPPING("Order", "shippingLines", 530),
  DISCOUNTS("Order", "discountApplications", 90),
  METAFIELDS("Order", "metafields", 50),
  RETURNS("Order", "returns", 610),
  SHIPPED_LINES("Fulfillment", "fulfillmentLineItems", 90),
  REFUNDED_LINES("Refund", "refundLineItems", 250),
  REFUNDED_SHIPPING("Refund", "refundShippingLines", 130),
  REFUND_ADJUSTMENTS("Refund", "orderAdjustments", 210),
  REFUND_TRANSACTIONS("Refund", "transactions", 50),
  RETURNED_LINES("Return", "returnLineItems", 170);

  private final String owner;
  private final String field;
  private final int cost;

  ShopifyChildren(String owner, String field, int cost) {
    this.owner = owner;
    this.field = field;
    this.cost = cost;
  }

  /// The GraphQL type that has the connection.
  String owner() {
    return owner;
  }

  String field() {
    return field;
  }

  /// The points that a query for [ShopifyQueries#MORE] nodes may cost.
  int cost() {
    return cost;
  }

  static List<ShopifyChildren> of(String owner) {
    return List.of(values()).stream().filter(child -> child.owner.equals(owner)).toList();
  }
}
