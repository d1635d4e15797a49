package io.orderwire.connectors.vendure;

import io.orderwire.connector.RawNode;
import io.orderwire.model.CustomField;
import io.orderwire.model.Money;
import io.orderwire.model.Payment;
import io.orderwire.model.PaymentKind;
import io.orderwire.model.PaymentOutcome;
import io.orderwire.model.PaymentState;
import io.orderwire.model.Refund;
import io.orderwire.model.RefundAdjustment;
import io.orderwire.model.RefundLine;
import io.orderwire.model.Tender;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Payments, each with its refunds.
final class VendurePayments {
  private final RawNode root;
  private final MinorUnits units;

  VendurePayments(RawNode root, MinorUnits units) {
    this.root = root;
    this.units = units;
  }

  /// Refunds by which money went back.
  static List<RawNode> settledRefunds(RawNode root) {
    return allRefunds(root).stream().filter(refund -> has(refund, "Settled")).toList();
  }

  private static List<RawNode> allRefunds(RawNode root) {
    return root.each("payments").stream()
        .flatMap(payment -> payment.each("refunds").stream())
        .toList();
  }

  private static boolean has(RawNode node, String state) {
    return node.text("state").filter(state::equals).isPresent();
  }

  Money refunded() {
    return sum(settledRefunds(root), "total");
  }

  /// What the payments say of the order's money; empty where there are none.
  Optional<PaymentState> state(Money total) {
    List<RawNode> payments = root.each("payments");
    Money settled = sum(with(payments, "Settled"), "amount");
    Money back = refunded();
    if (settled.signum() > 0 && back.signum() > 0) {
      return Optional.of(
          back.amount().compareTo(settled.amount()) >= 0
              ? PaymentState.REFUNDED
              : PaymentState.PARTIALLY_REFUNDED);
    }
    Money held = sum(with(payments, "Authorized"), "amount");
    if (settled.signum() > 0) {
      Money sure = settled.plus(held);
      boolean paid = settled.amount().compareTo(total.amount()) >= 0;
      boolean secured = sure.amount().compareTo(total.amount()) >= 0;
      return Optional.of(
          paid
              ? PaymentState.PAID
              : secured ? PaymentState.AUTHORIZED : PaymentState.PARTIALLY_PAID);
    }
    return held.signum() > 0 ? Optional.of(PaymentState.AUTHORIZED) : Optional.empty();
  }

  private static List<RawNode> with(List<RawNode> payments, String state) {
    return payments.stream().filter(payment -> has(payment, state)).toList();
  }

  private Money sum(List<RawNode> nodes, String member) {
    return Money.sum(
        units.currency(), nodes.stream().flatMap(node -> units.of(node, member).stream()));
  }

  List<Payment> all() {
    List<Payment> payments = new ArrayList<>();
    for (RawNode node : root.each("payments")) {
      node.text("id").ifPresent(id -> payments.add(payment(id, node)));
      for (RawNode refund : node.each("refunds")) {
        if (!has(refund, "Settled")) {
          List.of("items", "shipping", "adjustment", "lines", "reason")
              .forEach(part -> refund.at(part).drop("nothing_went_back_yet"));
        }
        refund.text("id").ifPresent(id -> payments.add(refundPayment(id, refund)));
      }
    }
    return payments;
  }

  private Payment payment(String id, RawNode node) {
    String state = node.text("state").orElse("");
    PaymentKind kind =
        switch (state) {
          case "Authorized" -> PaymentKind.AUTHORIZATION;
          case "Cancelled" -> PaymentKind.VOID;
          case "Created", "Settled", "Declined", "Error" -> PaymentKind.SALE;
          default -> PaymentKind.OTHER;
        };
    PaymentOutcome outcome =
        switch (state) {
          case "Authorized", "Settled", "Cancelled" -> PaymentOutcome.SUCCESS;
          case "Created" -> PaymentOutcome.PENDING;
          case "Declined", "Error" -> PaymentOutcome.FAILURE;
          default -> PaymentOutcome.UNKNOWN;
        };
    return transaction(
        id, Optional.empty(), kind, outcome, new Stated(node, units.orZero(node, "amount")));
  }

  private Payment refundPayment(String id, RawNode node) {
    PaymentOutcome outcome =
        switch (node.text("state").orElse("")) {
          case "Settled" -> PaymentOutcome.SUCCESS;
          case "Pending" -> PaymentOutcome.PENDING;
          case "Failed" -> PaymentOutcome.FAILURE;
          default -> PaymentOutcome.UNKNOWN;
        };
    return transaction(
        "refund." + id,
        node.text("paymentId"),
        PaymentKind.REFUND,
        outcome,
        new Stated(node, units.orZero(node, "total")));
  }

  /// A payment or refund, and its amount.
  private record Stated(RawNode node, Money amount) {}

  private static Payment transaction(
      String id, Optional<String> parent, PaymentKind kind, PaymentOutcome outcome, Stated stated) {
    RawNode node = stated.node();
    return new Payment(
        id,
        parent,
        kind,
        node.text("method").orElse(""),
        Optional.empty(),
        Tender.OTHER,
        outcome,
        stated.amount(),
        node.instant("createdAt"),
        node.text("transactionId"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  List<Refund> refunds() {
    List<Refund> refunds = new ArrayList<>();
    for (RawNode node : settledRefunds(root)) {
      node.text("id").ifPresent(id -> refunds.add(refund(id, node)));
    }
    return refunds;
  }

  private Refund refund(String id, RawNode node) {
    List<RefundAdjustment> adjustments = new ArrayList<>();
    for (String part : List.of("items", "adjustment")) {
      units
          .of(node, part)
          .filter(amount -> !amount.isZero())
          .ifPresent(amount -> adjustments.add(new RefundAdjustment(part, amount)));
    }
    return new Refund(
        id,
        node.instant("createdAt"),
        node.text("reason"),
        node.each("lines").stream()
            .flatMap(VendureLines::count)
            .map(
                count ->
                    new RefundLine(
                        count.lineId(),
                        count.quantity(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
            .toList(),
        units.of(node, "shipping").filter(amount -> !amount.isZero()),
        adjustments,
        units.orZero(node, "total"),
        node.text("paymentId").stream().toList());
  }

  /// Why payments failed.
  List<CustomField> added() {
    List<CustomField> fields = new ArrayList<>();
    for (RawNode node : root.each("payments")) {
      if (node.text("errorMessage").isPresent()) {
        fields.add(
            new CustomField(
                "payment." + node.text("id").orElse("") + ".errorMessage",
                node.at("errorMessage").value()));
      }
    }
    return fields;
  }
}
