package io.orderwire.shops.api2cart;

import io.orderwire.shops.Address;
import io.orderwire.shops.Product;
import io.orderwire.shops.Purchase;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One order with all that hangs on it. Amounts are without tax unless said otherwise.
final class HubOrder {
  final long id;
  final Instant created;
  final String basket;
  final Purchase purchase;
  Instant modified;
  Kind.State state = Kind.State.PENDING;
  Optional<Address> shipping;
  Optional<Purchase.Carriage> carriage = Optional.empty();
  boolean taxed;
  BigDecimal paid = BigDecimal.ZERO;
  final List<Line> lines = new ArrayList<>();
  final List<Transaction> transactions = new ArrayList<>();
  final List<Refund> refunds = new ArrayList<>();
  final List<Shipment> shipments = new ArrayList<>();
  final Map<String, String> notes = new LinkedHashMap<>();

  HubOrder(long id, String basket, Purchase purchase, Instant created) {
    this.id = id;
    this.basket = basket;
    this.purchase = purchase;
    this.created = created;
    this.modified = created;
    this.shipping = purchase.shipping();
    this.notes.putAll(purchase.customFields());
  }

  /// @param parent the bundle in which it is; 0 for none
  /// @param bundle it is one itself
  record Line(
      long id,
      long parent,
      boolean bundle,
      Product product,
      Map<String, String> options,
      int quantity,
      BigDecimal discount,
      int shipped,
      int refunded) {

    Line resized(int count) {
      return new Line(
          id, parent, bundle, product, options, count, BigDecimal.ZERO, shipped, refunded);
    }

    Line shipping(int more) {
      return new Line(
          id, parent, bundle, product, options, quantity, discount, shipped + more, refunded);
    }

    Line refunding(int more) {
      return new Line(
          id, parent, bundle, product, options, quantity, discount, shipped, refunded + more);
    }

    int left() {
      return quantity - refunded - shipped;
    }
  }

  /// @param what `sale`, `authorization`, `capture`, `void`, `refund`
  record Transaction(long id, String what, BigDecimal amount, boolean ok, Instant at) {}

  /// @param total with its tax
  /// @param items lines, how many of each and for how much
  record Refund(
      long id, Instant at, String comment, BigDecimal total, BigDecimal tax, List<Item> items) {}

  record Item(long line, int quantity, BigDecimal amount) {}

  record Shipment(long id, Instant at, String carrier, String number, Map<Long, Integer> items) {}

  BigDecimal refunded() {
    return refunds.stream().map(Refund::total).reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
