package io.orderwire.engine;

import io.orderwire.model.Cart;
import io.orderwire.model.CartDrift;
import io.orderwire.model.Discount;
import io.orderwire.model.Line;
import io.orderwire.model.Money;
import io.orderwire.model.Order;
import io.orderwire.model.Quantity;
import io.orderwire.model.TotalsSheet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What changed between a cart and the order it became. Pure, and the same whatever came first.
///
/// Goods are compared by what was bought (variant, else SKU, else product, else name), because a
/// platform gives the lines of an order new ids. Of the order what was ordered counts: that goods
/// were shipped or refunded is no drift.
public final class CartDrifts {

  private CartDrifts() {}

  /// What counts of one side.
  ///
  /// @param lines by what was bought
  public record Side(
      SortedMap<String, Goods> lines,
      Optional<Money> shipping,
      Optional<Money> tax,
      List<String> coupons) {
    public Side {
      lines = Collections.unmodifiableSortedMap(new TreeMap<>(lines));
      coupons = List.copyOf(coupons);
    }
  }

  /// All lines of one article.
  ///
  /// @param unitPrice empty where its lines differ in price
  public record Goods(String lineId, Quantity quantity, Optional<Money> unitPrice) {

    private Goods plus(Goods other) {
      return new Goods(
          lineId,
          quantity.plus(other.quantity),
          unitPrice.filter(price -> other.unitPrice.equals(Optional.of(price))));
    }
  }

  public static List<CartDrift> between(Cart cart, Order order) {
    Side before = of(cart.lines(), cart.totals(), cart.discounts());
    Side after = of(order);
    List<CartDrift> drifts = new ArrayList<>();
    Set<String> articles = new LinkedHashSet<>(before.lines().keySet());
    articles.addAll(after.lines().keySet());
    for (String article : articles) {
      Optional<Goods> was = Optional.ofNullable(before.lines().get(article));
      Optional<Goods> is = Optional.ofNullable(after.lines().get(article));
      Optional<String> line = is.or(() -> was).map(Goods::lineId);
      differing("quantity", line, was.map(CartDrifts::count), is.map(CartDrifts::count))
          .ifPresent(drifts::add);
      if (was.isPresent() && is.isPresent()) {
        amounts("item_price", line, was.get().unitPrice(), is.get().unitPrice())
            .ifPresent(drifts::add);
      }
    }
    amounts("shipping", Optional.empty(), before.shipping(), after.shipping())
        .ifPresent(drifts::add);
    amounts("tax", Optional.empty(), before.tax(), after.tax()).ifPresent(drifts::add);
    differing("coupon", Optional.empty(), joined(before.coupons()), joined(after.coupons()))
        .ifPresent(drifts::add);
    return List.copyOf(drifts);
  }

  /// What of an order can drift: as long as this is the same, so is the drift.
  public static Side of(Order order) {
    return of(order.lines(), order.totals().display(), order.discounts());
  }

  private static Side of(List<Line> lines, TotalsSheet totals, List<Discount> discounts) {
    SortedMap<String, Goods> goods = new TreeMap<>();
    for (Line line : lines) {
      if (line.parentId().isEmpty()) {
        goods.merge(
            article(line),
            new Goods(line.id(), line.quantity().ordered(), Optional.of(line.unitPrice())),
            Goods::plus);
      }
    }
    return new Side(
        goods,
        totals.shippingTotal(),
        totals.taxTotal(),
        discounts.stream().flatMap(each -> each.code().stream()).distinct().sorted().toList());
  }

  private static String article(Line line) {
    return line.variantId().or(line::sku).or(line::productId).orElse(line.name());
  }

  private static String count(Goods goods) {
    return goods.quantity().toString();
  }

  private static Optional<CartDrift> amounts(
      String kind, Optional<String> line, Optional<Money> before, Optional<Money> after) {
    boolean nothing =
        before.filter(money -> !money.isZero()).isEmpty()
            && after.filter(money -> !money.isZero()).isEmpty();
    return nothing
        ? Optional.empty()
        : differing(kind, line, before.map(CartDrifts::text), after.map(CartDrifts::text));
  }

  private static String text(Money money) {
    String amount = money.isZero() ? "0" : money.amount().stripTrailingZeros().toPlainString();
    return amount + " " + money.currency();
  }

  private static Optional<CartDrift> differing(
      String kind, Optional<String> line, Optional<String> before, Optional<String> after) {
    return Objects.equals(before, after)
        ? Optional.empty()
        : Optional.of(new CartDrift(kind, line, before, after));
  }

  private static Optional<String> joined(List<String> coupons) {
    return coupons.isEmpty()
        ? Optional.empty()
        : Optional.of(coupons.stream().collect(Collectors.joining(", ")));
  }
}
