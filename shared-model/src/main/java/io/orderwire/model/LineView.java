package io.orderwire.model;

/// How lines that are parts of others (bundles, composites, kits) are shown. The totals of an order
/// are the same in every view, to the cent.
public enum LineView {
  /// As recorded: containers and their parts, each with the money the platform gave it, tied by
  /// `parentId`.
  TREE,
  /// What was sold: one line per container with the money of all its parts.
  PARENTS,
  /// What is picked: the parts alone; what a container cost is spread over its parts.
  COMPONENTS,
  /// What was sold, with its money, followed by what is picked, without any.
  BOTH
}
