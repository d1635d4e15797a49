package io.orderwire.connectors.bigcommerce;

import io.orderwire.connector.RawNode;
import io.orderwire.model.CurrencyCode;
import io.orderwire.model.Discount;
import io.orderwire.model.DiscountAllocation;
import io.orderwire.model.DiscountTarget;
import io.orderwire.model.DiscountType;
import io.orderwire.model.Line;
import io.orderwire.model.LineOption;
import io.orderwire.model.LineQuantity;
import io.orderwire.model.Money;
import io.orderwire.model.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The goods of a cart, in four lists by what they are, and the coupons on it.
final class CartGoods {
  private final RawNode cart;
  private final CurrencyCode currency;
  private final boolean taxIncluded;

  CartGoods(RawNode cart, CurrencyCode currency) {
    this.cart = cart;
    this.currency = currency;
    this.taxIncluded = cart.flag("tax_included").orElse(false);
  }

  List<Line> lines() {
    RawNode items = cart.at("line_items");
    List<Line> lines = new ArrayList<>();
    items.each("physical_items").forEach(item -> line(item, true).ifPresent(lines::add));
    items.each("digital_items").forEach(item -> line(item, false).ifPresent(lines::add));
    items.each("custom_items").forEach(item -> line(item, true).ifPresent(lines::add));
    items.each("gift_certificates").forEach(item -> certificate(item).ifPresent(lines::add));
    return lines;
  }

  List<Discount> discounts() {
    List<Discount> discounts = new ArrayList<>();
    for (RawNode coupon : cart.each("coupons")) {
      discounts.add(
          new Discount(
              discounts.size(),
              coupon.text("code"),
              coupon.text("display_name"),
              coupon.text("coupon_type").filter("1"::equals).isPresent()
                  ? DiscountType.PERCENTAGE
                  : DiscountType.OTHER,
              DiscountTarget.ORDER,
              money(coupon, "discounted_amount"),
              coupon.text("coupon_type"),
              true));
    }
    return discounts;
  }

  /// What lines bear of coupons, and what is off the cart as a whole.
  Money discountTotal() {
    Stream<Money> coupons =
        lines().stream().flatMap(line -> line.discounts().stream()).map(DiscountAllocation::amount);
    return Money.sum(currency, coupons).plus(money(cart, "discount_amount"));
  }

  private Optional<Line> line(RawNode item, boolean shipped) {
    Optional<Money> borne = item.money("coupon_amount", currency).filter(part -> part.signum() > 0);
    Money unitPrice = money(item, "list_price");
    Money total = money(item, "extended_list_price").minus(borne.orElse(Money.zero(currency)));
    return item.text("id")
        .map(
            id ->
                new Line(
                    id,
                    item.at("parent_id").isValue() ? item.text("parent_id") : Optional.empty(),
                    item.text("product_id"),
                    item.text("variant_id"),
                    item.text("sku"),
                    Optional.empty(),
                    item.text("name").orElse(""),
                    options(item),
                    quantity(item),
                    unitPrice,
                    item.money("original_price", currency)
                        .filter(list -> list.minus(unitPrice).signum() > 0),
                    taxIncluded,
                    borne.stream()
                        .map(part -> new DiscountAllocation(Optional.empty(), part, onlyCoupon()))
                        .toList(),
                    List.of(),
                    total,
                    item.flag("is_require_shipping").orElse(shipped),
                    false,
                    Optional.empty(),
                    Optional.empty(),
                    Notes.of(item, List.of("image_url", "url"), "")));
  }

  /// A line says how much coupons took off it, not which.
  private Optional<Integer> onlyCoupon() {
    return cart.each("coupons").size() == 1 ? Optional.of(0) : Optional.empty();
  }

  private Optional<Line> certificate(RawNode item) {
    Money amount = money(item, "amount");
    LineQuantity quantity = quantity(item);
    return item.text("id")
        .map(
            id ->
                new Line(
                    id,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    item.text("name").orElse(""),
                    List.of(),
                    quantity,
                    amount,
                    Optional.empty(),
                    taxIncluded,
                    List.of(),
                    List.of(),
                    amount.times(quantity.ordered()),
                    false,
                    true,
                    Optional.empty(),
                    Optional.empty(),
                    Notes.of(item, List.of("theme"), "")));
  }

  private static List<LineOption> options(RawNode item) {
    return item.each("options").stream()
        .map(
            option ->
                new LineOption(option.text("name").orElse(""), option.text("value").orElse("")))
        .toList();
  }

  private static LineQuantity quantity(RawNode item) {
    Quantity ordered = item.quantity("quantity").orElse(Quantity.of(1));
    return new LineQuantity(ordered, ordered, Quantity.ZERO, Quantity.ZERO, Quantity.ZERO);
  }

  private Money money(RawNode node, String member) {
    return node.money(member, currency).orElse(Money.zero(currency));
  }
}
