package io.orderwire.shops.bigcommerce;

import io.orderwire.shops.Address;
import io.orderwire.shops.Product;
import io.orderwire.shops.Purchase;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One order with all that hangs on it. Amounts are in the terms in which prices are entered.
final class BigOrder {
  final long id;
  final Instant created;
  final String cartId;
  Instant modified;
  Optional<Instant> shipped = Optional.empty();
  int status;
  String payment = "";
  String method = "";
  long customer;
  String email = "";
  Optional<Address> billing = Optional.empty();
  Optional<Address> shipping = Optional.empty();
  long addressId;
  Optional<Purchase.Carriage> carriage = Optional.empty();
  Optional<Purchase.Presentment> presentment = Optional.empty();
  boolean taxed = true;
  boolean test;
  boolean archived;
  String message = "";
  Optional<Coupon> coupon = Optional.empty();
  final List<Line> lines = new ArrayList<>();
  final List<Transaction> transactions = new ArrayList<>();
  final List<Refund> refunds = new ArrayList<>();
  final List<Shipment> shipments = new ArrayList<>();
  final List<Metafield> metafields = new ArrayList<>();

  BigOrder(long id, String cartId, Instant created) {
    this.id = id;
    this.cartId = cartId;
    this.created = created;
    this.modified = created;
  }

  /// @param type 1 for a percentage, 2 for a fixed amount
  record Coupon(long id, String code, int type, BigDecimal amount) {}

  /// @param parent the line in whose bundle it is; 0 for none
  /// @param discount what the coupon takes off the whole line
  record Line(
      long id,
      long parent,
      Product product,
      int quantity,
      BigDecimal discount,
      int shipped,
      int refunded,
      Map<String, String> options) {

    Line resized(int newQuantity) {
      return new Line(
          id, parent, product, newQuantity, BigDecimal.ZERO, shipped, refunded, options);
    }

    Line shipping(int more) {
      return new Line(id, parent, product, quantity, discount, shipped + more, refunded, options);
    }

    Line refunding(int more) {
      return new Line(id, parent, product, quantity, discount, shipped, refunded + more, options);
    }

    int left() {
      return quantity - refunded - shipped;
    }
  }

  /// @param event `purchase`, `authorization`, `capture`, `void`, `refund`, `pending`
  /// @param reference the transaction it acts on; 0 for none
  record Transaction(
      long id, String event, BigDecimal amount, boolean ok, Instant at, long reference) {}

  /// @param type `PRODUCT`, `SHIPPING`, `ORDER`
  record RefundItem(String type, long item, int quantity, BigDecimal amount) {}

  record Refund(
      long id,
      Instant at,
      String reason,
      BigDecimal total,
      BigDecimal tax,
      List<RefundItem> items,
      long transaction) {}

  /// @param items lines and how much of each
  record Shipment(
      long id, Instant at, String carrier, String number, String link, Map<Long, Integer> items) {}

  record Metafield(long id, String key, String value, Instant at) {}

  /// No order yet: the checkout is not finished.
  boolean incomplete() {
    return status == BigStatus.INCOMPLETE;
  }

  boolean digital() {
    return lines.stream().allMatch(line -> line.product().virtual());
  }

  BigDecimal refunded() {
    return refunds.stream().map(Refund::total).reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
