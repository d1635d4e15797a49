package io.orderwire.connectors.woocommerce;

import io.orderwire.connector.Leftovers;
import io.orderwire.connector.RawNode;
import io.orderwire.model.CustomField;
import io.orderwire.model.LineOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The `meta_data` of a node: `{id, key, value}`, at items also `{display_key, display_value}`. A
/// value may be any JSON; a JSON text stays text.
record Metas(List<Meta> entries) {

  /// Row ids of the database say nothing about the order.
  private static final String ROW_ID = "database_row_id";

  private static final Set<String> MEMBERS =
      Set.of("id", "key", "value", "display_key", "display_value");

  /// One entry.
  record Meta(String key, RawNode node) {
    RawNode value() {
      return node.at("value");
    }
  }

  Metas {
    entries = List.copyOf(entries);
  }

  static Metas of(RawNode owner) {
    return new Metas(
        owner.each("meta_data").stream()
            .map(node -> new Meta(node.text("key").orElse("meta_data"), node))
            .toList());
  }

  /// All entries; of those without a key the whole.
  ///
  /// @param prefix begins each name, for nodes that have no custom fields of their own
  List<CustomField> fields(String prefix) {
    List<CustomField> fields = new ArrayList<>();
    for (Meta meta : entries) {
      if (!meta.node().has("key")) {
        fields.add(new CustomField(prefix + meta.key(), meta.node().value()));
        continue;
      }
      meta.node().at("id").drop(ROW_ID);
      meta.node().at("display_key").drop("display_text");
      meta.node().at("display_value").drop("display_text");
      fields.add(new CustomField(prefix + meta.key(), meta.value().value()));
      fields.addAll(Leftovers.of(meta.node(), MEMBERS, prefix + meta.key() + "."));
    }
    return fields;
  }

  /// The entries that WooCommerce shows under a product's name: those without a leading underscore.
  List<LineOption> options() {
    List<LineOption> options = new ArrayList<>();
    for (Meta meta : entries) {
      if (!meta.key().startsWith("_")) {
        Optional<String> name = plainText(meta.node().at("display_key"));
        Optional<String> value = plainText(meta.node().at("display_value"));
        if (name.isPresent() && value.isPresent()) {
          options.add(new LineOption(name.get(), value.get()));
        }
      }
    }
    return options;
  }

  /// The first of these keys that has a plain value.
  Optional<String> text(List<String> keys) {
    return keys.stream()
        .flatMap(key -> entries.stream().filter(meta -> meta.key().equals(key)))
        .flatMap(meta -> plainText(meta.value()).stream())
        .findFirst();
  }

  Optional<RawNode> value(String key) {
    return entries.stream().filter(meta -> meta.key().equals(key)).map(Meta::value).findFirst();
  }

  private static Optional<String> plainText(RawNode node) {
    return node.isValue() ? node.text() : Optional.empty();
  }
}
