package io.orderwire.shops.magento;

import io.orderwire.shops.Item;
import io.orderwire.shops.Product;
import java.math.BigDecimal;

/// What was bought of one product, and how far it got.
final class MageLine {
  /// The item that has money and counts.
  final long id;

  /// The chosen variant's item; 0 for products without variants.
  final long variant;

  /// The bundle's item; 0 for none.
  final long bundle;

  final Item item;

  /// What the coupon takes off, as prices are entered.
  final BigDecimal discount;

  int invoiced;
  int shipped;
  int refunded;
  int canceled;

  MageLine(long id, long variant, long bundle, Item item, BigDecimal discount) {
    this.id = id;
    this.variant = variant;
    this.bundle = bundle;
    this.item = item;
    this.discount = discount;
  }

  Product product() {
    return item.product();
  }

  int ordered() {
    return item.quantity();
  }

  int toShip() {
    return product().virtual() ? 0 : ordered() - Math.max(shipped, refunded) - canceled;
  }

  int toInvoice() {
    return ordered() - invoiced - canceled;
  }

  int toRefund() {
    return invoiced - refunded;
  }
}
