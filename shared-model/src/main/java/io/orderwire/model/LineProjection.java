package io.orderwire.model;

import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// Shows an order's lines, and what its refunds, shipments and returns say of them, in another
/// [LineView]. The order's totals stay as they are, and its lines, their taxes and its refunds add
/// up to the same amounts in every view.
public final class LineProjection {
  private final LineTree tree;
  private final LineView view;
  private final Map<String, LineTree.Node> rootOf = new LinkedHashMap<>();
  private final Map<String, LineTree.Node> nodes = new LinkedHashMap<>();

  private LineProjection(List<Line> lines, LineView view) {
    this.tree = LineTree.of(lines);
    this.view = view;
    tree.roots().forEach(root -> index(root, root));
  }

  /// The same order with its goods in that view.
  public static Order of(Order order, LineView view) {
    if (view == LineView.TREE || order.lines().stream().allMatch(l -> l.parentId().isEmpty())) {
      return order;
    }
    LineProjection projection = new LineProjection(order.lines(), view);
    return order.withGoods(
        projection.lines(),
        order.shipments().stream().map(projection::shipment).toList(),
        order.refunds().stream().map(projection::refund).toList(),
        order.returns().stream().map(projection::orderReturn).toList());
  }

  private void index(LineTree.Node node, LineTree.Node root) {
    rootOf.putIfAbsent(node.line().id(), root);
    nodes.putIfAbsent(node.line().id(), node);
    node.parts().forEach(part -> index(part, root));
  }

  private List<Line> lines() {
    return tree.roots().stream().flatMap(this::lines).toList();
  }

  private Stream<Line> lines(LineTree.Node root) {
    return switch (view) {
      case TREE -> root.all().stream();
      case PARENTS -> Stream.of(LineFold.up(root));
      case COMPONENTS -> LineFold.down(root).stream();
      case BOTH ->
          Stream.concat(
              Stream.of(LineFold.up(root)), root.below().stream().map(LineFold::withoutMoney));
    };
  }

  private Refund refund(Refund refund) {
    Map<String, RefundLine> lines = new LinkedHashMap<>();
    for (RefundLine line : refund.lines()) {
      shown(line).forEach(each -> lines.merge(each.lineId(), each, LineProjection::plus));
    }
    Map<String, Quantity> counts = new LinkedHashMap<>();
    refund.lines().forEach(line -> counts.merge(line.lineId(), line.quantity(), Quantity::plus));
    return new Refund(
        refund.id(),
        refund.at(),
        refund.reason(),
        lines.values().stream().map(line -> counted(line, counts)).toList(),
        refund.shipping(),
        refund.adjustments(),
        refund.total(),
        refund.paymentIds());
  }

  private List<RefundLine> shown(RefundLine line) {
    Optional<LineTree.Node> root = Optional.ofNullable(rootOf.get(line.lineId()));
    if (root.filter(LineTree.Node::isContainer).isEmpty()) {
      return List.of(line);
    }
    return switch (view) {
      case TREE -> List.of(line);
      case PARENTS -> List.of(onRoot(line, root.get()));
      case COMPONENTS -> onLeaves(line);
      case BOTH ->
          line.lineId().equals(root.get().line().id())
              ? List.of(onRoot(line, root.get()))
              : List.of(
                  onRoot(line, root.get()),
                  new RefundLine(
                      line.lineId(),
                      line.quantity(),
                      Optional.empty(),
                      Optional.empty(),
                      line.restocked()));
    };
  }

  /// Money of the whole; how many wholes it makes is counted once, over all lines of the refund.
  private static RefundLine onRoot(RefundLine line, LineTree.Node root) {
    return new RefundLine(
        root.line().id(), Quantity.ZERO, line.amount(), line.tax(), line.restocked());
  }

  private RefundLine counted(RefundLine line, Map<String, Quantity> counts) {
    return Optional.ofNullable(rootOf.get(line.lineId()))
        .filter(root -> view != LineView.COMPONENTS && root.isContainer())
        .filter(root -> root.line().id().equals(line.lineId()))
        .map(
            root ->
                new RefundLine(
                    line.lineId(),
                    whole(root, counts),
                    line.amount(),
                    line.tax(),
                    line.restocked()))
        .orElse(line);
  }

