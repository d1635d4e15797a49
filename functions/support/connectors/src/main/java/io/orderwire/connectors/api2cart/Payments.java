package io.orderwire.connectors.api2cart;

import io.orderwire.connector.RawNode;
import io.orderwire.connector.StoreContext;
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

/// `order.transaction.list`. Not every cart has transactions: then the order's own words are its
/// one payment. What a transaction did stands in its description, as the cart writes it; one that
/// says something else is the method's label.
final class Payments {
  private static final Set<String> MEMBERS =
      Set.of(
          "id",
          "transaction_id",
          "order_id",
          "parent_id",
          "description",
          "status",
          "gateway",
          "reference_number",
          "currency",
          "amount",
          "created_time",
          "card_brand",
          "card_bin",
          "card_last_four",
          "avs_street_resp_code",
          "avs_postal_resp_code",
          "avs_message",
          "cvv_code",
          "cvv_message",
          "is_test_mode");
  private static final List<String> CARD_CHECKS =
      List.of(
          "card_bin",
          "avs_street_resp_code",
          "avs_postal_resp_code",
          "avs_message",
          "cvv_code",
          "cvv_message");

  private final List<RawNode> nodes;
  private final RawNode method;
  private final Optional<Money> stated;
  private final CurrencyCode currency;
  private final StoreContext store;

  Payments(RawNode root, CurrencyCode currency, StoreContext store) {
    this.nodes = root.each(OrderFetch.TRANSACTIONS);
    this.method = root.at("payment_method");
    this.stated = root.at("total").money("total_paid", currency);
    this.currency = currency;
    this.store = store;
  }

  List<Payment> all(Reading<PaymentState> state, Money total) {
    return nodes.isEmpty()
        ? ofTheOrder(state, total)
        : nodes.stream().flatMap(node -> transaction(node).stream()).toList();
  }

  /// Money that came in, earliest first.
  List<Payment> moneyIn() {
    return nodes.stream()
        .flatMap(node -> transaction(node).stream())
        .filter(payment -> payment.status() == PaymentOutcome.SUCCESS)
        .filter(
            payment -> payment.kind() == PaymentKind.SALE || payment.kind() == PaymentKind.CAPTURE)
        .sorted(Comparator.comparing(payment -> payment.at().orElse(Instant.MAX)))
        .toList();
  }

  /// What the order states as paid.
  Optional<Money> stated() {
    return stated;
  }

  /// All of its transactions were made in test mode.
  boolean isTest() {
    List<RawNode> tests =
        nodes.stream().filter(node -> node.flag("is_test_mode").orElse(false)).toList();
    return !tests.isEmpty() && tests.size() == nodes.size();
  }

  Optional<String> method() {
    return method.text("name");
  }

  /// What transactions and the method carry beside.
  List<CustomField> added() {
    List<CustomField> fields =
        new ArrayList<>(Extras.of(method, Set.of("name"), "payment_method."));
    if (!nodes.isEmpty()) {
      method()
          .ifPresent(
              name -> fields.add(new CustomField("payment_method", method.at("name").value())));
    }
    for (RawNode node : nodes) {
      String name = "transaction." + node.text("id").orElse("");
      if (isUsable(node)) {
        fields.addAll(Extras.of(node, MEMBERS, name + "."));
      } else {
        fields.add(new CustomField(name, node.value()));
      }
    }
    return fields;
  }

  /// One without an amount, or in another currency, is kept as it is.
  private boolean isUsable(RawNode node) {
    return node.money("amount", currency).isPresent()
        && node.currency("currency").map(currency::equals).orElse(true);
  }

  private Optional<Payment> transaction(RawNode node) {
    node.at("order_id").drop("is_the_order");
    CARD_CHECKS.forEach(member -> node.at(member).drop("card_checks"));
    Optional<String> id = node.text("id").or(() -> node.text("transaction_id"));
    Optional<Money> amount = node.money("amount", currency);
    if (id.isEmpty() || amount.isEmpty() || !isUsable(node)) {
      node.report(
          Finding.warning(
              node.pointer(), "unusable_transaction", "a transaction in no or another currency"));
      return Optional.empty();
    }
    PaymentKind kind = amount.get().signum() < 0 ? PaymentKind.REFUND : kind(node);
    Optional<String> reference = node.text("reference_number");
    return Optional.of(
        new Payment(
            id.get(),
            node.text("parent_id").filter(parent -> !parent.equals("0")),
            kind,
            node.text("gateway").orElse(""),
            kind(node) == PaymentKind.OTHER ? node.text("description") : method(),
            node.text("card_last_four").isPresent() ? Tender.CARD : Tender.OTHER,
            outcome(kind, node.text("status").orElse("")),
            amount.get().abs(),
            Times.of(node, "created_time", store),
            node.text("transaction_id").or(() -> reference),
            Optional.empty(),
            node.text("card_brand"),
            node.text("card_last_four").filter(digits -> digits.matches("[0-9]{4}"))));
  }

  private static PaymentKind kind(RawNode node) {
    return switch (node.text("description").orElse("").toLowerCase(Locale.ROOT)) {
      case "sale", "purchase", "payment" -> PaymentKind.SALE;
      case "authorization", "authorize" -> PaymentKind.AUTHORIZATION;
      case "capture" -> PaymentKind.CAPTURE;
      case "refund" -> PaymentKind.REFUND;
      case "void" -> PaymentKind.VOID;
      default -> PaymentKind.OTHER;
    };
  }

  private static PaymentOutcome outcome(PaymentKind kind, String status) {
    return switch (status.toLowerCase(Locale.ROOT)) {
      case "success", "succeeded", "complete", "completed", "paid", "captured", "settled", "ok" ->
          PaymentOutcome.SUCCESS;
      case "authorized" ->
          kind == PaymentKind.AUTHORIZATION ? PaymentOutcome.SUCCESS : PaymentOutcome.PENDING;
      case "pending", "processing" -> PaymentOutcome.PENDING;
      case "failure", "failed", "error", "declined", "denied" -> PaymentOutcome.FAILURE;
      default -> PaymentOutcome.UNKNOWN;
    };
  }

  private List<Payment> ofTheOrder(Reading<PaymentState> state, Money total) {
    if (method().isEmpty() || total.signum() <= 0) {
      return List.of();
    }
    return List.of(
        new Payment(
            "payment",
            Optional.empty(),
            PaymentKind.SALE,
            "",
            method(),
            Tender.OTHER,
            PaymentOutcome.of(state),
            stated.filter(paid -> paid.signum() > 0).orElse(total),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
  }
}
