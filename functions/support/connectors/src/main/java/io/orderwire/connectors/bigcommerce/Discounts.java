package io.orderwire.connectors.bigcommerce;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Coupons and the other discounts, and what each line bears of them.
///
/// The order states two sums: `coupon_discount` for the coupons and `discount_amount` for all else,
/// manual discounts and promotions. Its products say which part of these they bear. What no product
/// bears is on the shipping, or on the order as a whole where older orders do not tell.
final class Discounts {
  private static final Set<String> COUPON_MEMBERS =
      Set.of("id", "coupon_id", "order_id", "code", "amount", "type", "discount");
  private static final Set<String> APPLIED_MEMBERS =
      Set.of("id", "amount", "name", "code", "target");

  /// The id under which a product names a coupon without its code.
  private static final String ANY_COUPON = "coupon";

  private static final int PER_ITEM = 0;
  private static final int SHIPPING_DISCOUNT = 3;
  private static final int FREE_SHIPPING = 4;

  private final RawNode root;
  private final CurrencyCode currency;
  private final List<RawNode> coupons;
  private final List<RawNode> products;
  private final Map<String, Integer> places = new LinkedHashMap<>();
  private final List<Discount> discounts = new ArrayList<>();

  private Discounts(RawNode root, CurrencyCode currency) {
    this.root = root;
    this.currency = currency;
    this.coupons = root.each(OrderFetch.COUPONS);
    this.products = root.each(OrderFetch.PRODUCTS);
  }

  static Discounts of(RawNode root, CurrencyCode currency) {
    Discounts discounts = new Discounts(root, currency);
    discounts.place();
    return discounts;
  }

  /// What the order states, positive.
  Optional<Money> statedTotal() {
    Optional<Money> coupons = root.money("coupon_discount", currency);
    Optional<Money> others = root.money("discount_amount", currency);
    return coupons.isEmpty() && others.isEmpty()
        ? Optional.empty()
        : Optional.of(
            coupons.orElse(Money.zero(currency)).plus(others.orElse(Money.zero(currency))));
  }

  List<Discount> all() {
    return List.copyOf(discounts);
  }

  /// What lowers the price of the goods.
  Money onGoods() {
    return statedTotal().orElse(Money.zero(currency)).minus(onShipping());
  }

  Money onShipping() {
    return Money.sum(
        currency,
        discounts.stream()
            .filter(each -> !each.allocated() && each.target() == DiscountTarget.SHIPPING)
            .map(Discount::amount));
  }

  /// What a product bears. One of an older order only states what all discounts together took off.
  List<DiscountAllocation> allocations(RawNode product) {
    List<DiscountAllocation> allocations = new ArrayList<>();
    for (RawNode applied : product.each("applied_discounts")) {
      applied.at("target").drop("follows_from_the_discount");
      applied.at("name").drop("title_of_the_discount");
      applied
          .money("amount", currency)
          .filter(amount -> !amount.isZero())
          .ifPresent(
              amount ->
                  allocations.add(
                      new DiscountAllocation(
                          applied.text("code").or(() -> applied.text("name")),
                          amount,
                          Optional.ofNullable(places.get(key(applied))))));
    }
    if (allocations.isEmpty()) {
      taken(product)
          .ifPresent(
              amount ->
                  allocations.add(
                      new DiscountAllocation(
                          Optional.empty(),
                          amount,
                          isOnlyOne() ? Optional.of(0) : Optional.empty())));
    }
    return allocations;
  }

  /// What coupons and applied discounts carry beside.
  static List<CustomField> added(RawNode root) {
    List<CustomField> fields = new ArrayList<>();
    for (RawNode coupon : root.each(OrderFetch.COUPONS)) {
      String prefix = "coupon." + coupon.text("code").orElse("") + ".";
      fields.addAll(Notes.of(coupon, List.of("coupon_id", "amount"), prefix));
      fields.addAll(Leftovers.of(coupon, COUPON_MEMBERS, prefix));
    }
    for (RawNode product : root.each(OrderFetch.PRODUCTS)) {
      for (RawNode applied : product.each("applied_discounts")) {
        fields.addAll(
            Leftovers.of(
                applied, APPLIED_MEMBERS, "discount." + applied.text("id").orElse("") + "."));
      }
    }
    return fields;
  }

  private boolean isOnlyOne() {
    return discounts.size() == 1
        && statedTotal().filter(discounts.getFirst().amount()::equals).isPresent();
  }

  private Optional<Money> taken(RawNode product) {
    return product
        .money("discounted_total_inc_tax", currency)
        .flatMap(paid -> product.money("total_inc_tax", currency).map(total -> total.minus(paid)))
        .filter(amount -> amount.signum() > 0);
  }

