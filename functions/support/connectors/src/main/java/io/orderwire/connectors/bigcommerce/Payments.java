package io.orderwire.connectors.bigcommerce;

import io.orderwire.connector.Leftovers;
import io.orderwire.connector.RawNode;
import io.orderwire.model.CurrencyCode;
import io.orderwire.model.CustomField;
import io.orderwire.model.Finding;
import io.orderwire.model.Money;
import io.orderwire.model.Payment;
import io.orderwire.model.PaymentKind;
import io.orderwire.model.PaymentOutcome;
import io.orderwire.model.PaymentState;
import io.orderwire.model.Reading;
import io.orderwire.model.Tender;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// `transactions`. Orders that were written by hand or by API have none: then the order's own words
/// are its one payment, beside what store credit and gift certificates paid.
final class Payments {
  private static final Set<String> MEMBERS =
      Set.of(
          "id",
          "order_id",
          "event",
          "method",
          "amount",
          "currency",
          "gateway",
          "gateway_transaction_id",
          "date_created",
          "test",
          "fraud_review",
          "status",
          "reference_transaction_id",
          "offline",
          "custom",
          "credit_card",
          "gift_certificate",
          "store_credit",
          "avs_result",
          "cvv_result",
          "payment_instrument_token",
          "payment_method_id");

  private final RawNode root;
  private final CurrencyCode currency;

  Payments(RawNode root, CurrencyCode currency) {
    this.root = root;
    this.currency = currency;
  }

  List<Payment> all(Reading<PaymentState> state, Money total) {
    List<RawNode> transactions = root.each(OrderFetch.TRANSACTIONS);
    return transactions.isEmpty()
        ? ofTheOrder(state, total)
        : transactions.stream().flatMap(node -> transaction(node).stream()).toList();
  }

  /// Money that came in and stays, earliest first.
  List<Payment> moneyIn() {
    return root.each(OrderFetch.TRANSACTIONS).stream()
        .flatMap(node -> transaction(node).stream())
        .filter(payment -> payment.status() == PaymentOutcome.SUCCESS)
        .filter(
            payment -> payment.kind() == PaymentKind.SALE || payment.kind() == PaymentKind.CAPTURE)
        .sorted(Comparator.comparing(payment -> payment.at().orElse(Instant.MAX)))
        .toList();
  }

  /// All of its transactions were made with a gateway in test mode.
  boolean isTest() {
    List<RawNode> transactions = root.each(OrderFetch.TRANSACTIONS);
    List<RawNode> tests =
        transactions.stream().filter(node -> node.flag("test").orElse(false)).toList();
    return !tests.isEmpty() && tests.size() == transactions.size();
  }

  /// What transactions carry beside: payments have no custom fields of their own.
  List<CustomField> added() {
    List<CustomField> fields = new ArrayList<>();
    for (RawNode node : root.each(OrderFetch.TRANSACTIONS)) {
      String prefix = "transaction." + node.text("id").orElse("") + ".";
      if (!isOurCurrency(node)) {
        fields.addAll(Notes.of(node, List.of("amount", "currency"), prefix));
      }
      fields.addAll(Notes.of(node, List.of("fraud_review"), prefix));
      fields.addAll(Leftovers.of(node, MEMBERS, prefix));
    }
    return fields;
  }

  private boolean isOurCurrency(RawNode node) {
    return node.currency("currency").map(currency::equals).orElse(true);
  }

  /// A card's number is never there; a certificate's code is money to whoever knows it.
  private Optional<Payment> transaction(RawNode node) {
    node.at("order_id").drop("is_the_order");
    node.at("gift_certificate").drop("secret");
    node.at("store_credit").drop("balance_of_the_buyer");
    node.at("payment_instrument_token").drop("secret");
    node.at("payment_method_id").drop("settings_of_the_shop");
    node.at("avs_result").drop("card_checks");
    node.at("cvv_result").drop("card_checks");
    node.at("credit_card").drop("card_data");
    Optional<String> id = node.text("id");
    Optional<Money> amount = node.money("amount", currency);
    if (id.isEmpty() || amount.isEmpty() || !isOurCurrency(node)) {
      node.report(
          Finding.warning(
              node.pointer(), "unusable_transaction", "a transaction in no or another currency"));
      return Optional.empty();
    }
    String event = node.text("event").orElse("");
    String method = node.text("method").orElse("");
    RawNode card = node.at("credit_card");
    return Optional.of(
        new Payment(
            id.get(),
            node.text("reference_transaction_id").filter(parent -> !parent.equals("0")),
            kind(event),
            node.text("gateway").orElse(""),
            label(node, method),
            tender(method),
            outcome(event, node.text("status").orElse("")),
            amount.get(),
            node.instant("date_created"),
            node.text("gateway_transaction_id"),
            Optional.empty(),
            card.text("card_type"),
            card.text("card_last4").filter(digits -> digits.matches("[0-9]{4}"))));
  }

  private static Optional<String> label(RawNode node, String method) {
    return node.at("offline")
        .text("display_name")
        .or(() -> node.at("custom").text("payment_method"))
        .or(() -> Optional.of(method).filter(word -> !word.isEmpty()));
  }

  private static PaymentKind kind(String event) {
    return switch (event) {
      case "purchase", "pending" -> PaymentKind.SALE;
      case "authorization" -> PaymentKind.AUTHORIZATION;
      case "capture" -> PaymentKind.CAPTURE;
      case "refund" -> PaymentKind.REFUND;
      case "void" -> PaymentKind.VOID;
      default -> PaymentKind.OTHER;
    };
  }

  private static Tender tender(String method) {
    return switch (method) {
      case "credit_card", "apple_pay_card", "bigpay_token" -> Tender.CARD;
      case "gift_certificate" -> Tender.GIFT_CARD;
      case "store_credit" -> Tender.STORE_CREDIT;
      default -> Tender.OTHER;
    };
  }

  private static PaymentOutcome outcome(String event, String status) {
    return switch (status) {
      case "ok" -> event.equals("pending") ? PaymentOutcome.PENDING : PaymentOutcome.SUCCESS;
      case "error" -> PaymentOutcome.FAILURE;
      default -> PaymentOutcome.UNKNOWN;
    };
  }

  private List<Payment> ofTheOrder(Reading<PaymentState> state, Money total) {
    PaymentOutcome outcome = PaymentOutcome.of(state);
    Money credit = root.money("store_credit_amount", currency).orElse(Money.zero(currency));
    Money certificates =
        root.money("gift_certificate_amount", currency).orElse(Money.zero(currency));
    Money rest = total.minus(credit).minus(certificates);
    List<Payment> payments = new ArrayList<>();
    if (rest.signum() > 0 && root.text("payment_method").isPresent()) {
      payments.add(payment(Tender.OTHER, rest, outcome));
    }
    if (credit.signum() > 0) {
      payments.add(payment(Tender.STORE_CREDIT, credit, outcome));
    }
    if (certificates.signum() > 0) {
      payments.add(payment(Tender.GIFT_CARD, certificates, outcome));
    }
    return payments;
  }

  private Payment payment(Tender tender, Money amount, PaymentOutcome outcome) {
    boolean byMethod = tender == Tender.OTHER;
    return new Payment(
        byMethod ? "payment" : tender.name().toLowerCase(Locale.ROOT),
        Optional.empty(),
        PaymentKind.SALE,
        "",
        byMethod ? root.text("payment_method") : Optional.empty(),
        tender,
        outcome,
        amount,
        Optional.empty(),
        byMethod ? root.text("payment_provider_id") : Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
