package io.orderwire.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.connector.Connector;
import io.orderwire.connector.Mapping;
import io.orderwire.connector.PlatformOrder;
import io.orderwire.connector.StoreMapping.ReadPolicy;
import io.orderwire.engine.Considered;
import io.orderwire.engine.Considered.Trust;
import io.orderwire.engine.Provenance;
import io.orderwire.model.Order;
import io.orderwire.model.Read;
import io.orderwire.port.Store;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The versions of one order as the engine's decision makes them of arriving documents, without
/// ports: what is recorded depends on nothing else.
record Recorded(Cart cart, List<Order> versions) {
  Recorded {
    versions = List.copyOf(versions);
  }

  static Recorded nothing(Cart cart) {
    return new Recorded(cart, List.of());
  }

  /// What is recorded once that document has arrived.
  Recorded arrives(JsonNode document, Read read) {
    Optional<Order> newest =
        versions.isEmpty() ? Optional.empty() : Optional.of(versions.getLast());
    return cart.decides(new Arrival(newest, read), document).map(this::and).orElse(this);
  }

  private Recorded and(Order order) {
    List<Order> more = new ArrayList<>(versions);
    more.add(order);
    return new Recorded(cart, more);
  }

  /// A document that arrives when that version was the newest.
  record Arrival(Optional<Order> newest, Read read) {}

  /// The cart that the documents are from. It remembers what was decided, because neither mappers
  /// nor the decision depend on anything else.
  static final class Cart {
    private final Connector connector;
    private final Store store;
    private final JsonNode own;
    private final IdentityHashMap<JsonNode, Mapping<PlatformOrder>> mapped =
        new IdentityHashMap<>();
    private final IdentityHashMap<JsonNode, Map<Arrival, Optional<Order>>> decided =
        new IdentityHashMap<>();

    /// @param own what the cart answers when it is asked for the order
    Cart(Connector connector, Store store, JsonNode own) {
      this.connector = connector;
      this.store = store;
      this.own = own;
    }

    private Optional<Order> decides(Arrival arrival, JsonNode document) {
      boolean mayAsk = store.mapping().policies().read() != ReadPolicy.PAYLOAD;
      return decided
          .computeIfAbsent(document, each -> new HashMap<>())
          .computeIfAbsent(
              arrival,
              each ->
                  decide(
                      each, document, mayAsk ? Trust.PROVISIONAL : Trust.FINAL, Optional.empty()));
    }

    private Optional<Order> decide(
        Arrival arrival, JsonNode document, Trust trust, Optional<Mapping<PlatformOrder>> atHand) {
      boolean asksAlways = store.mapping().policies().read() == ReadPolicy.ALWAYS;
      Mapping<PlatformOrder> mapping =
          mapped.computeIfAbsent(document, each -> connector.orders().map(each, store.context()));
      Considered considered =
          Considered.of(
              mapping,
              new Provenance(store, connector, arrival.read(), "receipt"),
              new Considered.Standing(arrival.newest(), trust, asksAlways, atHand));
      return switch (considered) {
        case Considered.Ready(Order order, boolean draft) -> Optional.of(order);
        case Considered.AskCart ignored ->
            decide(
                new Arrival(arrival.newest(), Read.FETCHED),
                own,
                Trust.FINAL,
                Optional.of(mapping));
        case Considered.Redundant ignored -> Optional.empty();
        case Considered.Lagging ignored -> throw new AssertionError("the cart's own is older");
        case Considered.Unsettled ignored ->
            throw new AssertionError("nothing is waited for where the time of asking is not told");
        case Considered.Ignored(String reason) -> throw new AssertionError("ignored: " + reason);
        case Considered.Refused(var finding) -> throw new AssertionError("refused: " + finding);
      };
    }
  }
}