  /// Numbers the discounts: coupons first, then what else products name.
  private void place() {
    Map<String, Money> borne = borne();
    Map<String, String> titles = titles();
    Money left =
        statedTotal()
            .orElse(Money.zero(currency))
            .minus(Money.sum(currency, borne.values().stream()));
    for (RawNode coupon : coupons) {
      coupon.at("order_id").drop("is_the_order");
      coupon.at("id").drop("database_row_id");
      Money amount = coupon.money("discount", currency).orElse(Money.zero(currency));
      boolean named = borne.containsKey(key(coupon));
      boolean open = !named && amount.signum() > 0 && covers(left, amount);
      left = open ? left.minus(amount) : left;
      places.put(key(coupon), discounts.size());
      discounts.add(coupon(coupon, amount, Optional.ofNullable(titles.get(key(coupon))), !open));
    }
    for (RawNode applied : applied()) {
      String key = key(applied);
      if (!places.containsKey(key)) {
        places.put(key, discounts.size());
        discounts.add(other(applied, borne.getOrDefault(key, Money.zero(currency))));
      }
    }
    rest(left);
  }

  /// What no discount accounts for: borne by nobody, or by products that do not say of what it is.
  private void rest(Money left) {
    Money listed = Money.sum(currency, discounts.stream().map(Discount::amount));
    Money unlisted = statedTotal().orElse(Money.zero(currency)).minus(listed);
    boolean open = left.amount().compareTo(tolerance()) > 0;
    if (open || unlisted.amount().compareTo(tolerance()) > 0) {
      discounts.add(
          new Discount(
              discounts.size(),
              Optional.empty(),
              Optional.empty(),
              DiscountType.OTHER,
              DiscountTarget.ORDER,
              open ? left : unlisted,
              Optional.empty(),
              !open));
    }
  }

  /// Amounts by the discount that products name; what they bear of none that is named stands under
  /// an empty name.
  private Map<String, Money> borne() {
    Map<String, Money> borne = new LinkedHashMap<>();
    for (RawNode product : products) {
      List<RawNode> named = product.each("applied_discounts");
      for (RawNode applied : named) {
        applied
            .money("amount", currency)
            .ifPresent(amount -> borne.merge(key(applied), amount, Money::plus));
      }
      if (named.isEmpty()) {
        taken(product).ifPresent(amount -> borne.merge("", amount, Money::plus));
      }
    }
    return borne;
  }

  private List<RawNode> applied() {
    return products.stream()
        .flatMap(product -> product.each("applied_discounts").stream())
        .toList();
  }

  /// A code names a coupon; without one the only coupon is meant where the id says it is a coupon.
  private String key(RawNode node) {
    Optional<String> code = node.text("code");
    if (code.isPresent()) {
      return "code " + code.get();
    }
    String id = node.text("id").orElse("");
    if (id.equals(ANY_COUPON) && coupons.size() == 1) {
      return "code " + coupons.getFirst().text("code").orElse("");
    }
    return id + " " + node.text("name").orElse("");
  }

  private Map<String, String> titles() {
    Map<String, String> titles = new LinkedHashMap<>();
    applied()
        .forEach(each -> each.text("name").ifPresent(name -> titles.putIfAbsent(key(each), name)));
    return titles;
  }

  private Discount coupon(RawNode node, Money amount, Optional<String> title, boolean allocated) {
    int kind = node.integer("type").orElse(-1);
    return new Discount(
        discounts.size(),
        node.text("code"),
        title,
        type(kind),
        target(kind),
        amount,
        node.text("type"),
        allocated);
  }

  private Discount other(RawNode applied, Money amount) {
    boolean onLines = applied.text("target").filter("product"::equals).isPresent();
    return new Discount(
        discounts.size(),
        applied.text("code"),
        applied.text("name"),
        DiscountType.OTHER,
        onLines ? DiscountTarget.LINE : DiscountTarget.ORDER,
        amount,
        applied.text("id"),
        true);
  }

  private static DiscountTarget target(int kind) {
    return switch (kind) {
      case PER_ITEM -> DiscountTarget.LINE;
      case SHIPPING_DISCOUNT, FREE_SHIPPING -> DiscountTarget.SHIPPING;
      default -> DiscountTarget.ORDER;
    };
  }

  private static DiscountType type(int kind) {
    return switch (kind) {
      case PER_ITEM, 2 -> DiscountType.FIXED_AMOUNT;
      case 1 -> DiscountType.PERCENTAGE;
      case FREE_SHIPPING -> DiscountType.FREE_SHIPPING;
      default -> DiscountType.OTHER;
    };
  }

  private boolean covers(Money left, Money amount) {
    return amount.minus(left).amount().compareTo(tolerance()) <= 0;
  }

  /// Each line's part may be off by half a unit, and so may the sums.
  private BigDecimal tolerance() {
    return BigDecimal.ONE
        .movePointLeft(currency.fractionDigits())
        .multiply(BigDecimal.valueOf(1L + products.size()));
  }
}
