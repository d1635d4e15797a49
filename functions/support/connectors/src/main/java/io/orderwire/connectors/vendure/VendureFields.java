package io.orderwire.connectors.vendure;

import io.orderwire.connector.RawNode;
import io.orderwire.model.CustomField;
import java.util.List;

/// Custom fields, as the shop's own members have them.
final class VendureFields {

  private VendureFields() {}

  static List<CustomField> of(RawNode customFields) {
    return customFields.members().stream()
        .filter(RawNode::isPresent)
        .map(member -> new CustomField(member.name(), member.value()))
        .toList();
  }
}
