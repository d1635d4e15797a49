package io.orderwire.connectors.api2cart;

import io.orderwire.connector.RawNode;
import io.orderwire.model.CurrencyCode;
import io.orderwire.model.CustomField;
import io.orderwire.model.Discount;
import io.orderwire.model.DiscountAllocation;
import io.orderwire.model.DiscountTarget;
import io.orderwire.model.DiscountType;
import io.orderwire.model.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The discounts of an order and what each line bears of them. The total says what they come to;
/// single ones may be shares of a hundred. What no product bears lowers the order as a whole.
final class Discounts {
  private static final Set<String> MEMBERS = Set.of("code", "value", "type");

  private final List<RawNode> nodes;
  private final Formula formula;
  private final Money borne;
  private final boolean inLines;
  private final List<Discount> all = new ArrayList<>();

  Discounts(RawNode root, List<RawNode> products, Formula formula) {
    this.nodes = root.each("discounts");
    this.formula = formula;
    CurrencyCode currency = formula.currency();
    this.borne =
        Money.sum(
            currency,
            products.stream().flatMap(node -> node.money("discount_amount", currency).stream()));
    Money stated = Money.sum(currency, products.stream().map(node -> Formula.of(node, currency)));
    this.inLines =
        formula.discount().signum() > 0 && stated.rounded().equals(formula.goods().rounded());
    place();
  }

  List<Discount> all() {
    return List.copyOf(all);
  }

  /// Products state what they come to after their discounts.
  boolean inLines() {
    return inLines;
  }

  /// The stated sum, unless products are lower by it without saying by how much.
  Optional<Money> total() {
    return inLines && borne.isZero() ? Optional.empty() : Optional.of(formula.discount().rounded());
  }

  List<DiscountAllocation> allocations(RawNode product) {
    return product
        .money("discount_amount", formula.currency())
        .filter(amount -> amount.signum() > 0)
        .map(
            amount ->
                List.of(
                    new DiscountAllocation(
                        Optional.empty(),
                        amount,
                        all.size() == 1 ? Optional.of(0) : Optional.empty())))
        .orElse(List.of());
  }

  /// What discounts carry beside.
  List<CustomField> added() {
    return nodes.stream()
        .flatMap(
            node ->
                Extras.of(node, MEMBERS, "discount." + node.text("code").orElse("") + ".").stream())
        .toList();
  }

  private void place() {
    Money open = inLines ? Money.zero(formula.currency()) : formula.discount().minus(borne);
    boolean allocated = open.signum() <= 0 || borne.signum() > 0;
    Money left = formula.discount();
    for (RawNode node : nodes) {
      Money amount = amount(node);
      left = left.minus(amount);
      all.add(discount(node.text("code"), type(node), amount, allocated));
    }
    boolean mixed = open.signum() > 0 && borne.signum() > 0;
    if (mixed) {
      all.add(discount(Optional.empty(), DiscountType.OTHER, open, false));
    } else if (left.signum() > 0) {
      all.add(discount(Optional.empty(), DiscountType.OTHER, left, allocated));
    }
  }

  private Discount discount(
      Optional<String> code, DiscountType type, Money amount, boolean allocated) {
    return new Discount(
        all.size(),
        code,
        Optional.empty(),
        type,
        DiscountTarget.ORDER,
        amount,
        Optional.empty(),
        allocated);
  }

  /// The only discount is what the total says.
  private Money amount(RawNode node) {
    Money zero = Money.zero(formula.currency());
    Money value = node.money("value", formula.currency()).orElse(zero).abs();
    if (nodes.size() == 1 && formula.discount().signum() > 0) {
      return formula.discount();
    }
    return type(node) == DiscountType.PERCENTAGE ? zero : value;
  }

  private static DiscountType type(RawNode node) {
    String type = node.text("type").orElse("").toLowerCase(Locale.ROOT);
    if (type.startsWith("percent")) {
      return DiscountType.PERCENTAGE;
    }
    return type.startsWith("fixed") ? DiscountType.FIXED_AMOUNT : DiscountType.OTHER;
  }
}
