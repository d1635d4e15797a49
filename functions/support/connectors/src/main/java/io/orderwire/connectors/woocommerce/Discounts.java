package io.orderwire.connectors.woocommerce;

import io.orderwire.connector.Leftovers;
import io.orderwire.connector.RawNode;
import io.orderwire.model.CurrencyCode;
import io.orderwire.model.CustomField;
import io.orderwire.model.Discount;
import io.orderwire.model.DiscountAllocation;
import io.orderwire.model.DiscountTarget;
import io.orderwire.model.DiscountType;
import io.orderwire.model.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// Coupons, and what each line bears of them. A line only states what all coupons together took off
/// (subtotal minus total): with several coupons it is split by their amounts, by largest remainder.
/// Where lines lost more or less than the coupons gave (a price typed over by an admin), the parts
/// are left without a coupon.
final class Discounts {
  private static final Set<String> MEMBERS =
      Set.of(
          "id", "code", "discount", "discount_tax", "discount_type", "free_shipping", "meta_data");

  private final List<Discount> coupons;
  private final boolean attributable;

  private Discounts(List<Discount> coupons, boolean attributable) {
    this.coupons = List.copyOf(coupons);
    this.attributable = attributable;
  }

  static Discounts of(RawNode root, CurrencyCode currency) {
    List<Discount> coupons = new ArrayList<>();
    List<RawNode> nodes = root.each("coupon_lines");
    for (int index = 0; index < nodes.size(); index++) {
      coupons.add(coupon(nodes.get(index), index, currency));
    }
    Money given = Money.sum(currency, coupons.stream().map(Discount::amount));
    List<RawNode> lines = root.each("line_items");
    Money borne = Money.sum(currency, lines.stream().map(line -> borne(line, currency)));
    BigDecimal unit = BigDecimal.ONE.movePointLeft(currency.fractionDigits());
    BigDecimal tolerance = unit.multiply(BigDecimal.valueOf(lines.size() + coupons.size()));
    boolean attributable = given.minus(borne).abs().amount().compareTo(tolerance) <= 0;
    return new Discounts(coupons, attributable);
  }

  List<Discount> coupons() {
    return coupons;
  }

  /// What a line bears.
  ///
  /// @param borne positive
  List<DiscountAllocation> allocations(Money borne) {
    List<Discount> bearing = coupons.stream().filter(c -> c.amount().signum() > 0).toList();
    if (borne.signum() <= 0) {
      return List.of();
    }
    if (bearing.isEmpty() || !attributable) {
      return List.of(new DiscountAllocation(Optional.empty(), borne, Optional.empty()));
    }
    List<Money> parts = borne.split(bearing.stream().map(c -> c.amount().amount()).toList());
    return IntStream.range(0, parts.size())
        .filter(index -> !parts.get(index).isZero())
        .mapToObj(index -> allocation(bearing.get(index), parts.get(index)))
        .toList();
  }

  /// What coupons carry beside code and amount. Discounts have no custom fields of their own.
  static List<CustomField> added(RawNode root) {
    List<CustomField> fields = new ArrayList<>();
    for (RawNode node : root.each("coupon_lines")) {
      String prefix = "coupon." + node.text("code").orElse("") + ".";
      fields.addAll(Metas.of(node).fields(prefix));
      fields.addAll(Leftovers.of(node, MEMBERS, prefix));
    }
    return fields;
  }

  private static DiscountAllocation allocation(Discount coupon, Money part) {
    return new DiscountAllocation(coupon.code(), part, Optional.of(coupon.index()));
  }

  private static Discount coupon(RawNode node, int index, CurrencyCode currency) {
    node.at("id").drop("database_row_id");
    node.at("discount_tax").drop("part_of_discount_tax");
    Optional<String> kind = kind(node);
    Money amount = node.money("discount", currency).orElse(Money.zero(currency));
    boolean freeShipping = node.flag("free_shipping").orElse(false) && amount.isZero();
    return new Discount(
        index,
        node.text("code"),
        Optional.empty(),
        freeShipping ? DiscountType.FREE_SHIPPING : type(kind),
        freeShipping ? DiscountTarget.SHIPPING : target(kind),
        amount,
        kind,
        true);
  }

  /// Before 8.x only the coupon's stored data tell it.
  private static Optional<String> kind(RawNode node) {
    return node.text("discount_type")
        .or(
            () ->
                Metas.of(node)
                    .value("coupon_data")
                    .filter(RawNode::isObject)
                    .flatMap(data -> data.text("discount_type")));
  }

  private static DiscountType type(Optional<String> kind) {
    return switch (kind.orElse("")) {
      case "percent" -> DiscountType.PERCENTAGE;
      case "fixed_cart", "fixed_product" -> DiscountType.FIXED_AMOUNT;
      default -> DiscountType.OTHER;
    };
  }

  private static DiscountTarget target(Optional<String> kind) {
    return kind.filter("fixed_product"::equals).isPresent()
        ? DiscountTarget.LINE
        : DiscountTarget.ORDER;
  }

  private static Money borne(RawNode line, CurrencyCode currency) {
    Money total = line.money("total", currency).orElse(Money.zero(currency));
    Money before = line.money("subtotal", currency).orElse(total);
    return before.minus(total);
  }
}
