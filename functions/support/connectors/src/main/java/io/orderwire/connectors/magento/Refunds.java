package io.orderwire.connectors.magento;

import io.orderwire.connector.Leftovers;
import io.orderwire.connector.RawNode;
import io.orderwire.model.CustomField;
import io.orderwire.model.Finding;
import io.orderwire.model.Money;
import io.orderwire.model.Quantity;
import io.orderwire.model.Refund;
import io.orderwire.model.RefundAdjustment;
import io.orderwire.model.RefundLine;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `creditmemos`. Items of configurables and bundles come on both levels, their money on one.
final class Refunds {
  private static final String REFUNDED = "2";

  private static final Set<String> READ =
      Set.of(
          "entity_id",
          "state",
          "created_at",
          "items",
          "comments",
          "base_grand_total",
          "base_shipping_amount",
          "base_adjustment_positive",
          "base_adjustment_negative",
          "transaction_id");

  private static final List<String> ROW =
      List.of(
          "order_id",
          "updated_at",
          "store_id",
          "billing_address_id",
          "shipping_address_id",
          "email_sent",
          "base_currency_code",
          "order_currency_code",
          "store_currency_code",
          "global_currency_code",
          "base_to_order_rate",
          "base_to_global_rate",
          "store_to_base_rate",
          "store_to_order_rate",
          "base_adjustment",
          "adjustment",
          "base_subtotal",
          "base_tax_amount",
          "base_discount_amount",
          "base_discount_tax_compensation_amount",
          "base_shipping_tax_amount",
          "base_shipping_discount_tax_compensation_amnt",
          "shipping_discount_tax_compensation_amount",
          "discount_description");

  private final RawNode root;
  private final Amounts amounts;

  Refunds(RawNode root, Amounts amounts) {
    this.root = root;
    this.amounts = amounts;
  }

  List<Refund> all() {
    return root.each(OrderFetch.CREDIT_MEMOS).stream()
        .flatMap(node -> refund(node).stream())
        .toList();
  }

  /// What credit memos carry beside: refunds have no custom fields of their own. One that moved no
  /// money is kept whole.
  List<CustomField> added() {
    List<CustomField> fields = new ArrayList<>();
    for (RawNode node : root.each(OrderFetch.CREDIT_MEMOS)) {
      String name = "creditmemo." + node.text("entity_id").orElse("");
      if (!isRefunded(node)) {
        fields.add(new CustomField(name, node.value()));
        continue;
      }
      Amounts.drop(node);
      ROW.forEach(member -> node.at(member).drop("restated_by_the_order"));
      Set<String> known = new HashSet<>(READ);
      known.addAll(ROW);
      node.members().stream()
          .map(RawNode::name)
          .filter(member -> Amounts.isRestated(node, member))
          .forEach(known::add);
      fields.addAll(Leftovers.of(node, known, name + "."));
      node.each("comments").stream()
          .skip(1)
          .forEach(comment -> fields.add(new CustomField(name + ".comment", comment.value())));
    }
    return fields;
  }

  private static boolean isRefunded(RawNode node) {
    return node.text("state").filter(REFUNDED::equals).isPresent();
  }

  private Optional<Refund> refund(RawNode node) {
    if (!isRefunded(node)) {
      node.report(
          Finding.warning(
              node.pointer() + "/state", "refund_not_made", "a credit memo that moved no money"));
      return Optional.empty();
    }
    return node.text("entity_id")
        .map(
            id ->
                new Refund(
                    id,
                    node.instantInUtc("created_at"),
                    reason(node),
                    node.each("items").stream().flatMap(item -> line(item).stream()).toList(),
                    amounts.maybe(node, "shipping_amount").filter(part -> !part.isZero()),
                    adjustments(node),
                    amounts.of(node, "grand_total"),
                    node.text("transaction_id").stream().toList()));
  }

  private static Optional<String> reason(RawNode node) {
    List<RawNode> comments = node.each("comments");
    if (comments.isEmpty()) {
      return Optional.empty();
    }
    RawNode first = comments.getFirst();
    first.members().stream()
        .filter(member -> !member.name().equals("comment"))
        .forEach(member -> member.drop("technical"));
    return first.text("comment");
  }

  private Optional<RefundLine> line(RawNode item) {
    item.members().forEach(member -> member.drop("restated_by_the_order"));
    Optional<String> id = item.text("order_item_id");
    Quantity quantity = item.quantity("qty").orElse(Quantity.ZERO);
    Optional<Money> row =
        amounts
            .maybe(item, "row_total")
            .map(
                total ->
                    total
                        .minus(amounts.of(item, "discount_amount"))
                        .plus(amounts.of(item, "discount_tax_compensation_amount")))
            .filter(amount -> !amount.isZero());
    Optional<Money> tax = amounts.maybe(item, "tax_amount").filter(part -> !part.isZero());
    boolean nothing = row.isEmpty() && quantity.isZero();
    return nothing
        ? Optional.empty()
        : id.map(line -> new RefundLine(line, quantity, row, tax, Optional.empty()));
  }

  private List<RefundAdjustment> adjustments(RawNode node) {
    List<RefundAdjustment> adjustments = new ArrayList<>();
    Money more = amounts.of(node, "adjustment_positive");
    Money less = amounts.of(node, "adjustment_negative");
    if (!more.isZero()) {
      adjustments.add(new RefundAdjustment("adjustment_refund", more));
    }
    if (!less.isZero()) {
      adjustments.add(new RefundAdjustment("adjustment_fee", less.negated()));
    }
    return adjustments;
  }
}
