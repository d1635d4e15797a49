package io.orderwire.connectors.api2cart;

import io.orderwire.connector.Leftovers;
import io.orderwire.connector.RawNode;
import io.orderwire.model.CustomField;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a node carries beside its known members. Every node may have `additional_fields` and
/// `custom_fields`, by name or as a list of names and values.
final class Extras {
  private static final List<String> OPEN = List.of("additional_fields", "custom_fields");

  private Extras() {}

  /// @param known members that the mapper reads or drops itself
  /// @param prefix begins each name
  static List<CustomField> of(RawNode node, Set<String> known, String prefix) {
    Set<String> all = new HashSet<>(known);
    all.addAll(OPEN);
    List<CustomField> fields = new ArrayList<>();
    OPEN.forEach(member -> fields.addAll(open(node.at(member), prefix)));
    fields.addAll(Leftovers.of(node, all, prefix));
    return fields;
  }

  private static List<CustomField> open(RawNode fields, String prefix) {
    if (fields.isObject()) {
      return Leftovers.of(fields, Set.of(), prefix);
    }
    List<CustomField> listed = new ArrayList<>();
    for (RawNode field : fields.elements()) {
      Optional<String> name = field.isObject() ? field.text("name") : Optional.empty();
      if (name.isPresent() && field.has("value")) {
        listed.add(new CustomField(prefix + name.get(), field.at("value").value()));
        listed.addAll(Leftovers.of(field, Set.of("name", "value"), prefix + name.get() + "."));
      } else {
        listed.add(new CustomField(prefix + fields.name(), field.value()));
      }
    }
    return listed;
  }
}
