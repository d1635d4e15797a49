package io.orderwire.connectors.magento;

import io.orderwire.connector.Leftovers;
import io.orderwire.connector.RawNode;
import io.orderwire.model.CustomField;
import io.orderwire.model.Money;
import io.orderwire.model.Payment;
import io.orderwire.model.PaymentKind;
import io.orderwire.model.PaymentOutcome;
import io.orderwire.model.Tender;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Transactions, which Magento keeps without amounts: a capture's is that of its invoice, a
/// refund's that of its credit memo, an authorization's that of the payment. A method without
/// transactions is paid by invoices. Gift cards, store credit and reward points are tenders.
final class Payments {
  private static final Set<String> BY_TRANSFER = Set.of("banktransfer", "checkmo", "purchaseorder");
  private static final String PAID = "2";

  /// Keys under which gateways leave card numbers, tokens and the like.
  private static final Pattern CARD =
      Pattern.compile("(?i).*(card|cc_|token|number|cvv|cvc|exp|nonce|account|iban|secret).*");

  private static final Set<String> READ =
      Set.of(
          "entity_id",
          "method",
          "base_amount_authorized",
          "base_amount_paid",
          "base_amount_ordered",
          "last_trans_id",
          "cc_type",
          "cc_last4",
          "po_number");

  private static final List<String> ROW =
      List.of(
          "entity_id",
          "parent_id",
          "quote_payment_id",
          "last_trans_id",
          "account_status",
          "cc_trans_id");

  /// Of a card, no more than its brand and last digits is kept.
  private static final Pattern OF_CARD = Pattern.compile("cc_.*|echeck_.*|additional_information");

  private final RawNode root;
  private final RawNode payment;
  private final RawNode extension;
  private final Amounts amounts;

  Payments(RawNode root, Amounts amounts) {
    this.root = root;
    this.payment = root.at("payment");
    this.extension = root.at("extension_attributes");
    this.amounts = amounts;
  }

  Optional<String> method() {
    return payment.text("method");
  }

  /// What is reserved. The payment goes on saying so after it was given up.
  Money authorized() {
    Money stated = reserved();
    boolean givenUp =
        root.each(OrderFetch.TRANSACTIONS).stream()
            .anyMatch(node -> node.text("txn_type").filter("void"::equals).isPresent());
    return givenUp ? Money.zero(stated.currency()) : stated;
  }

  private Money reserved() {
    return amounts.of(payment, "amount_authorized");
  }

  /// The first invoice that was paid.
  Optional<Instant> paidAt() {
    return paidInvoices().stream()
        .flatMap(invoice -> invoice.instantInUtc("created_at").stream())
        .min(Instant::compareTo);
  }

  List<Payment> all() {
    List<Payment> payments = new ArrayList<>();
    root.each(OrderFetch.TRANSACTIONS).forEach(node -> transaction(node).ifPresent(payments::add));
    if (payments.isEmpty()) {
      payments.addAll(withoutTransactions());
    }
    tenders(payments);
    return payments;
  }

  /// What payments and their rows carry beside.
  List<CustomField> added() {
    Amounts.drop(payment);
    ROW.forEach(member -> payment.at(member).drop("technical"));
    List<CustomField> fields = new ArrayList<>();
    Set<String> known = new HashSet<>(READ);
    known.addAll(ROW);
    for (RawNode member : payment.members()) {
      if (!READ.contains(member.name()) && OF_CARD.matcher(member.name()).matches()) {
        member.drop("may_hold_card_data");
        known.add(member.name());
      }
      if (Amounts.isRestated(payment, member.name())
          || member.name().contains("shipping_")
          || member.name().contains("amount_")) {
        member.drop("restated_amount");
        known.add(member.name());
      }
    }
    fields.addAll(Notes.of(payment, List.of("po_number"), "payment."));
    if (all().isEmpty()) {
      fields.addAll(Notes.of(payment, List.of("method"), "payment."));
    }
    fields.addAll(Leftovers.of(payment, known, "payment."));
    for (RawNode pair : extension.each("payment_additional_info")) {
      String key = pair.text("key").orElse("");
      if (CARD.matcher(key).matches()) {
        pair.at("value").drop("may_hold_card_data");
      } else {
        fields.add(new CustomField(key, pair.at("value").value()));
      }
    }
    return fields;
  }

  private Optional<Payment> transaction(RawNode node) {
    for (String member :
        List.of("order_id", "payment_id", "transaction_id", "is_closed", "child_transactions")) {
      node.at(member).drop("technical");
    }
    node.at("additional_information").drop("may_hold_card_data");
    node.at("parent_id").drop("technical");
    Optional<String> parent = node.text("parent_txn_id");
    PaymentKind kind = kind(node.text("txn_type").orElse(""), parent.isPresent());
    return node.text("txn_id")
        .map(
            id ->
                payment(
                    new Movement(id, parent, kind, PaymentOutcome.SUCCESS, amount(kind, id)),
                    node.instantInUtc("created_at"),
                    Optional.of(id)));
  }

