package io.orderwire.model;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The lines of an order as a tree. Platforms that name a group without having a line for it (such
/// as Shopify) get a container made up for it: without money, named after its parts, as many as the
/// quantities of its parts have in common. Links that lead in a circle count for nothing.
record LineTree(List<Node> roots) {
  LineTree {
    roots = List.copyOf(roots);
  }

  /// A line and its parts. Lines keep their order.
  record Node(Line line, List<Node> parts) {
    Node {
      parts = List.copyOf(parts);
    }

    boolean isContainer() {
      return !parts.isEmpty();
    }

    /// The parts that have no parts.
    List<Line> leaves() {
      return isContainer()
          ? parts.stream().flatMap(part -> part.leaves().stream()).toList()
          : List.of(line);
    }

    /// This line and all below, in order.
    List<Line> all() {
      List<Line> all = new ArrayList<>(List.of(line));
      parts.forEach(part -> all.addAll(part.all()));
      return all;
    }

    /// All below, in order.
    List<Line> below() {
      return parts.stream().flatMap(part -> part.all().stream()).toList();
    }
  }

  static LineTree of(List<Line> lines) {
    return new Builder(lines).tree();
  }

  private static final class Builder {
    private final List<Line> lines;
    private final Map<String, Line> byId = new LinkedHashMap<>();
    private final Map<String, List<Line>> parts = new LinkedHashMap<>();
    private final Set<String> shown = new LinkedHashSet<>();

    Builder(List<Line> lines) {
      this.lines = lines;
      lines.forEach(line -> byId.putIfAbsent(line.id(), line));
      for (Line line : lines) {
        container(line)
            .ifPresent(id -> parts.computeIfAbsent(id, none -> new ArrayList<>()).add(line));
      }
    }

    LineTree tree() {
      List<Node> roots = new ArrayList<>();
      Map<String, Boolean> madeUp = new LinkedHashMap<>();
      for (Line line : lines) {
        Optional<String> container = container(line);
        if (container.isEmpty()) {
          roots.add(node(line));
        } else if (!byId.containsKey(container.get())
            && madeUp.putIfAbsent(container.get(), true) == null) {
          roots.add(madeUp(container.get()));
        }
      }
      return new LineTree(roots);
    }

    /// A second line of the same id has no parts of its own.
    private Node node(Line line) {
      boolean first = shown.add(line.id());
      return new Node(
          line,
          first
              ? parts.getOrDefault(line.id(), List.of()).stream().map(this::node).toList()
              : List.of());
    }

    private Optional<String> container(Line line) {
      String own = line.id();
      Optional<String> up = line.parentId();
      for (int steps = 0; up.isPresent() && steps <= lines.size(); steps++) {
        if (up.get().equals(own)) {
          return Optional.empty();
        }
        Optional<Line> above = Optional.ofNullable(byId.get(up.get()));
        if (above.isEmpty() || above.get().parentId().isEmpty()) {
          return line.parentId();
        }
        up = above.get().parentId();
      }
      return up.isEmpty() ? line.parentId() : Optional.empty();
    }

    private Node madeUp(String id) {
      List<Line> members = parts.getOrDefault(id, List.of());
      Line first = members.getFirst();
      Money nothing = Money.zero(first.total().currency());
      Quantity one = common(members);
      Line container =
          new Line(
              id,
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              members.stream().map(Line::name).collect(Collectors.joining(" + ")),
              List.of(),
              new LineQuantity(one, one, Quantity.ZERO, Quantity.ZERO, Quantity.ZERO),
              nothing,
              Optional.empty(),
              first.taxInclusive(),
              List.of(),
              List.of(),
              nothing,
              false,
              false,
              Optional.empty(),
              Optional.empty(),
              List.of());
      return new Node(container, members.stream().map(this::node).toList());
    }

    /// Two of one thing and four of another are two bundles.
    private static Quantity common(List<Line> members) {
      BigInteger common = BigInteger.ZERO;
      for (Line member : members) {
        if (member.quantity().ordered().value().scale() > 0) {
          return Quantity.of(1);
        }
        common = common.gcd(member.quantity().ordered().value().toBigIntegerExact());
      }
      return common.signum() == 0 || common.bitLength() > 62
          ? Quantity.of(1)
          : Quantity.of(common.longValueExact());
    }
  }
}
