package io.orderwire.engine;

import io.orderwire.message.Event;
import io.orderwire.message.EventData;
import io.orderwire.message.EventMetadata;
import io.orderwire.message.EventType;
import io.orderwire.port.Customers;
import io.orderwire.port.Customers.Change;
import io.orderwire.port.Customers.Cluster;
import io.orderwire.port.Customers.Told;
import io.orderwire.port.Ledger;
import io.orderwire.port.LedgerEntry;
import io.orderwire.port.Store;
import io.orderwire.port.Subject;
import java.util.List;
import java.util.Optional;

/// Tells merges and splits by the ledger, from where they become events. What is to be told stands
/// in the cluster with its version, so that telling it twice is telling it once.
final class CustomerNews {
  private final Customers customers;
  private final Ledger ledger;

  CustomerNews(Customers customers, Ledger ledger) {
    this.customers = customers;
    this.ledger = ledger;
  }

  void tell(Store store, Cluster cluster) {
    if (cluster.untold().isEmpty()) {
      return;
    }
    cluster.untold().forEach(told -> ledger.append(entry(store, told)));
    // Should somebody be first, what is told already is told again, to no effect.
    customers.save(store.id(), new Change(List.of(cluster.told()), List.of(), Optional.empty()));
  }

  private static LedgerEntry entry(Store store, Told told) {
    Subject subject = new Subject(store.id(), Subject.Kind.CUSTOMER, told.cluster());
    EventMetadata metadata =
        new EventMetadata(
            subject.eventId(told.version()),
            EventMetadata.SCHEMA_VERSION,
            store.id(),
            store.platform(),
            told.version(),
            told.at(),
            told.at(),
            told.cause(),
            told.receiptId(),
            store.mapping().version(),
            false,
            told.traceId());
    EventData data = new EventData.CustomerChange(told.cluster(), told.clusters(), told.evidence());
    Event event =
        new Event(
            told.merge() ? EventType.CUSTOMER_MERGED : EventType.CUSTOMER_SPLIT,
            new Event.Detail(metadata, data));
    return new LedgerEntry(subject, told.version(), event, true, Optional.empty());
  }
}
