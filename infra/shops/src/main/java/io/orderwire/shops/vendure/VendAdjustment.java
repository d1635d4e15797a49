package io.orderwire.shops.vendure;

/// What a promotion, or a cancellation, takes off a line or off delivery.
///
/// @param source such as `PROMOTION:1`
/// @param amount negative, in minor units, as prices are entered
record VendAdjustment(String source, Type type, String description, long amount) {

  enum Type {
    /// A promotion of one line or of delivery.
    PROMOTION,
    /// A line's share of a promotion of the whole order.
    DISTRIBUTED_ORDER_PROMOTION,
    OTHER
  }
}
