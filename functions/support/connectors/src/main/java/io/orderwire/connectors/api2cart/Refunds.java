package io.orderwire.connectors.api2cart;

import io.orderwire.connector.RawNode;
import io.orderwire.connector.StoreContext;
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

/// `refunds`; in carts that only state what was refunded altogether, the status's `refund_info`.
final class Refunds {
  private static final String ALTOGETHER = "refund_info";
  private static final Set<String> MEMBERS =
      Set.of(
          "id",
          "shipping",
          "fee",
          "tax",
          "total",
          "total_refunded",
          "modified_time",
          "time",
          "comment",
          "items",
          "refunded_items");
  private static final Set<String> ITEM_MEMBERS =
      Set.of("product_id", "variant_id", "order_product_id", "qty", "refund");

  private final List<RawNode> nodes;
  private final RawNode altogether;
  private final CurrencyCode currency;
  private final StoreContext store;

  Refunds(RawNode root, CurrencyCode currency, StoreContext store) {
    this.nodes = root.each("refunds");
    this.altogether = root.at("status").at(ALTOGETHER);
    this.currency = currency;
    this.store = store;
  }

  List<Refund> all(Goods goods, boolean taxInside) {
    if (nodes.isEmpty()) {
      return isStatedAltogether()
          ? List.of(refund(ALTOGETHER, altogether, goods, taxInside))
          : List.of();
    }
    List<Refund> refunds = new ArrayList<>();
    for (int index = 0; index < nodes.size(); index++) {
      RawNode node = nodes.get(index);
      String id = node.text("id").orElse("refund-" + (index + 1));
      refunds.add(refund(id, node, goods, taxInside));
    }
    return refunds;
  }

  List<RawNode> items() {
    return nodes.isEmpty()
        ? altogether.each("refunded_items")
        : nodes.stream().flatMap(node -> node.each("items").stream()).toList();
  }

  Money total() {
    return nodes.isEmpty() ? of(altogether) : Money.sum(currency, nodes.stream().map(this::of));
  }

  /// What refunds carry beside; what is stated altogether as well is kept as it is.
  List<CustomField> added() {
    List<CustomField> fields = new ArrayList<>();
    if (!nodes.isEmpty() && altogether.isObject()) {
      fields.add(new CustomField(ALTOGETHER, altogether.value()));
    } else {
      fields.addAll(Extras.of(altogether, MEMBERS, ALTOGETHER + "."));
    }
    for (RawNode node : nodes) {
      String prefix = "refund." + node.text("id").orElse("") + ".";
      fields.addAll(Extras.of(node, MEMBERS, prefix));
      node.each("items").forEach(item -> fields.addAll(Extras.of(item, ITEM_MEMBERS, prefix)));
    }
    for (RawNode node : nodes.isEmpty() ? List.of(altogether) : nodes) {
      node.money("tax", currency)
          .filter(tax -> !tax.isZero())
          .ifPresent(
              tax ->
                  fields.add(
                      new CustomField(
                          "refund." + node.text("id").orElse(ALTOGETHER) + ".tax",
                          node.at("tax").value())));
    }
    return fields;
  }

  private boolean isStatedAltogether() {
    return of(altogether).signum() > 0;
  }

  private Money of(RawNode node) {
    return node.money("total", currency)
        .or(() -> node.money("total_refunded", currency))
        .orElse(Money.zero(currency))
        .abs();
  }

  /// Whether the items of a refund have its tax inside, only its sums tell.
  private Refund refund(String id, RawNode node, Goods goods, boolean taxInside) {
    List<RawNode> items = new ArrayList<>(node.each("items"));
    items.addAll(node.each("refunded_items"));
    Money tax = amount(node, "tax");
    boolean plain = tax.isZero() || taxInside != isBesideItems(tax, node, items);
    return new Refund(
        id,
        Times.of(node, "modified_time", store).or(() -> Times.of(node, "time", store)),
        node.text("comment"),
        items.stream().map(item -> line(item, goods, plain)).toList(),
        node.money("shipping", currency).filter(amount -> !amount.isZero()),
        node.money("fee", currency)
            .filter(amount -> !amount.isZero())
            .map(fee -> List.of(new RefundAdjustment("fee", fee)))
            .orElse(List.of()),
        of(node),
        List.of());
  }

  private boolean isBesideItems(Money tax, RawNode node, List<RawNode> items) {
    Money goods = Money.sum(currency, items.stream().map(item -> amount(item, "refund")));
    Money net = goods.plus(amount(node, "shipping")).plus(amount(node, "fee"));
    return net.plus(tax).rounded().equals(of(node).rounded());
  }

  private Money amount(RawNode node, String member) {
    return node.money(member, currency).orElse(Money.zero(currency));
  }

  private RefundLine line(RawNode item, Goods goods, boolean plain) {
    item.at("product_id").drop("restated");
    item.at("variant_id").drop("restated");
    Optional<Money> amount = item.money("refund", currency);
    return new RefundLine(
        goods.lineId(item),
        item.quantity("qty").orElse(Quantity.ZERO),
        amount.filter(ignored -> plain),
        Optional.empty(),
        Optional.empty());
  }
}
