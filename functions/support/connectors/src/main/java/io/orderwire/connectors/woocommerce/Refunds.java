package io.orderwire.connectors.woocommerce;

import io.orderwire.connector.Leftovers;
import io.orderwire.connector.RawNode;
import io.orderwire.model.CurrencyCode;
import io.orderwire.model.CustomField;
import io.orderwire.model.Money;
import io.orderwire.model.Quantity;
import io.orderwire.model.Refund;
import io.orderwire.model.RefundAdjustment;
import io.orderwire.model.RefundLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Refunds: whole ones from `refund_resources`, which a fetch adds; else the stubs in the order. In
/// both, amounts of parts are negative when money goes back; `amount` of a whole one is positive.
final class Refunds {
  private static final Set<String> MEMBERS =
      Set.of(
          "id",
          "parent_id",
          "date_created",
          "date_created_gmt",
          "amount",
          "reason",
          "refunded_by",
          "refunded_payment",
          "meta_data",
          "line_items",
          "shipping_lines",
          "tax_lines",
          "fee_lines",
          "_links");

  private final RawNode root;
  private final CurrencyCode currency;

  Refunds(RawNode root, CurrencyCode currency) {
    this.root = root;
    this.currency = currency;
  }

  /// The order names refunds whose lines it does not carry.
  boolean areStubs() {
    return !root.each("refunds").isEmpty()
        && !root.at(WooCommerceMapper.REFUND_RESOURCES).isPresent();
  }

  /// What the order itself states, positive.
  Money statedTotal() {
    return Money.sum(
        currency,
        root.each("refunds").stream()
            .flatMap(stub -> stub.money("total", currency).stream())
            .map(Money::abs));
  }

  List<Refund> all() {
    List<Refund> refunds = new ArrayList<>();
    boolean whole = root.at(WooCommerceMapper.REFUND_RESOURCES).isPresent();
    for (RawNode stub : root.each("refunds")) {
      stub.at("total_tax").drop("tax_is_in_the_refund_lines");
      if (whole) {
        stub.drop("restated_by_the_refund");
      }
    }
    for (RawNode node :
        whole ? root.each(WooCommerceMapper.REFUND_RESOURCES) : root.each("refunds")) {
      node.text("id").map(id -> whole ? whole(id, node) : stub(id, node)).ifPresent(refunds::add);
    }
    return refunds;
  }

  private Refund stub(String id, RawNode node) {
    Money total = node.money("total", currency).map(Money::abs).orElse(Money.zero(currency));
    return new Refund(
        id,
        Optional.empty(),
        node.text("reason"),
        List.of(),
        Optional.empty(),
        List.of(),
        total,
        List.of());
  }

  private Refund whole(String id, RawNode node) {
    List<RefundLine> lines = node.each("line_items").stream().map(this::line).toList();
    Optional<Money> shipping =
        node.each("shipping_lines").isEmpty()
            ? Optional.empty()
            : Optional.of(back(node.each("shipping_lines"), "total"));
    List<RefundAdjustment> adjustments = new ArrayList<>();
    adjust("shipping_tax", back(node.each("shipping_lines"), "total_tax"), adjustments);
    adjust("fee", back(node.each("fee_lines"), "total"), adjustments);
    adjust("fee_tax", back(node.each("fee_lines"), "total_tax"), adjustments);
    Money parts =
        Money.sum(
            currency,
            Stream.of(
                    lines.stream().flatMap(line -> line.amount().stream()),
                    lines.stream().flatMap(line -> line.tax().stream()),
                    shipping.stream(),
                    adjustments.stream().map(RefundAdjustment::amount))
                .flatMap(amounts -> amounts));
    Money total = node.money("amount", currency).map(Money::abs).orElse(parts);
    adjust("without_item", total.minus(parts), adjustments);
    dropped(node);
    return new Refund(
        id,
        node.instantInUtc("date_created_gmt"),
        node.text("reason"),
        lines,
        shipping,
        adjustments,
        total,
        node.flag("refunded_payment").orElse(false) && root.text("payment_method").isPresent()
            ? List.of(Settlement.PAYMENT_ID)
            : List.of());
  }

  /// What refunds carry beside: custom fields of the order, since refunds have none.
  List<CustomField> added() {
    List<CustomField> fields = new ArrayList<>();
    for (RawNode node : root.each(WooCommerceMapper.REFUND_RESOURCES)) {
      String prefix = "refund." + node.text("id").orElse("") + ".";
      fields.addAll(Metas.of(node).fields(prefix));
      fields.addAll(Leftovers.of(node, MEMBERS, prefix));
    }
    if (areStubs()) {
      for (RawNode stub : root.each("refunds")) {
        fields.addAll(
            Leftovers.of(
                stub,
                Set.of("id", "reason", "total", "total_tax"),
                "refund." + stub.text("id").orElse("") + "."));
      }
    }
    return fields;
  }

  /// A refunded line points to the ordered one in its hidden meta.
  private RefundLine line(RawNode node) {
    String lineId =
        Metas.of(node).text(List.of("_refunded_item_id")).or(() -> node.text("id")).orElse("");
    return new RefundLine(
        lineId,
        node.quantity("quantity").map(q -> Quantity.ZERO.minus(q)).orElse(Quantity.ZERO),
        node.money("total", currency).map(Money::negated),
        node.money("total_tax", currency).map(Money::negated),
        Optional.empty());
  }

  private void adjust(String kind, Money amount, List<RefundAdjustment> adjustments) {
    if (!amount.isZero()) {
      adjustments.add(new RefundAdjustment(kind, amount));
    }
  }

  private Money back(List<RawNode> items, String member) {
    return Money.sum(
            currency, items.stream().flatMap(item -> item.money(member, currency).stream()))
        .negated();
  }

  /// A refund restates names, products and tax rates of the ordered items, and who of the staff
  /// made it.
  private static void dropped(RawNode node) {
    for (String items : List.of("line_items", "shipping_lines", "fee_lines", "tax_lines")) {
      node.at(items).drop("restates_the_ordered_item");
    }
    node.at("parent_id").drop("is_the_order");
    node.at("refunded_by").drop("staff");
    node.at("date_created").drop("site_local_time");
    node.at("_links").drop("api_links");
  }
}
