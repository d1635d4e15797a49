package io.orderwire.connectors.bigcommerce;

import io.orderwire.connector.RawNode;
import io.orderwire.model.CustomField;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Members without a place of their own, kept where they say something. BigCommerce writes zeros,
/// false and empty text where there is nothing.
final class Notes {
  private static final Pattern NOTHING = Pattern.compile("0|0\\.0+|false");

  private Notes() {}

  /// @param prefix begins each name
  static List<CustomField> of(RawNode node, List<String> members, String prefix) {
    List<CustomField> fields = new ArrayList<>();
    for (String name : members) {
      RawNode member = node.at(name);
      Optional<String> text = member.text().filter(value -> !NOTHING.matcher(value).matches());
      if (text.isPresent()) {
        fields.add(new CustomField(prefix + name, member.value()));
      }
    }
    return fields;
  }
}
