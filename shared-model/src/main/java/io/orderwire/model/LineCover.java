package io.orderwire.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.Function;

/// How many whole containers the quantities of their parts make up: a bundle is shipped when all of
/// its parts are, and refunded when all of them are.
final class LineCover {

  private LineCover() {}

  /// The quantities of a container in terms of its parts, where they say more than its own.
  static LineQuantity of(LineTree.Node node) {
    LineQuantity own = node.line().quantity();
    Quantity ordered = own.ordered();
    List<Line> leaves =
        node.leaves().stream().filter(leaf -> leaf.quantity().ordered().isPositive()).toList();
    if (leaves.isEmpty() || !ordered.isPositive()) {
      return own;
    }
    Quantity fulfilled = most(own.fulfilled(), whole(ordered, leaves, LineQuantity::fulfilled));
    Quantity refunded = most(own.refunded(), whole(ordered, leaves, LineQuantity::refunded));
    Quantity gone =
        whole(ordered, leaves, quantity -> quantity.ordered().lessAtMost(quantity.current()));
    Quantity current = least(own.current(), ordered.lessAtMost(gone));
    Quantity left =
        leaves.stream()
            .map(leaf -> part(ordered, leaf, leaf.quantity().fulfillable(), RoundingMode.CEILING))
            .reduce(own.fulfillable(), LineCover::most);
    return new LineQuantity(
        ordered,
        current,
        fulfilled,
        refunded,
        least(left, least(current, ordered.lessAtMost(fulfilled))));
  }

  /// So many whole containers does every leaf have of `count`.
  static Quantity whole(
      Quantity ordered, List<Line> leaves, Function<LineQuantity, Quantity> count) {
    return leaves.stream()
        .map(leaf -> part(ordered, leaf, count.apply(leaf.quantity()), RoundingMode.FLOOR))
        .reduce(LineCover::least)
        .orElse(Quantity.ZERO);
  }

  /// `count` of a leaf, in containers.
  static Quantity part(Quantity ordered, Line leaf, Quantity count, RoundingMode mode) {
    BigDecimal of = leaf.quantity().ordered().value();
    return of.signum() == 0
        ? Quantity.ZERO
        : new Quantity(count.value().multiply(ordered.value()).divide(of, 0, mode));
  }

  private static Quantity most(Quantity one, Quantity other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  static Quantity least(Quantity one, Quantity other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
