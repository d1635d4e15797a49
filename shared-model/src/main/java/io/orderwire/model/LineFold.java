package io.orderwire.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Moves money between a container and its parts without losing or inventing a cent: up, by adding;
/// down, by largest remainder.
final class LineFold {
  /// Digits of a unit price that does not divide evenly.
  private static final int UNIT_PRICE_DIGITS = 10;

  private LineFold() {}

  /// The container with all that its parts cost.
  static Line up(LineTree.Node node) {
    if (!node.isContainer()) {
      return node.line();
    }
    List<Line> all = node.all();
    Line own = node.line();
    Money total = Money.sum(own.total().currency(), all.stream().map(Line::total));
    List<DiscountAllocation> discounts =
        merged(all.stream().flatMap(line -> line.discounts().stream()));
    return with(
        own,
        new Worth(total, discounts, taxes(all.stream().flatMap(line -> line.taxes().stream()))),
        LineCover.of(node),
        all.stream().anyMatch(Line::requiresShipping));
  }

  /// The parts that have no parts, each with its share of what the containers above it cost.
  static List<Line> down(LineTree.Node node) {
    if (!node.isContainer()) {
      return List.of(node.line());
    }
    List<Line> below = node.parts().stream().flatMap(part -> down(part).stream()).toList();
    List<Worth> shares = shares(node.line(), node.leaves());
    return IntStream.range(0, below.size())
        .mapToObj(index -> plus(below.get(index), shares.get(index)))
        .toList();
  }

  static Line withoutMoney(Line line) {
    Money nothing = Money.zero(line.total().currency());
    return with(
        line, new Worth(nothing, List.of(), List.of()), line.quantity(), line.requiresShipping());
  }

  /// How much of an amount of the container each of its leaves bears.
  static List<Money> split(Money amount, List<Line> leaves) {
    List<BigDecimal> weights = leaves.stream().map(line -> line.total().amount().abs()).toList();
    boolean priced = weights.stream().anyMatch(weight -> weight.signum() > 0);
    return amount.split(
        priced
            ? weights
            : leaves.stream().map(line -> line.quantity().ordered().value().abs()).toList());
  }

  /// What a line is worth.
  private record Worth(Money total, List<DiscountAllocation> discounts, List<TaxLine> taxes) {}

  private static List<Worth> shares(Line container, List<Line> leaves) {
    List<Money> totals = split(container.total(), leaves);
    List<List<Money>> discounts =
        container.discounts().stream().map(part -> split(part.amount(), leaves)).toList();
    List<List<Money>> taxes =
        container.taxes().stream().map(tax -> split(tax.amount(), leaves)).toList();
    List<Worth> shares = new ArrayList<>();
    for (int leaf = 0; leaf < leaves.size(); leaf++) {
      List<DiscountAllocation> allocations = new ArrayList<>();
      for (int each = 0; each < discounts.size(); each++) {
        DiscountAllocation whole = container.discounts().get(each);
        allocations.add(
            new DiscountAllocation(
                whole.label(), discounts.get(each).get(leaf), whole.discountIndex()));
      }
      List<TaxLine> lines = new ArrayList<>();
      for (int each = 0; each < taxes.size(); each++) {
        TaxLine whole = container.taxes().get(each);
        lines.add(new TaxLine(whole.title(), whole.rate(), taxes.get(each).get(leaf)));
      }
      shares.add(new Worth(totals.get(leaf), allocations, lines));
    }
    return shares;
  }

  private static Line plus(Line line, Worth share) {
    Worth sum =
        new Worth(
            line.total().plus(share.total()),
            merged(Stream.concat(line.discounts().stream(), share.discounts().stream())),
            taxes(Stream.concat(line.taxes().stream(), share.taxes().stream())));
    boolean same =
        share.total().isZero()
            && sum.discounts().equals(line.discounts())
            && sum.taxes().equals(line.taxes());
    return same ? line : with(line, sum, line.quantity(), line.requiresShipping());
  }

  private static Line with(Line line, Worth worth, LineQuantity quantity, boolean shipped) {
    Money gross =
        worth
            .total()
            .plus(
                Money.sum(
                    worth.total().currency(),
                    worth.discounts().stream().map(DiscountAllocation::amount)));
    return new Line(
        line.id(),
        line.parentId(),
        line.productId(),
        line.variantId(),
        line.sku(),
        line.barcode(),
        line.name(),
        line.options(),
        quantity,
        unitPrice(gross, quantity.ordered()),
        Optional.empty(),
        line.taxInclusive(),
        worth.discounts(),
        worth.taxes(),
        worth.total(),
        shipped,
        line.giftCard(),
        line.weightGrams(),
        line.location(),
        line.properties());
  }

  private static Money unitPrice(Money gross, Quantity quantity) {
    return quantity.isZero()
        ? gross
        : new Money(
            gross.amount().divide(quantity.value(), UNIT_PRICE_DIGITS, RoundingMode.HALF_UP),
            gross.currency());
  }

  private static List<DiscountAllocation> merged(Stream<DiscountAllocation> parts) {
    return summed(
            parts,
            part -> List.of(part.label(), part.discountIndex()),
            (one, other) ->
                new DiscountAllocation(
                    one.label(), one.amount().plus(other.amount()), one.discountIndex()))
        .stream()
        .filter(part -> !part.amount().isZero())
        .toList();
  }

  private static List<TaxLine> taxes(Stream<TaxLine> parts) {
    return summed(
        parts,
        tax -> List.of(tax.title(), tax.rate()),
        (one, other) -> new TaxLine(one.title(), one.rate(), one.amount().plus(other.amount())));
  }

  private static <T> List<T> summed(
      Stream<T> parts, Function<T, Object> key, BinaryOperator<T> plus) {
    Map<Object, T> sums = new LinkedHashMap<>();
    parts.forEach(part -> sums.merge(key.apply(part), part, plus));
    return List.copyOf(sums.values());
  }
}