  private List<RefundLine> onLeaves(RefundLine line) {
    LineTree.Node node = nodes.get(line.lineId());
    if (node == null || !node.isContainer()) {
      return List.of(line);
    }
    List<Line> leaves = node.leaves();
    Optional<List<Money>> amounts = line.amount().map(all -> LineFold.split(all, leaves));
    Optional<List<Money>> taxes = line.tax().map(all -> LineFold.split(all, leaves));
    List<RefundLine> shares = new ArrayList<>();
    for (int index = 0; index < leaves.size(); index++) {
      int leaf = index;
      shares.add(
          new RefundLine(
              leaves.get(leaf).id(),
              Quantity.ZERO,
              amounts.map(parts -> parts.get(leaf)),
              taxes.map(parts -> parts.get(leaf)),
              line.restocked()));
    }
    return shares;
  }

  private static RefundLine plus(RefundLine one, RefundLine other) {
    return new RefundLine(
        one.lineId(),
        one.quantity().plus(other.quantity()),
        plus(one.amount(), other.amount()),
        plus(one.tax(), other.tax()),
        one.restocked().equals(other.restocked()) ? one.restocked() : Optional.empty());
  }

  private static Optional<Money> plus(Optional<Money> one, Optional<Money> other) {
    return one.map(amount -> other.map(amount::plus).orElse(amount)).or(() -> other);
  }

  private Shipment shipment(Shipment shipment) {
    return new Shipment(
        shipment.id(),
        shipment.status(),
        counts(shipment.lines()),
        shipment.carrier(),
        shipment.service(),
        shipment.tracking(),
        shipment.shippedAt(),
        shipment.deliveredAt(),
        shipment.location());
  }

  private OrderReturn orderReturn(OrderReturn back) {
    return new OrderReturn(
        back.id(), back.status(), back.at(), back.reason(), counts(back.lines()));
  }

  /// A parcel holds a container as often as it holds all of its parts.
  private List<LineCount> counts(List<LineCount> counts) {
    Map<String, Quantity> given = new LinkedHashMap<>();
    counts.forEach(count -> given.merge(count.lineId(), count.quantity(), Quantity::plus));
    Map<String, Quantity> shown = new LinkedHashMap<>();
    given.forEach(
        (id, quantity) -> {
          Optional<LineTree.Node> root =
              Optional.ofNullable(rootOf.get(id)).filter(LineTree.Node::isContainer);
          boolean leaf =
              Optional.ofNullable(nodes.get(id)).filter(LineTree.Node::isContainer).isEmpty();
          if (root.isPresent() && view != LineView.COMPONENTS) {
            Quantity whole = whole(root.get(), given);
            if (whole.isPositive()) {
              shown.put(root.get().line().id(), whole);
            }
          }
          if (leaf && (root.isEmpty() || view != LineView.PARENTS)) {
            shown.put(id, quantity);
          }
        });
    return shown.entrySet().stream()
        .map(count -> new LineCount(count.getKey(), count.getValue()))
        .toList();
  }

  /// What is counted of the container itself, else how often all of its parts are.
  private static Quantity whole(LineTree.Node root, Map<String, Quantity> counts) {
    Quantity own = counts.getOrDefault(root.line().id(), Quantity.ZERO);
    Quantity ordered = root.line().quantity().ordered();
    Function<Line, Quantity> covered =
        leaf ->
            LineCover.part(
                ordered, leaf, counts.getOrDefault(leaf.id(), Quantity.ZERO), RoundingMode.FLOOR);
    Quantity ofParts =
        root.leaves().stream()
            .filter(leaf -> leaf.quantity().ordered().isPositive())
            .map(covered)
            .reduce(LineCover::least)
            .orElse(Quantity.ZERO);
    return own.compareTo(ofParts) >= 0 ? own : ofParts;
  }
}
