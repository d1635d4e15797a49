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
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/// The versions of one order as the engine's decision makes them of arriving documents, without
/// ports: what is recorded depends on nothing else.
final class Recorded {
  private final Connector connector;
  private final Store store;
  private final IdentityHashMap<JsonNode, Mapping<PlatformOrder>> mapped;
  private final JsonNode cartsOwn;
  private final List<Order> versions = new ArrayList<>();

  /// An order that is not known yet.
  ///
  /// @param mapped keeps what the connector made of documents: mappers are pure
  /// @param cartsOwn what the cart answers when it is asked
  Recorded(
      Connector connector,
      Store store,
      IdentityHashMap<JsonNode, Mapping<PlatformOrder>> mapped,
      JsonNode cartsOwn) {
    this.connector = connector;
    this.store = store;
    this.mapped = mapped;
    this.cartsOwn = cartsOwn;
  }

  List<Order> versions() {
    return versions;
  }

  void arrives(JsonNode document, Read read) {
    boolean mayAsk = store.mapping().policies().read() != ReadPolicy.PAYLOAD;
    consider(document, read, mayAsk ? Trust.PROVISIONAL : Trust.FINAL, Optional.empty());
  }

  private void consider(
      JsonNode document, Read read, Trust trust, Optional<Mapping<PlatformOrder>> atHand) {
    boolean asksAlways = store.mapping().policies().read() == ReadPolicy.ALWAYS;
    Optional<Order> newest =
        versions.isEmpty() ? Optional.empty() : Optional.of(versions.getLast());
    Mapping<PlatformOrder> mapping =
        mapped.computeIfAbsent(document, each -> connector.orders().map(each, store.context()));
    Considered considered =
        Considered.of(
            mapping,
            new Provenance(store, connector, read, "receipt"),
            new Considered.Standing(newest, trust, asksAlways, atHand));
    switch (considered) {
      case Considered.Ready(Order order, boolean draft) -> versions.add(order);
      case Considered.AskCart ignored ->
          consider(cartsOwn, Read.FETCHED, Trust.FINAL, Optional.of(mapping));
      case Considered.Lagging ignored -> throw new AssertionError("the cart's own is older");
      case Considered.Unsettled ignored ->
          throw new AssertionError("nothing is waited for where the time of asking is not told");
      case Considered.Redundant ignored -> {
        // nothing to record
      }
      case Considered.Ignored(String reason) -> throw new AssertionError("ignored: " + reason);
      case Considered.Refused(var finding) -> throw new AssertionError("refused: " + finding);
    }
  }
}
