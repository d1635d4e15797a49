package io.orderwire.storeapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.engine.Explainer;
import io.orderwire.engine.RawView;
import io.orderwire.engine.VersionExplainer;
import io.orderwire.model.Source;
import java.util.List;

/// Where the values of a version come from.
///
/// @param made what made the version
/// @param remade what explains it: the mapping and the connector as they are now
/// @param unread raw values that nobody read
record ExplanationView(
    long version, String rawKey, Made made, Made remade, List<Value> values, List<Raw> unread) {
  ExplanationView {
    values = List.copyOf(values);
    unread = List.copyOf(unread);
  }

  /// By which mapping of the store and by which connector.
  record Made(int mappingVersion, String connectorVersion) {}

  /// A value of the order.
  ///
  /// @param path JSON pointer into the order
  /// @param origins the raw values that it depends on, the most specific first
  /// @param ofVersionBefore it depends on what the version before said
  /// @param remade what is made of the payload today: the same, another value, or none
  record Value(
      String path,
      JsonNode value,
      List<Origin> origins,
      boolean ofVersionBefore,
      VersionExplainer.Remade remade) {
    Value {
      origins = List.copyOf(origins);
    }
  }

  /// A raw value behind a value of the order.
  ///
  /// @param pointer JSON pointer into the payload
  /// @param rule how it was read: `text`, `whole`, `presence`, `store_mapping`, `dropped:<policy>`,
  /// `refused`
  record Origin(String pointer, JsonNode value, String rule) {}

  /// A raw value.
  ///
  /// @param pointer JSON pointer into the payload
  record Raw(String pointer, JsonNode value) {}

  /// @param raw as people may see it
  /// @param path only this value, or those inside of it; empty for all
  static ExplanationView of(
      Explained explained, RawView raw, VersionExplainer.Explained explanation, String path) {
    return new ExplanationView(
        explained.version(),
        explained.rawKey(),
        new Made(explained.source().mappingVersion(), explained.source().connectorVersion()),
        explained.remade(),
        explanation.values().stream()
            .filter(value -> isIn(value.path(), path))
            .map(value -> value(value, raw))
            .toList(),
        explanation.unread().stream()
            .map(pointer -> new Raw(pointer, raw.document().at(pointer)))
            .toList());
  }

  /// The version that is explained.
  record Explained(long version, String rawKey, Source source, Made remade) {}

  private static boolean isIn(String path, String whole) {
    return path.equals(whole) || path.startsWith(whole + "/");
  }

  private static Value value(VersionExplainer.Value value, RawView raw) {
    return new Value(
        value.path(),
        value.value(),
        value.origins().stream().map(origin -> origin(origin, raw)).toList(),
        value.ofVersionBefore(),
        value.remade());
  }

  private static Origin origin(Explainer.Origin origin, RawView raw) {
    return new Origin(origin.rawPointer(), raw.document().at(origin.rawPointer()), origin.rule());
  }
}
