package io.orderwire.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.connector.Mapping;
import io.orderwire.connector.PlatformOrder;
import io.orderwire.connector.StoreContext;
import io.orderwire.engine.Explainer.Origin;
import io.orderwire.json.Json;
import io.orderwire.json.JsonPlaces;
import io.orderwire.model.CommitmentState;
import io.orderwire.model.Order;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Explains where the values of a recorded version come from, by making it again of its archived
/// document and of the version before: with what the store's mapping and the connector are today.
public final class VersionExplainer {
  private final Provenance provenance;
  private final Order recorded;
  private final Optional<Order> previous;

  /// A value of the recorded version.
  ///
  /// @param path JSON pointer into the order
  /// @param origins raw values that it depends on, the most specific first
  /// @param ofVersionBefore it depends on what the version before said
  /// @param remade what is made of the document today
  public record Value(
      String path, JsonNode value, List<Origin> origins, boolean ofVersionBefore, Remade remade) {
    public Value {
      origins = List.copyOf(origins);
    }
  }

  /// What is made of the document today, beside what was recorded.
  public enum Remade {
    SAME,
    /// The mapping or the connector was another.
    OTHER,
    /// Nothing is made at that place: it was known from elsewhere, such as the customer, or the
    /// mapping or the connector was another.
    NONE
  }

  /// The explanation of a version.
  ///
  /// @param values all of the recorded order, in its order
  /// @param unread raw leaves that were neither read nor dropped by a named policy
  public record Explained(List<Value> values, List<String> unread) {
    public Explained {
      values = List.copyOf(values);
      unread = List.copyOf(unread);
    }
  }

  /// @param recorded the version that is explained
  /// @param previous the version before it, if there is one
  public VersionExplainer(Provenance provenance, Order recorded, Optional<Order> previous) {
    this.provenance = provenance;
    this.recorded = recorded;
    this.previous = previous;
  }

  /// Empty if no order can be made of the document today.
  public Optional<Explained> explain(JsonNode document) {
    StoreContext store = provenance.store().context();
    NamedFields mapper = new NamedFields(provenance.connector().orders());
    return mapper.map(document, store) instanceof Mapping.Normalized<PlatformOrder> mapped
        ? new Explainer(provenance.connector().orders(), store, each -> assembled(each, previous))
            .explain(document)
            .map(explanation -> explained(mapped, explanation))
        : Optional.empty();
  }

  private Explained explained(
      Mapping.Normalized<PlatformOrder> mapped, Explainer.Explanation explanation) {
    Map<String, JsonNode> today = leaves(mapped, previous);
    Map<String, JsonNode> alone = leaves(mapped, Optional.empty());
    List<Value> values = new ArrayList<>();
    JsonPlaces.leaves(Json.toTree(recorded))
        .forEach(
            (path, value) -> {
              Optional<JsonNode> remade = Optional.ofNullable(today.get(path));
              values.add(
                  new Value(
                      path,
                      value,
                      explanation.origins().getOrDefault(path, List.of()),
                      remade.isPresent() && !remade.equals(Optional.ofNullable(alone.get(path))),
                      remade
                          .map(made -> made.equals(value) ? Remade.SAME : Remade.OTHER)
                          .orElse(Remade.NONE)));
            });
    return new Explained(values, explanation.unread());
  }

  private Map<String, JsonNode> leaves(
      Mapping.Normalized<PlatformOrder> mapped, Optional<Order> before) {
    return assembled(mapped, before)
        .map(order -> OrderAssembler.hashed(order, before))
        .map(order -> new HashMap<>(JsonPlaces.leaves(Json.toTree(order))))
        .orElseGet(HashMap::new);
  }

  /// Without the hash, which depends on everything.
  private Optional<Order> assembled(
      Mapping.Normalized<PlatformOrder> mapped, Optional<Order> before) {
    boolean committed = recorded.commitment().state() == CommitmentState.COMMITTED;
    return switch (OrderAssembler.unhashed(
        mapped, new OrderAssembler.Before(before, before), provenance, committed)) {
      case OrderAssembler.Assembly.Assembled made -> Optional.of(made.order());
      case OrderAssembler.Assembly.Refused ignored -> Optional.empty();
    };
  }
}
