package io.orderwire.connector;

import io.orderwire.model.CustomField;
import java.util.List;
import java.util.Set;

/// Members that plugins or newer versions add to a node: kept as custom fields, never lost.
public final class Leftovers {

  private Leftovers() {}

  /// All members of a node that are not known, where they say something.
  ///
  /// @param known members that the mapper reads or drops itself
  /// @param prefix begins each name
  public static List<CustomField> of(RawNode node, Set<String> known, String prefix) {
    return node.members().stream()
        .filter(member -> !known.contains(member.name()))
        .filter(Leftovers::saysSomething)
        .map(member -> new CustomField(prefix + member.name(), member.value()))
        .toList();
  }

  /// A single member that has no place in the canonical order, kept where it says something.
  public static List<CustomField> field(RawNode node, String member) {
    RawNode value = node.at(member);
    return saysSomething(value) ? List.of(new CustomField(member, value.value())) : List.of();
  }

  /// PHP writes empty texts, arrays and objects where there is nothing.
  private static boolean saysSomething(RawNode member) {
    return member.isValue() ? member.text().isPresent() : !member.json().isEmpty();
  }
}
