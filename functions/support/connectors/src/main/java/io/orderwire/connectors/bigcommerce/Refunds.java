package io.orderwire.connectors.bigcommerce;

import io.orderwire.connector.Leftovers;
import io.orderwire.connector.RawNode;
import io.orderwire.model.CurrencyCode;
import io.orderwire.model.CustomField;
import io.orderwire.model.Finding;
import io.orderwire.model.Money;
import io.orderwire.model.Quantity;
import io.orderwire.model.Refund;
import io.orderwire.model.RefundAdjustment;
import io.orderwire.model.RefundLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// `refunds`. Amounts of items have their tax inside; only the refund as a whole says how much of
/// it is tax.
final class Refunds {
  private static final String PRODUCT = "PRODUCT";
  private static final String SHIPPING = "SHIPPING";
  /// What a payment says that its transaction does not.
  private static final List<String> OF_A_TRANSACTION =
      List.of("offline", "is_declined", "declined_message");

  private static final List<String> OF_NO_TRANSACTION =
      List.of("provider_id", "offline", "is_declined", "declined_message");

  private static final Set<String> MEMBERS =
      Set.of(
          "id",
          "order_id",
          "user_id",
          "created",
          "reason",
          "total_amount",
          "total_tax",
          "uses_merchant_override_values",
          "items",
          "payments");

  private final RawNode root;
  private final CurrencyCode currency;
  private final boolean taxInside;

  /// @param taxInside the order's prices have their tax inside
  Refunds(RawNode root, CurrencyCode currency, boolean taxInside) {
    this.root = root;
    this.currency = currency;
    this.taxInside = taxInside;
  }

  List<Refund> all() {
    return root.each(OrderFetch.REFUNDS).stream().flatMap(node -> refund(node).stream()).toList();
  }

  /// What refunds carry beside: they have no custom fields of their own.
  List<CustomField> added() {
    List<CustomField> fields = new ArrayList<>();
    for (RawNode node : root.each(OrderFetch.REFUNDS)) {
      String name = "refund." + node.text("id").orElse("");
      if (isDeclined(node)) {
        fields.add(new CustomField(name, node.value()));
        continue;
      }
      String prefix = name + ".";
      fields.addAll(Notes.of(node, List.of("total_tax", "uses_merchant_override_values"), prefix));
      for (RawNode item : node.each("items")) {
        String at = prefix + "item." + item.text("item_id").orElse("") + ".";
        fields.addAll(Notes.of(item, List.of("reason", "requested_amount"), at));
        fields.addAll(Leftovers.field(item, "adjustments"));
      }
      for (RawNode payment : node.each("payments")) {
        fields.addAll(
            Notes.of(
                payment,
                payment.has("transaction_id") ? OF_A_TRANSACTION : OF_NO_TRANSACTION,
                prefix + "payment." + payment.text("id").orElse("") + "."));
      }
      fields.addAll(Leftovers.of(node, MEMBERS, prefix));
    }
    return fields;
  }

  /// A refund of which no payment went through moved no money: it is a finding, and no refund.
  private Optional<Refund> refund(RawNode node) {
    node.at("order_id").drop("is_the_order");
    node.at("user_id").drop("staff");
    List<RawNode> payments = node.each("payments");
    payments.forEach(payment -> payment.at("id").drop("database_row_id"));
    payments.forEach(payment -> payment.at("provider_id").drop("stated_by_the_transaction"));
    node.each("items").forEach(item -> item.at("quantity").drop("counted_for_products"));
    List<RawNode> made = payments.stream().filter(each -> !isDeclinedPayment(each)).toList();
    if (isDeclined(node)) {
      node.report(
          Finding.warning(
              node.pointer(), "refund_declined", "every payment of this refund was declined"));
      return Optional.empty();
    }
    Money stated = node.money("total_amount", currency).orElse(Money.zero(currency));
    Money moved =
        Money.sum(currency, made.stream().flatMap(each -> each.money("amount", currency).stream()));
    Money total = payments.isEmpty() ? stated : moved;
    return node.text("id").map(id -> refund(id, node, total, paymentIds(made)));
  }

  private static boolean isDeclined(RawNode refund) {
    List<RawNode> payments = refund.each("payments");
    return !payments.isEmpty() && payments.stream().allMatch(Refunds::isDeclinedPayment);
  }

  private static boolean isDeclinedPayment(RawNode payment) {
    return payment.flag("is_declined").orElse(false);
  }

  private Refund refund(String id, RawNode node, Money total, List<String> paymentIds) {
    List<RawNode> items = node.each("items");
    Optional<Money> tax = node.money("total_tax", currency);
    boolean single = items.size() == 1;
    List<RefundLine> lines =
        items.stream()
            .filter(item -> isOf(item, PRODUCT))
            .map(item -> single ? only(item, total, tax) : oneOfMany(item, tax))
            .toList();
    List<Money> shipping =
        items.stream()
            .filter(item -> isOf(item, SHIPPING))
            .flatMap(item -> item.money("requested_amount", currency).stream())
            .toList();
    return new Refund(
        id,
        node.instant("created"),
        node.text("reason"),
        lines,
        shipping.isEmpty() ? Optional.empty() : Optional.of(Money.sum(currency, shipping.stream())),
        items.stream().flatMap(this::adjustment).toList(),
        total,
        paymentIds);
  }

  private static boolean isOf(RawNode item, String type) {
    return item.text("item_type").filter(type::equals).isPresent();
  }

  /// The line is all that was refunded: the refund's tax is its tax.
  private RefundLine only(RawNode item, Money total, Optional<Money> tax) {
    Money without = taxInside ? total : total.minus(tax.orElse(Money.zero(currency)));
    return line(item, Optional.of(without), tax);
  }

  /// Of several lines the part without tax is only known where there is none in it to take off.
  private RefundLine oneOfMany(RawNode item, Optional<Money> tax) {
    boolean plain = taxInside || tax.filter(each -> !each.isZero()).isEmpty();
    return line(
        item, item.money("requested_amount", currency).filter(ignored -> plain), Optional.empty());
  }

  private static RefundLine line(RawNode item, Optional<Money> amount, Optional<Money> tax) {
    return new RefundLine(
        item.text("item_id").orElse(""),
        item.quantity("quantity").orElse(Quantity.ZERO),
        amount,
        tax,
        Optional.empty());
  }

  /// Handling, gift wrapping, a fee, or an amount off the order as a whole.
  private Stream<RefundAdjustment> adjustment(RawNode item) {
    if (isOf(item, PRODUCT) || isOf(item, SHIPPING)) {
      return Stream.empty();
    }
    String type = item.text("item_type").orElse("order").toLowerCase(Locale.ROOT);
    return item.money("requested_amount", currency).stream()
        .map(amount -> new RefundAdjustment(type, amount));
  }

  private static List<String> paymentIds(List<RawNode> payments) {
    return payments.stream().flatMap(each -> each.text("transaction_id").stream()).toList();
  }
}
