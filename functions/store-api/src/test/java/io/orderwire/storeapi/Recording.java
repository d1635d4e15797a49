package io.orderwire.storeapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwire.connector.Connector;
import io.orderwire.connector.Mapping;
import io.orderwire.connector.PlatformOrder;
import io.orderwire.connectors.Connectors;
import io.orderwire.engine.NamedFields;
import io.orderwire.engine.OrderAssembler;
import io.orderwire.engine.Platforms;
import io.orderwire.engine.Provenance;
import io.orderwire.engine.RawKeys;
import io.orderwire.json.Json;
import io.orderwire.message.Event;
import io.orderwire.message.EventData;
import io.orderwire.model.ExternalId;
import io.orderwire.model.Order;
import io.orderwire.model.Read;
import io.orderwire.model.StoreId;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Store;
import io.orderwire.port.Subject;
import io.orderwire.testkit.ports.Samples;
import java.util.List;
import java.util.Optional;

/// Records versions of an order as the normalizer does, made of payloads.
final class Recording {
  private final Api api;
  private final StoreId storeId;
  private final ExternalId id;

  Recording(Api api, StoreId storeId, ExternalId id) {
    this.api = api;
    this.storeId = storeId;
    this.id = id;
  }

  void record(long version, JsonNode document) {
    archive(version, document);
    Optional<Order> previous =
        api.ledger.version(subject(), version - 1).flatMap(LedgerEntry::order);
    append(version, order(document, previous));
  }

  void archive(long version, JsonNode document) {
    api.archive.put(
        key(version),
        document.isMissingNode() ? new byte[0] : Json.bytes(document),
        "application/json");
  }

  String key(long version) {
    return RawKeys.payload(subject(), Api.NOON.plusSeconds(version), "r" + version);
  }

  private Subject subject() {
    return Subject.order(storeId, id);
  }

  Order order(JsonNode document, Optional<Order> previous) {
    Store store = api.stores.get(storeId).orElseThrow();
    Connector connector = new Platforms(Connectors.all()).find(store.platform()).orElseThrow();
    Mapping.Normalized<PlatformOrder> mapped =
        (Mapping.Normalized<PlatformOrder>)
            new NamedFields(connector.orders()).map(document, store.context());
    return ((OrderAssembler.Assembly.Assembled)
            OrderAssembler.assemble(
                mapped, previous, new Provenance(store, connector, Read.WEBHOOK, "r"), true))
        .order();
  }

  void append(long version, Order order) {
    LedgerEntry sample =
        Samples.order(storeId, id.value(), version, Api.NOON.plusSeconds(version), "");
    EventData.OrderChange change =
        new EventData.OrderChange(
            List.of(), List.of(), Optional.empty(), Optional.of(order), Optional.empty());
    Event event =
        new Event(
            sample.event().type(), new Event.Detail(sample.event().detail().metadata(), change));
    api.ledger.append(
        new LedgerEntry(sample.subject(), version, event, true, Optional.of(key(version))));
  }
}