  /// What was captured without having been authorized before was sold at once.
  private static PaymentKind kind(String type, boolean follows) {
    return switch (type) {
      case "authorization" -> PaymentKind.AUTHORIZATION;
      case "capture" -> follows ? PaymentKind.CAPTURE : PaymentKind.SALE;
      case "void" -> PaymentKind.VOID;
      case "refund" -> PaymentKind.REFUND;
      default -> PaymentKind.OTHER;
    };
  }

  /// What moved. Where only one child could be meant, it need not name the transaction.
  private Money amount(PaymentKind kind, String id) {
    return switch (kind) {
      case AUTHORIZATION, VOID -> reserved();
      case CAPTURE, SALE ->
          ofChild(OrderFetch.INVOICES, id).orElseGet(() -> amounts.of(payment, "amount_paid"));
      case REFUND ->
          ofChild(OrderFetch.CREDIT_MEMOS, id).orElseGet(() -> amounts.of(root, "total_refunded"));
      case OTHER -> amounts.of(payment, "amount_ordered");
    };
  }

  private Optional<Money> ofChild(String collection, String id) {
    List<RawNode> children = root.each(collection);
    return children.stream()
        .filter(
            child ->
                children.size() == 1 || child.text("transaction_id").filter(id::equals).isPresent())
        .findFirst()
        .flatMap(child -> amounts.maybe(child, "grand_total"));
  }

  private List<RawNode> paidInvoices() {
    return root.each(OrderFetch.INVOICES).stream()
        .filter(invoice -> invoice.text("state").filter(PAID::equals).isPresent())
        .toList();
  }

  private List<Payment> withoutTransactions() {
    List<Payment> payments = new ArrayList<>();
    for (RawNode invoice : paidInvoices()) {
      Money amount = amounts.of(invoice, "grand_total");
      if (!amount.isZero()) {
        String id = "invoice-" + invoice.text("entity_id").orElse("");
        payments.add(
            payment(
                new Movement(
                    id, Optional.empty(), PaymentKind.SALE, PaymentOutcome.SUCCESS, amount),
                invoice.instantInUtc("created_at"),
                Optional.empty()));
      }
    }
    Money ordered = amounts.of(payment, "amount_ordered");
    boolean canceled = root.text("state").filter("canceled"::equals).isPresent();
    if (payments.isEmpty() && !ordered.isZero() && !canceled) {
      boolean secured = !authorized().isZero();
      payments.add(
          payment(
              new Movement(
                  "payment-" + payment.text("entity_id").orElse(""),
                  Optional.empty(),
                  secured ? PaymentKind.AUTHORIZATION : PaymentKind.SALE,
                  secured ? PaymentOutcome.SUCCESS : PaymentOutcome.PENDING,
                  secured ? authorized() : ordered),
              Optional.empty(),
              payment.text("last_trans_id")));
    }
    return payments;
  }

  /// What one payment is about, before who took it.
  private record Movement(
      String id, Optional<String> parent, PaymentKind kind, PaymentOutcome outcome, Money amount) {}

  private Payment payment(Movement about, Optional<Instant> at, Optional<String> reference) {
    String gateway = method().orElse("");
    Optional<String> brand = payment.text("cc_type");
    Optional<String> lastFour = payment.text("cc_last4").filter(text -> text.matches("[0-9]{4}"));
    boolean card = brand.isPresent() || lastFour.isPresent();
    return new Payment(
        about.id(),
        about.parent(),
        about.kind(),
        gateway,
        Optional.empty(),
        card ? Tender.CARD : tender(gateway),
        about.outcome(),
        about.amount(),
        at,
        reference,
        Optional.empty(),
        brand,
        lastFour);
  }

  private static Tender tender(String gateway) {
    if (gateway.equals("cashondelivery")) {
      return Tender.CASH;
    }
    return BY_TRANSFER.contains(gateway) ? Tender.BANK_TRANSFER : Tender.OTHER;
  }

  private void tenders(List<Payment> payments) {
    Money cards = amounts.of(extension, "gift_cards_amount");
    Money credit = amounts.of(extension, "customer_balance_amount");
    Money reward = amounts.of(extension, "reward_currency_amount");
    tender("gift_cards", Tender.GIFT_CARD, cards).ifPresent(payments::add);
    tender("customer_balance", Tender.STORE_CREDIT, credit).ifPresent(payments::add);
    tender("reward_points", Tender.STORE_CREDIT, reward).ifPresent(payments::add);
  }

  private static Optional<Payment> tender(String name, Tender tender, Money amount) {
    return amount.isZero()
        ? Optional.empty()
        : Optional.of(
            new Payment(
                name,
                Optional.empty(),
                PaymentKind.SALE,
                name,
                Optional.empty(),
                tender,
                PaymentOutcome.SUCCESS,
                amount,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
  }
}
