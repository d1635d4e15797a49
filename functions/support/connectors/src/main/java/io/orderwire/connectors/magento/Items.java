package io.orderwire.connectors.magento;

import io.orderwire.connector.RawNode;
import io.orderwire.connectors.magento.MagentoStatuses.Shipped;
import io.orderwire.model.LineQuantity;
import io.orderwire.model.Money;
import io.orderwire.model.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The items of an order as a tree: a configurable and the variant that was chosen, a bundle and
/// its parts.
///
/// Money stands on one level only. A configurable has it and its variant nothing. A bundle of fixed
/// price has it; one of dynamic price leaves it to its parts, and in some versions says the sum of
/// them again: where a part has an amount, the bundle's own is left out.
///
/// Counts stand on either level. A container that ships as a whole counts for its parts, parts that
/// ship by themselves count for the container as often as all of them did.
final class Items {
  private static final Set<String> NOT_SHIPPED = Set.of("virtual", "downloadable");
  private static final int DIGITS = 12;

  private final Map<String, RawNode> byId = new LinkedHashMap<>();
  private final Map<String, List<RawNode>> parts = new LinkedHashMap<>();
  private final List<RawNode> all;
  private final Amounts amounts;

  Items(RawNode root, Amounts amounts) {
    this.amounts = amounts;
    this.all = root.each("items");
    all.forEach(item -> item.text("item_id").ifPresent(id -> byId.putIfAbsent(id, item)));
    for (RawNode item : all) {
      parentId(item)
          .ifPresent(id -> parts.computeIfAbsent(id, none -> new ArrayList<>()).add(item));
    }
  }

  List<RawNode> all() {
    return all;
  }

  static Optional<String> parentId(RawNode item) {
    return item.text("parent_item_id").filter(id -> !id.equals("0"));
  }

  /// The item's amount where it stands on this level, else nothing.
  Money money(RawNode item, String name) {
    Money own = amounts.of(item, name);
    if (isVariant(item)) {
      return Money.zero(own.currency());
    }
    boolean onParts =
        !isConfigurable(item)
            && parts(item).stream().anyMatch(part -> !amounts.of(part, name).isZero());
    return onParts ? Money.zero(own.currency()) : own;
  }

  static boolean needsShipping(RawNode item) {
    boolean virtual = item.flag("is_virtual").orElse(false);
    return !virtual && item.text("product_type").filter(NOT_SHIPPED::contains).isEmpty();
  }

  /// @param over nothing more will leave the shop
  LineQuantity quantity(RawNode item, boolean over) {
    Quantity ordered = ordered(item);
    Quantity shipped = least(counted(item, "qty_shipped"), ordered);
    Quantity refunded = least(counted(item, "qty_refunded"), ordered);
    Quantity current = ordered.lessAtMost(refunded.plus(counted(item, "qty_canceled")));
    Quantity left = least(current.lessAtMost(shipped), ordered.lessAtMost(shipped.plus(refunded)));
    return new LineQuantity(ordered, current, shipped, refunded, over ? Quantity.ZERO : left);
  }

  /// How much of what has to be shipped, and was not given back or canceled, was.
  Shipped shipped() {
    boolean some = false;
    boolean every = true;
    for (RawNode item : all) {
      if (!parts(item).isEmpty() || !needsShipping(item)) {
        continue;
      }
      Quantity shipped = counted(item, "qty_shipped");
      Quantity due =
          ordered(item)
              .lessAtMost(counted(item, "qty_refunded").plus(counted(item, "qty_canceled")));
      some |= shipped.isPositive();
      every &= shipped.compareTo(due) >= 0;
    }
    if (!some) {
      return Shipped.NOTHING;
    }
    return every ? Shipped.ALL : Shipped.SOME;
  }

  private List<RawNode> parts(RawNode item) {
    return item.text("item_id").map(id -> parts.getOrDefault(id, List.of())).orElse(List.of());
  }

  private boolean isVariant(RawNode item) {
    return parent(item).filter(Items::isConfigurable).isPresent();
  }

  private Optional<RawNode> parent(RawNode item) {
    return parentId(item).flatMap(id -> Optional.ofNullable(byId.get(id)));
  }

  private static boolean isConfigurable(RawNode item) {
    return item.text("product_type").filter("configurable"::equals).isPresent();
  }

  private static Quantity ordered(RawNode item) {
    return item.quantity("qty_ordered").orElse(Quantity.of(1));
  }

  private Quantity counted(RawNode item, String name) {
    Quantity own = own(item, name);
    Quantity fromAbove =
        parent(item)
            .map(above -> share(own(above, name), above, item, RoundingMode.HALF_UP))
            .orElse(Quantity.ZERO);
    Quantity fromBelow =
        parts(item).stream()
            .filter(part -> ordered(part).isPositive())
            .map(part -> share(own(part, name), part, item, RoundingMode.FLOOR))
            .reduce(Items::least)
            .orElse(Quantity.ZERO);
    return most(own, most(fromAbove, fromBelow));
  }

  private static Quantity own(RawNode item, String name) {
    return item.quantity(name).filter(Quantity::isPositive).orElse(Quantity.ZERO);
  }

  /// So many of one item in terms of another: wholes where they are counted up, exact down.
  private static Quantity share(Quantity count, RawNode from, RawNode to, RoundingMode rounding) {
    BigDecimal ordered = ordered(from).value();
    if (ordered.signum() <= 0) {
      return Quantity.ZERO;
    }
    int scale = rounding == RoundingMode.FLOOR ? 0 : DIGITS;
    return new Quantity(
        count.value().multiply(ordered(to).value()).divide(ordered, scale, rounding));
  }

  private static Quantity least(Quantity one, Quantity other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  private static Quantity most(Quantity one, Quantity other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
