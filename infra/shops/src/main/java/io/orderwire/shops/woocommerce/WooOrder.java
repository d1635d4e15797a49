package io.orderwire.shops.woocommerce;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.shops.Address;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One order as the shop's database holds it. Amounts of items are without tax and keep more digits
/// than the shop shows.
final class WooOrder {
  final long id;
  final String key;
  final Instant created;
  final String createdVia;
  final String currency;
  final boolean pricesIncludeTax;

  long customer;
  String email = "";
  Address billing = WooAddresses.NONE;
  Address shipping = WooAddresses.NONE;
  String status = "pending";
  String trashedFrom = "";
  Instant modified;
  Optional<Instant> paid = Optional.empty();
  Optional<Instant> completed = Optional.empty();
  String paymentMethod = "";
  String paymentTitle = "";
  String transaction = "";
  String note = "";
  String cartHash = "";
  List<Meta> meta = new ArrayList<>();
  List<Line> lines = new ArrayList<>();
  List<Carriage> carriages = new ArrayList<>();
  List<Fee> fees = new ArrayList<>();
  List<CouponLine> coupons = new ArrayList<>();
  List<TaxLine> taxLines = new ArrayList<>();
  List<Refund> refunds = new ArrayList<>();
  List<Note> notes = new ArrayList<>();

  /// The bodies rendered last; emptied by every change.
  Optional<byte[]> rendered = Optional.empty();

  WooOrder(
      long id,
      String key,
      Instant created,
      String createdVia,
      String currency,
      boolean pricesIncludeTax) {
    this.id = id;
    this.key = key;
    this.created = created;
    this.createdVia = createdVia;
    this.currency = currency;
    this.pricesIncludeTax = pricesIncludeTax;
    this.modified = created;
  }

  /// Something a plugin or the shop attached.
  record Meta(long id, String key, JsonNode value) {}

  /// A tax on one item: `rate` is the position in the shop's rates; amounts keep six decimals.
  record ItemTax(int rate, BigDecimal total, BigDecimal subtotal) {}

  /// Goods.
  ///
  /// @param subtotal before coupons
  /// @param total after coupons
  /// @param shipped how many have left (known only to the merchant: the core has no shipments)
  record Line(
      long id,
      String name,
      String parentName,
      String sku,
      int product,
      int variation,
      int quantity,
      int shipped,
      boolean virtual,
      boolean taxable,
      BigDecimal subtotal,
      BigDecimal total,
      List<ItemTax> taxes,
      List<Meta> meta) {

    Line shipping(int more) {
      return new Line(
          id,
          name,
          parentName,
          sku,
          product,
          variation,
          quantity,
          shipped + more,
          virtual,
          taxable,
          subtotal,
          total,
          taxes,
          meta);
    }

    Line priced(
        int newQuantity, BigDecimal newSubtotal, BigDecimal newTotal, List<ItemTax> newTaxes) {
      return new Line(
          id,
          name,
          parentName,
          sku,
          product,
          variation,
          newQuantity,
          Math.min(shipped, newQuantity),
          virtual,
          taxable,
          newSubtotal,
          newTotal,
          newTaxes,
          meta);
    }
  }

  /// A chosen way of delivery.
  record Carriage(long id, String title, String method, BigDecimal total, List<ItemTax> taxes) {}

  /// An extra charge or, negative, a reduction.
  record Fee(long id, String name, boolean taxable, BigDecimal total, List<ItemTax> taxes) {}

  /// A coupon that was used.
  record CouponLine(
      long id,
      long meta,
      String code,
      BigDecimal discount,
      BigDecimal discountTax,
      boolean percentage,
      BigDecimal nominal) {}

  /// What one of the shop's rates came to.
  record TaxLine(long id, int rate) {}

  /// Money given back.
  ///
  /// @param amount positive
  /// @param lines what it was for; empty when only an amount was refunded
  record Refund(
      long id,
      Instant created,
      String reason,
      BigDecimal amount,
      boolean byGateway,
      List<RefundLine> lines) {}

  /// A part of a line given back; all values positive here.
  record RefundLine(long id, Line line, int quantity, BigDecimal total, List<ItemTax> taxes) {}

  /// A remark on the order.
  record Note(long id, Instant created, String text, boolean forCustomer) {}

  /// All of one kind of tax of one item.
  static BigDecimal tax(List<ItemTax> taxes) {
    BigDecimal sum = BigDecimal.ZERO;
    for (ItemTax tax : taxes) {
      sum = sum.add(tax.total());
    }
    return sum;
  }

  BigDecimal refunded() {
    BigDecimal sum = BigDecimal.ZERO;
    for (Refund refund : refunds) {
      sum = sum.add(refund.amount());
    }
    return sum;
  }

  boolean draft() {
    return status.equals("checkout-draft");
  }

  /// False when every line is virtual: then payment completes the order at once.
  boolean needsProcessing() {
    return lines.stream().anyMatch(line -> !line.virtual());
  }
}
