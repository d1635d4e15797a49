package io.orderwire.normalizer;

import io.orderwire.connector.CartMapper;
import io.orderwire.connector.Connector;
import io.orderwire.connector.Delivery;
import io.orderwire.connector.Mapping;
import io.orderwire.connector.PlatformCart;
import io.orderwire.connector.PlatformOrder;
import io.orderwire.connector.Signal;
import io.orderwire.connector.StoreContext;
import io.orderwire.engine.NamedFields;
import io.orderwire.message.EventData.Resource;
import io.orderwire.model.ExternalId;
import io.orderwire.model.Finding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/// Calls a connector's pure parts. They are total by contract; should one break it, the payload is
/// put aside like any other that cannot be read, instead of being tried until it is a dead letter.
final class Interpreter {

  private Interpreter() {}

  static List<Signal> signals(Connector connector, Delivery delivery) {
    try {
      return connector.webhooks().signals(delivery);
    } catch (RuntimeException defect) {
      return List.of(new Signal.Unreadable(broken(defect)));
    }
  }

  static Mapping<PlatformOrder> order(Receipt receipt, ExternalId id, Document document) {
    Mapping<PlatformOrder> mapping =
        guarded(
            () ->
                new NamedFields(receipt.connector().orders())
                    .map(document.tree(), receipt.store().context()));
    return switch (mapping) {
      case Mapping.Normalized<PlatformOrder> normalized
          when !normalized.value().identity().externalId().equals(id) ->
          new Mapping.Quarantined<>(mismatch(id, normalized.value().identity().externalId()));
      case Mapping.Normalized<PlatformOrder> normalized -> normalized;
      case Mapping.Ignored<PlatformOrder> ignored -> ignored;
      case Mapping.Quarantined<PlatformOrder> quarantined -> quarantined;
    };
  }

  static Mapping<PlatformCart> cart(Receipt receipt, ExternalId id, Document document) {
    Optional<CartMapper> mapper = receipt.connector().carts();
    if (mapper.isEmpty()) {
      return new Mapping.Ignored<>("this platform's carts are not supported");
    }
    Mapping<PlatformCart> mapping =
        guarded(() -> mapper.get().map(document.tree(), receipt.store().context()));
    return switch (mapping) {
      case Mapping.Normalized<PlatformCart> normalized
          when !normalized.value().externalId().equals(id) ->
          new Mapping.Quarantined<>(mismatch(id, normalized.value().externalId()));
      case Mapping.Normalized<PlatformCart> normalized -> normalized;
      case Mapping.Ignored<PlatformCart> ignored -> ignored;
      case Mapping.Quarantined<PlatformCart> quarantined -> quarantined;
    };
  }

  /// How the connector reads the places of a document that maps.
  static Map<String, String> rules(Receipt receipt, Resource resource, Document document) {
    Map<String, String> rules = new TreeMap<>();
    StoreContext store = receipt.store().context();
    switch (resource) {
      case ORDER ->
          new NamedFields(receipt.connector().orders()).map(document.tree(), store, rules::put);
      case CART ->
          receipt
              .connector()
              .carts()
              .ifPresent(mapper -> mapper.map(document.tree(), store, rules::put));
    }
    return rules;
  }

  private static <T> Mapping<T> guarded(Supplier<Mapping<T>> mapping) {
    try {
      return mapping.get();
    } catch (RuntimeException defect) {
      return new Mapping.Quarantined<>(broken(defect));
    }
  }

  private static Finding broken(RuntimeException defect) {
    return Finding.error(
        "", "connector_failed", "the connector failed: " + defect.getClass().getSimpleName());
  }

  private static Finding mismatch(ExternalId expected, ExternalId found) {
    return Finding.error("", "wrong_id", "the document is of " + found + ", not of " + expected);
  }
}
