package io.orderwire.shops.shopify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.shops.Action;
import io.orderwire.shops.Address;
import io.orderwire.shops.Purchase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One order as the shop holds it.
final class ShopifyOrder {
  final long id;
  final int number;
  final Instant created;
  final Bag.Currencies currencies;
  final boolean taxesIncluded;
  final boolean test;

  Instant updated;
  Optional<Instant> closed = Optional.empty();
  Optional<Instant> cancelled = Optional.empty();
  String cancelReason = "";
  boolean confirmed = true;
  boolean edited;
  Optional<Bag> originalTotal = Optional.empty();

  String token = "";
  String cartToken = "";
  String checkoutToken = "";
  long checkout;
  String confirmation = "";
  String source = "web";
  String note = "";
  String tags = "";
  Map<String, String> attributes = new LinkedHashMap<>();
  Optional<String> email = Optional.empty();
  Optional<ShopifyCustomer> customer = Optional.empty();
  Optional<Address> billing = Optional.empty();
  Optional<Address> shipping = Optional.empty();
  Optional<Purchase.Coupon> coupon = Optional.empty();
  String gateway = "";

  List<Line> lines = new ArrayList<>();
  List<Carriage> carriages = new ArrayList<>();
  List<Transaction> transactions = new ArrayList<>();
  List<Refund> refunds = new ArrayList<>();
  List<Fulfilment> fulfilments = new ArrayList<>();

  /// Rendered last; emptied by every change.
  Optional<ObjectNode> rest = Optional.empty();

  Optional<ObjectNode> graph = Optional.empty();

  Optional<byte[]> webhook = Optional.empty();
  Map<Long, ObjectNode> graphLines = new HashMap<>();

  ShopifyOrder(
      long id,
      int number,
      Instant created,
      Bag.Currencies currencies,
      boolean taxesIncluded,
      boolean test) {
    this.id = id;
    this.number = number;
    this.created = created;
    this.updated = created;
    this.currencies = currencies;
    this.taxesIncluded = taxesIncluded;
    this.test = test;
  }

  String name() {
    return "#" + number;
  }

  /// A tax on one line: `rate` is the position in the shop's rates.
  record LineTax(int rate, Bag amount) {}

  /// The share of the order's discount `application` that falls on one line.
  record Allocation(int application, Bag amount) {}

  /// A bundle that lines belong to; it has no line of its own.
  record Group(long id, String title, int quantity) {}

  /// A thing sold, unchanging.
  record Sold(
      long product,
      long variant,
      String title,
      String variantTitle,
      String sku,
      int grams,
      boolean requiresShipping,
      boolean taxable,
      Map<String, String> properties,
      Optional<Group> group,
      boolean tip) {

    String name() {
      return variantTitle.isEmpty() ? title : title + " - " + variantTitle;
    }
  }

  /// A line.
  ///
  /// @param quantity as ordered or added, before removals and refunds
  /// @param current after removals and refunds
  /// @param fulfilled how many have left
  record Line(
      long id,
      Sold sold,
      Bag price,
      int quantity,
      int current,
      int fulfilled,
      List<Allocation> allocations,
      List<LineTax> taxes,
      Bag duty) {

    Line withCurrent(int newCurrent) {
      return new Line(id, sold, price, quantity, newCurrent, fulfilled, allocations, taxes, duty);
    }

    Line withFulfilled(int newFulfilled) {
      return new Line(id, sold, price, quantity, current, newFulfilled, allocations, taxes, duty);
    }

    Line withTaxes(List<LineTax> newTaxes, Bag newDuty) {
      return new Line(
          id, sold, price, quantity, current, fulfilled, allocations, newTaxes, newDuty);
    }

    Bag discount() {
      return Bag.sum(allocations.stream().map(Allocation::amount).toList());
    }

    Bag tax() {
      return Bag.sum(taxes.stream().map(LineTax::amount).toList());
    }

    /// After discounts, before tax unless prices include it.
    Bag net() {
      return price.times(quantity).minus(discount());
    }

    int fulfillable() {
      return sold.tip() ? 0 : Math.max(0, current - fulfilled);
    }
  }

  /// A chosen way of delivery; `rebate` is a shipping discount.
  record Carriage(long id, String title, String code, Bag price, Bag rebate, List<LineTax> taxes) {

    Bag tax() {
      return Bag.sum(taxes.stream().map(LineTax::amount).toList());
    }
  }

  /// Money moving.
  ///
  /// @param kind `authorization`, `capture`, `sale`, `void`, `refund`
  /// @param status `success`, `pending`, `failure`
  record Transaction(
      long id,
      Optional<Long> parent,
      String kind,
      String status,
      String gateway,
      Bag amount,
      Instant created,
      String message) {

    boolean succeeded(String... kinds) {
      return status.equals("success") && List.of(kinds).contains(kind);
    }
  }

  /// Money or goods given back, or goods removed by an edit.
  record Refund(
      long id,
      Instant created,
      String note,
      boolean restock,
      List<RefundLine> lines,
      List<Adjustment> adjustments,
      List<RefundCarriage> carriages,
      List<Transaction> transactions) {}

  /// Part of a line given back.
  record RefundLine(long id, long line, int quantity, Bag subtotal, Bag tax, String restockType) {}

  /// Delivery given back.
  record RefundCarriage(long id, long carriage, Bag subtotal, Bag tax) {}

  /// The difference between what was calculated and what was given back; negative when more money
  /// went back than lines account for.
  record Adjustment(long id, Bag amount, Bag tax) {}

  /// A parcel.
  record Fulfilment(
      long id,
      int number,
      Instant created,
      Optional<Action.Tracking> tracking,
      List<FulfilmentLine> lines) {}

  /// Part of a line in a parcel.
  record FulfilmentLine(long id, long line, int quantity) {}

  /// To be called after every change.
  void changed() {
    rest = Optional.empty();
    graph = Optional.empty();
    webhook = Optional.empty();
    graphLines = new HashMap<>();
  }

  Line line(long lineId) {
    return lines.stream()
        .filter(line -> line.id() == lineId)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("order " + id + " has no line " + lineId));
  }

  /// Positions of [Action.Portion] count goods only, in the order they were bought.
  List<Line> goods() {
    return lines.stream().filter(line -> !line.sold().tip()).toList();
  }

  void replace(Line line) {
    lines.replaceAll(each -> each.id() == line.id() ? line : each);
  }
}
