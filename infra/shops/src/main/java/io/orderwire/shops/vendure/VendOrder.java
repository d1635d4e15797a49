package io.orderwire.shops.vendure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwire.shops.Address;
import io.orderwire.shops.JsonText;
import io.orderwire.shops.Purchase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// One order, or the cart that it was. Its modification time moves with lines and totals alone.
final class VendOrder {
  final long id;
  final String code;
  final Purchase purchase;
  final VendCustomer customer;
  final Instant created;
  final List<VendLine> lines = new ArrayList<>();
  final List<Surcharge> surcharges = new ArrayList<>();
  final List<VendPayment> payments = new ArrayList<>();
  final List<VendParcel> parcels = new ArrayList<>();
  final List<Modification> modifications = new ArrayList<>();
  final List<Entry> history = new ArrayList<>();
  final Map<String, String> customFields = new TreeMap<>();
  Optional<Address> address;
  Optional<Delivery> delivery = Optional.empty();
  VendState state = VendState.ADDING_ITEMS;

  /// A cart that a buyer works on.
  boolean active = true;

  /// False until delivery, taxes and payments are written.
  boolean whole = true;

  private Instant updated;
  private Optional<Instant> placed = Optional.empty();
  private Optional<ObjectNode> document = Optional.empty();

  /// An amount that is neither goods nor delivery.
  ///
  /// @param listPrice as prices are entered
  record Surcharge(long id, Instant created, String description, long listPrice, boolean taxable) {}

  /// @param listPrice as prices are entered
  record Delivery(
      long id,
      long method,
      String code,
      String name,
      long listPrice,
      List<VendAdjustment> adjustments) {

    Delivery {
      adjustments = List.copyOf(adjustments);
    }

    Delivery with(VendAdjustment more) {
      List<VendAdjustment> all = new ArrayList<>(adjustments);
      all.add(more);
      return new Delivery(id, method, code, name, listPrice, all);
    }
  }

  /// What an administrator changed.
  ///
  /// @param settled the price change was paid or refunded
  record Modification(long id, Instant created, long priceChange, String note, boolean settled) {

    Modification paid() {
      return new Modification(id, created, priceChange, note, true);
    }
  }

  /// @param type `ORDER_STATE_TRANSITION` or `ORDER_NOTE`
  record Entry(long id, Instant at, String type, ObjectNode data) {}

  VendOrder(long id, String code, Purchase purchase, VendCustomer customer, Instant created) {
    this.id = id;
    this.code = code;
    this.purchase = purchase;
    this.customer = customer;
    this.created = created;
    this.updated = created;
    this.address = purchase.shipping();
  }

  Instant updated() {
    return updated;
  }

  Optional<Instant> placed() {
    return placed;
  }

  /// Lines or totals are others now.
  void edited(Instant now) {
    updated = now;
    touched();
  }

  /// Anything else is: the modification time stays.
  void touched() {
    document = Optional.empty();
  }

  void become(VendState next, long entry, Instant now) {
    ObjectNode data = JsonText.object().put("from", state.word()).put("to", next.word());
    history.add(new Entry(entry, now, "ORDER_STATE_TRANSITION", data));
    state = next;
    touched();
  }

  /// The buyer is through with it.
  void place(Instant now) {
    active = false;
    placed = Optional.of(now);
    lines.forEach(line -> line.placed = line.quantity);
  }

  /// As it was written last, if nothing changed since.
  Optional<ObjectNode> document() {
    return document;
  }

  ObjectNode keep(ObjectNode written) {
    document = Optional.of(written);
    return written;
  }

  boolean has(VendPayment.State wanted) {
    return payments.stream().anyMatch(payment -> payment.is(wanted));
  }

  /// What is held or came in, less what went back.
  long covered() {
    return payments.stream().mapToLong(VendPayment::covers).sum();
  }

  long settled() {
    return payments.stream()
        .filter(payment -> payment.is(VendPayment.State.SETTLED))
        .mapToLong(VendPayment::covers)
        .sum();
  }

  long refunded() {
    return payments.stream().mapToLong(VendPayment::refunded).sum();
  }

  long refundable() {
    return payments.stream().mapToLong(VendPayment::refundable).sum();
  }

  /// Paid offline: somebody marks money as received, and as given back.
  boolean offline() {
    return switch (purchase.tender()) {
      case CARD, CARD_AUTHORIZED, CARD_PENDING, CARD_DECLINED -> false;
      case CASH_ON_DELIVERY, BANK_TRANSFER -> true;
    };
  }
}
