package io.orderwire.shops.vendure;

import io.orderwire.shops.Item;
import io.orderwire.shops.Product;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// Some of one product variant in an order.
final class VendLine {
  final long id;
  final Instant created;
  final Item item;
  final Map<String, String> customFields;

  /// In minor units, with tax or without as the shop enters prices.
  final long listPrice;

  Instant updated;
  int quantity;

  /// How many there were when the order was placed; 0 before, and for what was added later.
  int placed;

  int fulfilled;
  int refunded;

  List<VendAdjustment> adjustments = new ArrayList<>();

  VendLine(long id, Item item, Map<String, String> customFields, long listPrice, Instant created) {
    this.id = id;
    this.item = item;
    this.customFields = customFields;
    this.listPrice = listPrice;
    this.created = created;
    this.updated = created;
    this.quantity = item.quantity();
  }

  Product product() {
    return item.product();
  }

  int toShip() {
    return Math.max(0, quantity - fulfilled);
  }

  int toRefund() {
    return most() - refunded;
  }

  /// As many as discounts were made for.
  private int most() {
    return Math.max(placed, quantity);
  }

  /// One piece after the discounts that count, in parts of a minor unit.
  BigDecimal unit(Predicate<VendAdjustment> counts) {
    if (quantity == 0) {
      return BigDecimal.valueOf(listPrice);
    }
    long off = adjustments.stream().filter(counts).mapToLong(VendAdjustment::amount).sum();
    return BigDecimal.valueOf(listPrice)
        .add(BigDecimal.valueOf(off).divide(BigDecimal.valueOf(most()), MathContext.DECIMAL128));
  }

  /// What of an adjustment falls on the pieces that are left.
  BigDecimal share(VendAdjustment adjustment) {
    return BigDecimal.valueOf(adjustment.amount())
        .multiply(BigDecimal.valueOf(quantity))
        .divide(BigDecimal.valueOf(Math.max(1, most())), MathContext.DECIMAL128);
  }
}
